#!/usr/bin/env bash
# Runs the hooks by way of pre-commit itself, in a repository that commits what is
# generated. usage: pre_commit.sh PRE-COMMIT IAMGEN
set -eu
pre_commit=$(realpath -s "$1")
iamgen=$(realpath "$2")
project=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PRE_COMMIT_HOME=$work/cache GIT_CONFIG_GLOBAL=$work/gitconfig
git config --global user.name "A tester"
git config --global user.email tester@example.invalid
git config --global init.defaultBranch main
git config --global --add safe.directory '*'
mkdir "$work/bin"
ln -s "$iamgen" "$work/bin/iamgen"
PATH=$work/bin:$PATH

# The hooks as a repository of their own.
mkdir "$work/hooks"
cp "$project/.pre-commit-hooks.yaml" "$work/hooks"
git -C "$work/hooks" init -q
git -C "$work/hooks" add -A
git -C "$work/hooks" commit -qm hooks

mkdir "$work/user"
cd "$work/user"
git init -q
cat >topology.yaml <<'YAML'
iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles:
  Web: { in: all, trusted_by: [ { service: ec2 } ] }
  Old: { in: dev, trusted_by: [ { service: ec2 } ] }
YAML
# use HOOK...: the hooks of the repository.
use() {
  {
    printf 'repos:\n  - repo: %s\n    rev: %s\n    hooks:\n' "$work/hooks" \
      "$(git -C "$work/hooks" rev-parse HEAD)"
    printf '      - id: %s\n' "$@"
  } >.pre-commit-config.yaml
  git add -A
}
fail() {
  echo "FAIL $1"
  cat "$work/said"
  exit 1
}
# passes WHAT, fails WHAT TEXT: all hooks, on all files; fails with the text.
passes() { "$pre_commit" run --all-files >"$work/said" 2>&1 || fail "$1"; }
fails() {
  ! "$pre_commit" run --all-files >"$work/said" 2>&1 || fail "$1: passed"
  grep -qF -- "$2" "$work/said" || fail "$1: does not say: $2"
}

iamgen build topology.yaml -t cfn -t policy -q 2>/dev/null
use iamgen-check iamgen-build-check
git commit -qm first
passes "a repository that is up to date"
# By git, as a person meets it.
"$pre_commit" install >/dev/null

sed -i '/Old:/d' topology.yaml
fails "output that was not built again" "out/policy/dev/roles/Old/trust.json"
git add -A
! git commit -qm second >"$work/said" 2>&1 || fail "git took what was not built"

use iamgen-check iamgen-build
fails "output that the hook changes" "files were modified by this hook"
git add -A
passes "what the hook has written"
git commit -qm second >"$work/said" 2>&1 || fail "git refused what was built"
[ ! -e out/policy/dev/roles/Old ] || fail "an old file stayed"

use iamgen-check iamgen-build-check
printf '# mine\n' >>out/cfn/dev.template.yaml
fails "output that was edited by hand" "-# mine"
git checkout -q -- out
passes "output as it was"

sed -i 's/service: ec2/service: ec3/' topology.yaml
fails "a topology that is wrong" "topology.yaml:5:"
git checkout -q -- topology.yaml

use iamgen-lint
cat >policy.json <<'JSON'
{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example/*"}]}
JSON
printf '{"name": "no policy"}\n' >package.json
git add -A
passes "policies that are right, and files that are none"
sed -i 's/GetObject/GetObjects/' policy.json
git add -A
fails "a policy that is wrong" "policy.json:2:"
echo "pre-commit: 9 situations"
