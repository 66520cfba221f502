#!/usr/bin/env bash
# Starting out: `init` and `schema`. Needs IAMGEN, IAMGEN_SOURCE_DIR.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
wrong() {
  printf 'FAIL %s\n' "$*" >&2
  exit 1
}
# answers CODE COMMAND...: with what it says in out and err.
answers() {
  local code=0 wanted=$1
  shift
  "$@" >out 2>err || code=$?
  [ "$code" = "$wanted" ] || wrong "$* exits with $code: $(cat err)"
}

# The schemas are the files of schemas/, byte for byte.
answers 0 "$IAMGEN" schema
cmp out "$IAMGEN_SOURCE_DIR/schemas/topology.schema.json"
answers 0 "$IAMGEN" schema --part
cmp out "$IAMGEN_SOURCE_DIR/schemas/topology-part.schema.json"
answers 2 "$IAMGEN" schema --whole

# The small start compiles without a finding, and says where its schema is.
answers 0 "$IAMGEN" init
cp out small.yaml
[ "$(head -1 small.yaml)" = \
  '# yaml-language-server: $schema=topology.schema.json' ] ||
  wrong "the first line is $(head -1 small.yaml)"
answers 0 "$IAMGEN" check small.yaml --strict
answers 0 "$IAMGEN" init --schema ../schemas/iamgen.json
[ "$(head -1 out)" = \
  '# yaml-language-server: $schema=../schemas/iamgen.json' ] ||
  wrong "--schema gives $(head -1 out)"
tail -n +2 out | cmp - <(tail -n +2 small.yaml)

# To a file that is not there yet, and to no other.
answers 0 "$IAMGEN" init -o new/topology.yaml
[ ! -s out ] && [ ! -s err ] || wrong "init -o speaks: $(cat out err)"
cmp new/topology.yaml small.yaml
echo mine >mine.yaml
answers 2 "$IAMGEN" init -o mine.yaml
grep -q '^iamgen: mine.yaml: is there already' err || wrong "$(cat err)"
[ "$(cat mine.yaml)" = mine ] || wrong "mine.yaml was overwritten"
answers 2 "$IAMGEN" init -o mine.yaml/topology.yaml

# Every example, with the files that it names, as it is in examples/.
for folder in "$IAMGEN_SOURCE_DIR"/examples/*/; do
  name=$(basename "$folder")
  [ -e "$folder/topology.yaml" ] || continue
  answers 0 "$IAMGEN" init "$name" -o "$name/topology.yaml"
  [ "$(find "$name" -name '*.md')" = '' ] || wrong "$name: documentation"
  (cd "$name" && find . -type f) | while read -r file; do
    if [ "$file" = ./topology.yaml ]; then
      tail -n +2 "$name/$file" | cmp - "$folder/$file"
    else
      cmp "$name/$file" "$folder/$file"
    fi
  done
  "$IAMGEN" check "$name/topology.yaml" --diagnostics json >out 2>err || true
  grep -q '"errors":0,' out || wrong "$name: $(cat out err)"
  answers 0 "$IAMGEN" init "$name"
  cmp out "$name/topology.yaml"
  # What is there is kept, wherever of the example it is.
  find "$name" -type f | tail -1 >last
  mkdir -p again
  "$IAMGEN" init "$name" -o again/topology.yaml
  rm again/topology.yaml
  if [ "$(find again -type f | wc -l)" -gt 0 ]; then
    answers 2 "$IAMGEN" init "$name" -o again/topology.yaml
    [ ! -e again/topology.yaml ] || wrong "$name: written by half"
  fi
  rm -r again
done

answers 2 "$IAMGEN" init environment-manger
grep -q 'did you mean `environment-manager`?' err || wrong "$(cat err)"
answers 2 "$IAMGEN" init zzz
grep -q 'there are .*environment-manager' err || wrong "$(cat err)"
answers 2 "$IAMGEN" init environment-manager/topology.yaml
answers 2 "$IAMGEN" init a b

for command in init schema completions; do
  answers 0 "$IAMGEN" "$command" --help
  sed -n 1,4p out | grep -q 'iamgen '"$command" || wrong "$command: no example"
done
