#!/bin/bash
# The table of jobs: where each runs, as what, on what, and what is set for it.
set -eu
spec=$IAMGEN_SOURCE_DIR/examples/environment-manager/topology.yaml
table=$("$IAMGEN" list "$spec" jobs 2>/dev/null)
want() {
  if ! grep -qE "$1" <<<"$table"; then
    printf 'EM_17: no line like %s in\n%s\n' "$1" "$table" >&2
    exit 1
  fi
}
want '^job +accounts +role +triggers +policies +customisation$'
want '^InfraEnvironmentManagerScheduler +all +roleInfraEnvironmentManagerScheduler +schedule '
want '^InfraEnvironmentManagerAudit +all .*DESTINATION_ACCOUNT_ID'
want '^InfraDynamoStreamReplica +master .*DESTINATION_ACCOUNTS$'
want '^InfraEnvironmentManagerBackup +master .*\(incomplete\)$'
