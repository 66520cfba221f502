#!/bin/bash
# `iamgen list`: every kind of entity, sorted, as a table, as JSON and as CSV.
set -eu
examples=$IAMGEN_SOURCE_DIR/examples
failed=0

# want LINE COMMAND...: one line of what `iamgen list COMMAND` says.
want() {
  local line=$1
  shift
  if ! "$IAMGEN" list "$@" 2>/dev/null | grep -qE -- "$line"; then
    printf 'list %s: no line like %s in\n' "$*" "$line" >&2
    "$IAMGEN" list "$@" >&2 || true
    failed=1
  fi
}

# EA-08: the policies of a role, as `list-attached-role-policies` has them.
role=$examples/ecs-anywhere/topology.yaml
want '^role +accounts +policies +inline +boundary$' "$role"
want '^ecsAnywhereRole +master +arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role$' "$role" roles
want '"arn": "arn:aws:iam::111111111111:role/ecsAnywhereRole"' "$role" roles --format json
want '"account_id": "111111111111"' "$role" roles --format json
want '^role,account,account_id,arn,policies,policy_arns,inline,boundary$' "$role" roles --format csv

cumulus=$examples/cumulus/topology.yaml
want '^grace +acme +auditors developers +no +grace-generated$' "$cumulus" users
want '^auditors +acme +ada grace +arn:aws:iam::aws:policy/SecurityAudit$' "$cumulus" groups
want '^developers +acme +grace legacy-deployer +developers-generated$' "$cumulus" groups
# A policy that is merged is in no account by itself, and listed all the same.
want '^write-logs$' "$cumulus" policies
# What a pasted trust policy says is trust, too.
want '^lambda.amazonaws.com +service +importer +acme$' "$cumulus" trust

people=$examples/users-and-groups/topology.yaml
want '^Develop +master +group/developers$' "$people" policies
want '^alice +master +staff administrators +yes$' "$people" users
want '^developers +group +same +Release +master +aws:MultiFactorAuthPresent=true$' "$people" trust

across=$examples/cross-account-roles/topology.yaml
want '^John +user +security +DevOps +apps-devstg apps-prd$' "$across" trust
want '^Build +role +shared +Deploy +apps-devstg apps-prd$' "$across" trust
want '^token.actions.githubusercontent.com +shared +oidc +sts.amazonaws.com$' "$across" providers
want '^WebServer +apps-devstg apps-prd +WebServer$' "$across" profiles
want '^Auditors,group,security,Auditor,shared,444444444444,aws:MultiFactorAuthPresent=true$' "$across" trust --format csv

want '^WorkloadBoundary +security-tooling +role/Audit role/SecurityTooling$' \
  "$examples/landing-zone/topology.yaml" policies

# A role that has another name in each account is listed by each.
differ=$IAMGEN_SOURCE_DIR/tests/corpus/names_differ_between_accounts/topology.yaml
want '^RedChild +role +dev +Back +master$' "$differ" trust
want '^BlueChild +role +prod +Back +master$' "$differ" trust

# CU-19: sorted, whatever the order of the topology.
for what in roles users groups policies trust; do
  for format in table csv; do
    listed=$("$IAMGEN" list "$cumulus" "$what" --format "$format" 2>/dev/null |
      tail -n +2)
    if [ "$listed" != "$(LC_ALL=C sort <<<"$listed")" ]; then
      printf 'list %s --format %s is not sorted:\n%s\n' "$what" "$format" \
        "$listed" >&2
      failed=1
    fi
  done
done

# A kind that there is not, and one that is misspelt.
if "$IAMGEN" list "$cumulus" rolls >/dev/null 2>&1; then
  echo 'list rolls: is no error' >&2
  failed=1
fi
exit "$failed"
