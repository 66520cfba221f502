#!/bin/bash
# Help on standard output is a success; a mistake is usage on standard error and
# an exit code of its own.
set -u
fail() {
  printf 'CU_25: %s\n' "$1" >&2
  exit 1
}
for asked in help --help 'build --help' 'list --help'; do
  # shellcheck disable=SC2086
  text=$("$IAMGEN" $asked 2>/dev/null) || fail "\`$asked\` fails"
  grep -q iamgen <<<"$text" || fail "\`$asked\` says nothing of use"
done
for wrong in '' 'biuld x.yaml' 'build' 'build x.yaml --tarket cfn' 'explain NONE'; do
  # shellcheck disable=SC2086
  out=$("$IAMGEN" $wrong 2>/tmp/iamgen-cu-25.$$)
  code=$?
  err=$(cat /tmp/iamgen-cu-25.$$)
  rm -f /tmp/iamgen-cu-25.$$
  [ "$code" -eq 2 ] || fail "\`$wrong\` ends with $code"
  [ -z "$out" ] || fail "\`$wrong\` writes to standard output"
  [ -n "$err" ] || fail "\`$wrong\` says nothing"
done
"$IAMGEN" biuld 2>&1 | grep -q 'did you mean `build`' || fail 'no near command'
"$IAMGEN" biuld 2>&1 | grep -q '^usage: iamgen' || fail 'no usage'
