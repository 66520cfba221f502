#!/usr/bin/env bash
# `iamgen simulate --cases`: a line of answer for each line, in order, whatever
# is wrong with one of them. Needs IAMGEN.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

ann='"principal": "arn:aws:iam::111111111111:user/ann"'
get='"action": "s3:GetObject", "resource": "arn:aws:s3:::b/o"'
all='{"Effect": "Allow", "Action": "*", "Resource": "*"}'
near='{"Sid": "Far", "Effect": "Deny", "Action": "*", "Resource": "*",
  "Condition": {"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}'
near=$(tr -d '\n' <<<"$near")
cat >cases.jsonl <<CASES
{"id": 1, $ann, $get, "identity_policies": [{"Statement": $all}]}
{"id": "two", $ann, $get}

{"id": 3, $ann
{"id": 4, $ann, $get, "identity_policies": [{"Statement": [$all, $near]}]}
{"id": 5, $ann, $get, "context": {"AWS:SourceIP": null}, "identity_policies": [{"Statement": [$all, $near]}]}
{"id": 6, $ann, $get, "identity_policys": "red"}
CASES
cat >expected <<'ANSWERS'
{"id":1,"decision":"allowed","decided_by":[{"policy":"identity_policies[0]","statement":0,"effect":"Allow"}]}
{"id":"two","decision":"implicit_deny","decided_by":[],"not_allowed_by":["identity_policies"]}
{"id":null,"error":"this `{` is never closed"}
{"id":4,"decision":"explicit_deny","decided_by":[{"policy":"identity_policies[0]","statement":1,"sid":"Far","effect":"Deny"}]}
{"id":5,"decision":"depends","decided_by":[{"policy":"identity_policies[0]","statement":0,"effect":"Allow"},{"policy":"identity_policies[0]","statement":1,"sid":"Far","effect":"Deny"}],"depends_on":["aws:sourceip"]}
{"id":6,"error":"`identity_policys` is no member of a case: did you mean `identity_policies`?"}
ANSWERS
"$IAMGEN" simulate --cases cases.jsonl | diff expected -
"$IAMGEN" simulate --cases - <cases.jsonl | diff expected -

code=0
"$IAMGEN" simulate --cases none.jsonl 2>err || code=$?
[ "$code" = 2 ] && grep -q 'none.jsonl' err
