#!/usr/bin/env bash
# `iamgen lint`: what it reads, from where, and how it ends. Needs IAMGEN.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

# ends CODE TEXT COMMAND...: `iamgen COMMAND` exits with CODE and says TEXT.
ends() {
  local want=$1 text=$2 code=0
  shift 2
  "$IAMGEN" "$@" >said 2>&1 </dev/null || code=$?
  if [ "$code" != "$want" ] ||
    { [ -n "$text" ] && ! grep -qF -- "$text" said; }; then
    printf '%s: exit code %s, not %s with `%s`:\n%s\n' "$*" "$code" "$want" \
      "$text" "$(cat said)" >&2
    failed=1
  fi
}

# document ACTION: a policy that allows it.
document() {
  printf '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",\n'
  printf ' "Action": "%s", "Resource": "arn:aws:s3:::example/*"}]}\n' "$1"
}

mkdir -p mixed/deep mixed/.hidden mixed/node_modules
document s3:GetObject >right.json
document s3:GetObjects >wrong.json
cat >wrong.yaml <<'YAML'
Version: "2012-10-17"
Statement:
  - Effect: Allow
    Action: s3:GetObjects
    Resource: arn:aws:s3:::example/*
YAML
cp wrong.json mixed/deep/policy.json
cp wrong.json mixed/.hidden/policy.json
cp wrong.json mixed/node_modules/policy.json
printf '{"name": "other"}\n' >mixed/package.json
printf 'iamgen: 1\nmaster: { id: "111111111111" }\n' >topology.yaml

ends 0 "" lint right.json
ends 1 "wrong.json:2:12: error" lint wrong.json --diagnostics gnu
ends 1 "wrong.yaml:4:13: error" lint wrong.yaml --diagnostics gnu
ends 1 "wrong.yaml:4:13: error" lint wrong.yaml --as identity --diagnostics gnu
ends 1 "mixed/deep/policy.json:2:12: error" lint mixed --diagnostics gnu
if grep -q "hidden\|node_modules\|package" said; then
  echo "lint of a folder looked at what is not its own: $(cat said)" >&2
  failed=1
fi
# Links that lead back would never end.
ln -s . mixed/deep/here
ln -s .. mixed/deep/up
ends 1 "mixed/deep/policy.json:2:12: error" lint mixed --diagnostics gnu
if grep -q "here\|up" said; then
  echo "lint of a folder followed links: $(cat said)" >&2
  failed=1
fi
ends 2 "" lint ""
ends 2 "package.json: is no policy document" lint mixed/package.json
ends 0 "" lint --skip-others mixed/package.json right.json
ends 2 "iamgen check" lint topology.yaml
ends 2 "nothing.json" lint nothing.json
# What can be read is checked all the same.
ends 2 "wrong.json:2:12: error" lint nothing.json wrong.json --diagnostics gnu
ends 2 "--as banana" lint --as banana right.json
# A policy that is to be attached may not have empty lists.
printf '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny",\n "Action": [], "Resource": "*"}]}\n' >empty.json
ends 0 "suggestion" lint empty.json --diagnostics gnu
ends 1 "error" lint --as identity:managed empty.json --diagnostics gnu
# A folder's documents are what --as says, its templates what they are.
cat >mixed/template.yaml <<'YAML'
Resources:
  Web:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: { Service: ec2.amazonaws.com }
            Action: sts:AssumeRole
YAML
ends 1 "policy.json:1:41: error" lint --as trust mixed --diagnostics gnu
if grep -q "template.yaml.*error" said; then
  echo "a template was taken for a trust policy: $(cat said)" >&2
  failed=1
fi

# What is meant is said where it stands, and what is not there is told.
cat >meant.yaml <<'YAML'
Resources:
  Web:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            # iamgen: allow IAM601, IAM619 -- the pipeline hands any role on
            Action: iam:PassRole
            Resource: "*"
YAML
ends 0 "IAM616" lint meant.yaml --diagnostics gnu
sed -i 's/IAM601, IAM619/IAM601, IAM613/' meant.yaml
ends 1 "IAM619" lint meant.yaml --diagnostics gnu
ends 1 "nothing here is IAM613" lint meant.yaml --diagnostics gnu
cat >meant.tf <<'TF'
resource "aws_iam_policy" "hand" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = "iam:PassRole" # iamgen: allow IAM601, IAM619 -- by design
      Resource = "*"
    }]
  })
}
TF
ends 0 "IAM616" lint meant.tf --diagnostics gnu

code=0
"$IAMGEN" lint --stdin-filename here.json --diagnostics gnu - \
  <wrong.json >said 2>&1 || code=$?
if [ "$code" != 1 ] || ! grep -q "^here.json:2:12: error" said; then
  echo "lint of standard input: exit code $code: $(cat said)" >&2
  failed=1
fi
exit $failed
