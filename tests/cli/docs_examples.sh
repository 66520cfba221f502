#!/usr/bin/env bash
# Checks every whole topology in docs/*.md and README.md: each ```yaml block
# that begins with `iamgen: 1` has to compile. Needs IAMGEN, IAMGEN_SOURCE_DIR.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

for page in "$IAMGEN_SOURCE_DIR"/docs/*.md "$IAMGEN_SOURCE_DIR/README.md"; do
  # A block goes to <page>.<line>.yaml. One that gets to `iamgen: 1` later than
  # its first line would go unchecked, and is an error.
  awk -v page="$(basename "$page")" '
    !inside && /^```yaml[ \t]*$/ { inside = 1; first = 1; file = ""; next }
    inside && /^```/ { inside = 0; if (file) close(file); next }
    inside && /^iamgen: *1/ {
      if (first) {
        file = page "." FNR ".yaml"
      } else if (!file) {
        print page ":" FNR ": `iamgen: 1` has to be the first line" \
          > "misplaced"
      }
    }
    inside { first = 0; if (file) print > file }
  ' "$page"
done

failed=0
if [ -e misplaced ]; then
  cat misplaced
  failed=1
fi
checked=0
for topology in *.md.*.yaml; do
  [ -e "$topology" ] || continue
  checked=$((checked + 1))
  if ! "$IAMGEN" check "$topology" --diagnostics gnu >findings; then
    echo "FAIL $topology"
    cat findings
    failed=1
  fi
done
echo "$checked examples checked"
[ "$checked" -gt 0 ] && [ "$failed" -eq 0 ]
