#!/bin/bash
# MK-01: whole processes write the same bytes, whatever the locale, the time
# zone, the working directory, the number of threads and the second.
set -euo pipefail

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
example=$IAMGEN_SOURCE_DIR/examples/environment-manager
cp -r "$example" "$scratch/example"

build() {
  "$IAMGEN" build "$1" --target cfn --target policy --quiet -o "$2" 2>/dev/null
}

cd "$scratch/example"
build topology.yaml "$scratch/first"
sleep 1.1
for locale in C de_DE.UTF-8 tr_TR.UTF-8; do
  LC_ALL=$locale LANG=$locale TZ=Pacific/Chatham \
    build topology.yaml "$scratch/$locale" 
  diff -r "$scratch/first" "$scratch/$locale"
done

# Comments name the topology by its file's name alone, so the path that is given
# decides nothing.
cd /
build "$scratch/example/topology.yaml" "$scratch/root"
diff -r "$scratch/first" "$scratch/root"
cd "$scratch"
build ./example/../example/topology.yaml "$scratch/around"
diff -r "$scratch/first" "$scratch/around"

# Nor does the order of the targets, nor whether they are built together.
cd "$scratch/example"
"$IAMGEN" build topology.yaml -t policy -t cfn -q -o "$scratch/order" 2>/dev/null
diff -r "$scratch/first" "$scratch/order"
for target in policy cfn; do
  "$IAMGEN" build topology.yaml -t "$target" -q -o "$scratch/apart" 2>/dev/null
done
diff -r "$scratch/first" "$scratch/apart"

# Nor does the number of threads, more of them than accounts included; the files
# are listed in one order, too.
for jobs in 1 2 3 7; do
  (cd "$scratch" && rm -rf out &&
    "$IAMGEN" build example/topology.yaml -t cfn -t policy -j "$jobs" \
      >"listed.$jobs" 2>/dev/null &&
    diff -r "$scratch/first" out && diff listed.1 "listed.$jobs")
done

# Nothing is written that has not changed.
cd "$scratch/example"
build topology.yaml "$scratch/first"
[ -z "$(find "$scratch/first" -newer "$scratch/C" -type f)" ]
"$IAMGEN" build topology.yaml --target cfn --target policy --check \
  -o "$scratch/first" 2>/dev/null
