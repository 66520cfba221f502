#!/usr/bin/env bash
# The answers in the sections on simulation and queries of docs/cli.md are what
# the program says of the topology that stands there.
# Needs IAMGEN, IAMGEN_SOURCE_DIR.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

awk '
  /^## / { inside = /^## (Simulation|Queries)/ }
  inside && /^```yaml/ { yaml = 1; next }
  yaml && /^```/ { yaml = 0 }
  yaml { print > "topology.yaml" }
  inside && /^    \$ iamgen / {
    count++
    print substr($0, 14) > (count ".command")
    answer = count ".expected"
    printf "" > answer
    next
  }
  inside && answer && /^    / { print substr($0, 5) >> answer; next }
  { answer = "" }
' "$IAMGEN_SOURCE_DIR/docs/cli.md"

ran=0
for command in *.command; do
  # The documentation's own words, as a user types them.
  eval "\"\$IAMGEN\" $(cat "$command")" >got 2>err || [ $? -eq 3 ]
  diff "${command%.command}.expected" got || {
    echo "FAIL $(cat "$command")" >&2
    exit 1
  }
  ran=$((ran + 1))
done
[ "$ran" -ge 3 ]
