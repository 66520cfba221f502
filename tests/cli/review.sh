#!/bin/bash
# `iamgen review` says what the section "Reviews" of docs/cli.md shows.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# The topology, the report, and what is typed and what comes of it: indented
# lines from a `$ iamgen review` on, with the blank ones between them.
awk '/^## Reviews$/ { inside = 1; next } /^## / { inside = 0 } inside' \
  "$IAMGEN_SOURCE_DIR/docs/cli.md" |
  awk '
    /^```yaml/ { file = "topology.yaml"; next }
    /^```json/ { file = "usage.jsonl"; next }
    /^```/ { file = ""; next }
    file { print > file; next }
    /^    \$ iamgen review / {
      count++
      print substr($0, 14) > ("typed" count)
      printed = "printed" count
      next
    }
    printed && /^    / { print substr($0, 5) > printed; next }
    printed && /^$/ { print > printed; next }
    { printed = "" }
  '

failed=0
for typed in typed*; do
  # shellcheck disable=SC2046
  said=$("$IAMGEN" $(cat "$typed"))
  shown=$(cat "printed${typed#typed}")
  # `...` stands for what comes before.
  if [[ $shown == ...$'\n'* ]]; then
    shown=${shown#...$'\n'}
    said=$(tail -n "$(wc -l <<<"$shown")" <<<"$said")
  fi
  if ! diff <(echo "$shown") <(echo "$said") >&2; then
    echo "review: docs/cli.md shows what \`$(cat "$typed")\` does not say" >&2
    failed=1
  fi
done
[ -e typed2 ] || { echo 'review: docs/cli.md shows too little' >&2; exit 1; }
exit "$failed"
