#!/bin/sh
# Runs the scripts of all accounts, in the order in which they can be run.
#
# Every script needs credentials of its account. Say how to come by them:
#   IAMGEN_PROFILE_PREFIX=acme-   the profile for account dev is acme-dev
#   IAMGEN_RUN=./in-account       calls ./in-account dev 222222222222 sh SCRIPT...
# Every script gets the options. It stops at the first script that fails.
#
# usage: IAMGEN_PROFILE_PREFIX=acme- sh all.sh [--prune] [--dry-run]
set -eu

if [ -z "${IAMGEN_RUN:-}${IAMGEN_PROFILE_PREFIX+set}" ]; then
  echo 'all.sh: set IAMGEN_PROFILE_PREFIX or IAMGEN_RUN first' >&2
  exit 2
fi
here=$(dirname -- "$0")

# run ALIAS ID OPTION...
run() {
  name=$1
  id=$2
  shift 2
  printf '%s (%s):\n' "$name" "$id"
  if [ -n "${IAMGEN_RUN:-}" ]; then
    "$IAMGEN_RUN" "$name" "$id" sh "$here/$name.sh" "$@"
  else
    AWS_PROFILE=$IAMGEN_PROFILE_PREFIX$name sh "$here/$name.sh" "$@"
  fi
}

# Wave 1.
run 'dev' 222222222222 "$@"
run 'prod' 333333333333 "$@"
