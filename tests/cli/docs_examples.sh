#!/usr/bin/env bash
# Checks every whole topology in README.md and below docs/: each ```yaml block
# that begins with `iamgen: 1` has to compile. A block opened with
# ```yaml refused RULE is one that must not, because of RULE, and one opened with
# ```yaml file PATH is a file that topologies of its page may name.
# Needs IAMGEN, IAMGEN_SOURCE_DIR.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# A page's blocks go to a folder of its own: topologies to <line>.yaml, those to
# be refused to <line>.RULE.yaml, files to where they say. A block that gets to
# `iamgen: 1` later than its first line would go unchecked, and is an error.
find "$IAMGEN_SOURCE_DIR/README.md" "$IAMGEN_SOURCE_DIR/docs" -name '*.md' |
  LC_ALL=C sort >pages
while read -r page; do
  folder=${page#"$IAMGEN_SOURCE_DIR/"}
  folder=${folder//\//-}
  mkdir "$folder"
  # awk makes no folders.
  sed -n 's/^```yaml file //p' "$page" | while read -r path; do
    mkdir -p "$folder/$(dirname "$path")"
  done
  awk -v folder="$folder" '
    !inside && /^```yaml([ \t]|$)/ {
      inside = 1; first = 1; file = ""
      rule = $2 == "refused" ? "." $3 : ""
      if ($2 == "file") file = folder "/" $3
      next
    }
    inside && /^```/ { inside = 0; if (file) close(file); next }
    inside && /^iamgen: *1/ {
      if (first) {
        file = folder "/" FNR rule ".yaml"
      } else if (!file) {
        print folder ":" FNR ": `iamgen: 1` has to be the first line" \
          >> "misplaced"
      }
    }
    inside { first = 0; if (file) print > file }
  ' "$page"
done <pages

failed=0
if [ -e misplaced ]; then
  cat misplaced
  failed=1
fi
checked=0
for topology in */[0-9]*.yaml; do
  [ -e "$topology" ] || continue
  checked=$((checked + 1))
  rule=$(basename "$topology" .yaml)
  rule=${rule#"${rule%%.*}"}
  rule=${rule#.}
  if [ -z "$rule" ]; then
    "$IAMGEN" check "$topology" --diagnostics gnu >findings && continue
    echo "FAIL $topology"
  else
    ! "$IAMGEN" check "$topology" --diagnostics gnu >findings &&
      grep -qF "[$rule]" findings && continue
    echo "FAIL $topology: is not refused because of $rule"
  fi
  cat findings
  failed=1
done
echo "$checked examples checked"

# Links between the pages lead somewhere: the file is there, and the heading.
anchors_of() {
  sed -n 's/^##* //p' "$1" | tr '[:upper:]' '[:lower:]' |
    sed 's/[^a-z0-9 _-]//g; s/ /-/g'
}
while read -r page; do
  while read -r link; do
    target=$(dirname "$page")/${link%%#*}
    [ -n "${link%%#*}" ] || target=$page
    if [ ! -e "$target" ]; then
      echo "FAIL $page: there is no $link"
      failed=1
    elif [[ $link == *'#'* ]] &&
        ! anchors_of "$target" | grep -qxF -- "${link#*#}"; then
      echo "FAIL $page: there is no heading $link"
      failed=1
    fi
  done < <(grep -oE '\]\([^)]+\)' "$page" | sed 's/^](//; s/)$//' |
    grep -vE '^https?:')
done <pages
[ "$checked" -gt 0 ] && [ "$failed" -eq 0 ]
