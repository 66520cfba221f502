#!/bin/bash
# `list` shows what a role has attached, as `list-attached-role-policies` does.
set -eu
dir=$(mktemp -d)
trap 'rm -r "$dir"' EXIT
cat >"$dir/topology.yaml" <<'YAML'
iamgen: 1
master: { id: "111111111111" }
policies:
  Own: [ { allow: ssm:DescribeParameters, on: "*" } ]
roles:
  ecsAnywhereRole:
    in: master
    trusted_by: [ { service: ssm } ]
    policies: [Own]
    managed_policies: [AmazonSSMManagedInstanceCore, AmazonEC2ContainerServiceforEC2Role]
YAML
table=$("$IAMGEN" list "$dir/topology.yaml" roles 2>/dev/null)
for policy in Own arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore \
  arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role; do
  if ! grep -E '^ecsAnywhereRole ' <<<"$table" | grep -qE " $policy( |\$)"; then
    printf 'EA_08: %s is not listed in\n%s\n' "$policy" "$table" >&2
    exit 1
  fi
done
