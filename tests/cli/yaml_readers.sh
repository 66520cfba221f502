#!/bin/bash
# `--reader` changes nothing that can be seen: not what is read, not what is
# found, not how the process ends.
set -euo pipefail

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$IAMGEN_SOURCE_DIR"

for reader in auto yaml-cpp; do
  for topology in examples/*/topology.yaml tests/corpus/*/topology.yaml; do
    "$IAMGEN" check "$topology" --reader "$reader" --dump tree \
      --diagnostics gnu || echo "exit $?"
  done >"$scratch/$reader"
done
[ "$(wc -l <"$scratch/auto")" -gt 1000 ]
diff "$scratch/auto" "$scratch/yaml-cpp"

# It is for comparing, and not for choosing.
if "$IAMGEN" check --help | grep -q -e --reader; then
  echo "--reader is not hidden" >&2
  exit 1
fi
