#!/usr/bin/env bash
# `iamgen catalog`: looking things up, and a newer catalogue made from files
# that every command then uses. Needs IAMGEN and IAMGEN_SOURCE_DIR.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

# want LINE COMMAND...: one line of what `iamgen COMMAND` prints.
want() {
  local line=$1 got
  shift
  got=$("$IAMGEN" "$@" 2>&1) || true
  if ! grep -qE -- "$line" <<<"$got"; then
    printf '%s: no line like %s in\n%s\n' "$*" "$line" "$got" >&2
    failed=1
  fi
}

# fails LINE COMMAND...: ends with 2, and says so on standard error alone.
fails() {
  local line=$1 code=0
  shift
  "$IAMGEN" "$@" >out 2>err || code=$?
  if [ "$code" != 2 ] || [ -s out ] || ! grep -qE -- "$line" err; then
    printf '%s: exit code %s and\n%s\n' "$*" "$code" "$(cat out err)" >&2
    failed=1
  fi
}

date=$(sed -n 's/.*"data_date": "\(.*\)".*/\1/p' \
  "$IAMGEN_SOURCE_DIR/schemas/catalog/catalog.json")
want "\(catalogue $date, " --version

# Whatever the letters' case.
want '^s3:GetObject$' catalog action S3:getobject
want '^Amazon S3, Read$' catalog action s3:GetObject
want '^  object +arn:\$\{Partition\}:s3:::\$\{BucketName\}/\$\{ObjectName\}$' \
  catalog action s3:GetObject
want '^  s3:authType +String$' catalog action s3:GetObject
want "^catalogue of $date\$" catalog action s3:GetObject
want '^resource types, those with \* required$' catalog action iam:PassRole
want '^  role\* +arn:' catalog action iam:PassRole
want '^works on `\*` only$' catalog action s3:ListAllMyBuckets
want 'iam:PassRole' catalog action lambda:CreateFunction
want '^s3:\*Acl covers 6 actions$' catalog action 's3:*Acl'
want '^  s3:PutBucketAcl +Permissions management$' catalog action 's3:*Acl'
want '"required": true' catalog action iam:PassRole --format json
want '^Amazon S3, [0-9]+ actions, resource control policies apply$' \
  catalog service s3
want '^s3$' catalog service 'amazon s3'
want '^  arn:\$\{Partition\}:s3:::\$\{BucketName\}$' catalog resource s3:bucket
want '^s3express:bucket$' catalog resource bucket
want '^aws:ResourceTag/\$\{TagKey\}$' catalog key aws:resourcetag/team
want '^list of String, global$' catalog key aws:CalledVia
want '^Date or Numeric, global$' catalog key aws:EpochTime
want '^arn:aws:iam::aws:policy/job-function/ViewOnlyAccess$' \
  catalog managed-policy ViewOnlyAccess
want '^  "Version": "2012-10-17",$' \
  catalog managed-policy AdministratorAccess --document
want '^lambda.amazonaws.com$' catalog principal lambda
for format in text json; do
  "$IAMGEN" catalog service iam --format "$format" >/dev/null
done

# What is not there, and what was meant.
fails 'no action `s3:GetObjct`; did you mean `s3:GetObject`\?$' \
  catalog action s3:GetObjct
fails 'no service `s33`; did you mean `s3`' catalog action s33:GetObject
fails '`s3:GetObject`' catalog action GetObject
fails '`s3:ListBuckets` is an API operation.*`s3:ListAllMyBuckets`$' \
  catalog action s3:ListBuckets
fails '^iamgen: AWS no longer has' catalog action account:GetChallengeQuestions
fails 'covers no action$' catalog action 's3:*Nothing'
fails 'did you mean `aws:SourceIp`' catalog key aws:SourcIp
fails 'did you mean `s3:bucket`' catalog resource s3:buket
fails 'did you mean `lambda`' catalog service lamda
fails 'is `arn:aws:iam::aws:policy/job-function/ViewOnlyAccess`$' \
  catalog managed-policy arn:aws:iam::aws:policy/ViewOnlyAccess
fails 'did you mean `ReadOnlyAccess`' catalog managed-policy ReadOnlyAcces
fails 'did you mean `ec2`' catalog principal ec3
fails 'needs a name' catalog action
fails 'what: nothing' catalog nothing
fails '`--document` belongs' catalog action s3:GetObject --document
fails '`--from`' catalog action s3:GetObject --from x.json

# Newer data: a service, a policy that is new and one that has changed.
cat >s3.json <<'END'
{
  "Name": "s3",
  "Actions": [
    { "Name": "GetObject",
      "ActionConditionKeys": [ "s3:authType", "s3:Weather" ],
      "Annotations": { "Properties": { "IsList": false, "IsWrite": false,
        "IsPermissionManagement": false, "IsTaggingOnly": false } },
      "Resources": [ { "Name": "object" } ] },
    { "Name": "PutWeather",
      "Annotations": { "Properties": { "IsList": false, "IsWrite": true,
        "IsPermissionManagement": true, "IsTaggingOnly": false } },
      "Resources": [ { "Name": "object" } ] } ],
  "ConditionKeys": [
    { "Name": "s3:authType", "Types": [ "String" ] },
    { "Name": "s3:Weather", "Types": [ "ArrayOfString" ] } ],
  "Operations": [
    { "Name": "AskForWeather",
      "AuthorizedActions": [ { "Name": "GetObject", "Service": "s3" } ] } ],
  "Resources": [ { "Name": "object", "ARNFormats":
    [ "arn:${Partition}:s3:::${BucketName}/${ObjectName}" ] } ]
}
END
cat >details.json <<'END'
{ "Policies": [
  { "PolicyName": "WeatherAccess", "Path": "/service-role/",
    "Arn": "arn:aws:iam::aws:policy/service-role/WeatherAccess",
    "UpdateDate": "2030-01-02T03:04:05+00:00",
    "PolicyVersionList": [
      { "VersionId": "v1", "IsDefaultVersion": false,
        "Document": { "Version": "2012-10-17", "Statement": [] } },
      { "VersionId": "v2", "IsDefaultVersion": true,
        "CreateDate": "2030-01-02T03:04:05+00:00",
        "Document": { "Version": "2012-10-17", "Statement": [
          { "Effect": "Allow", "Action": "s3:GetWeather", "Resource": "*" }
        ] } } ] },
  { "PolicyName": "Own", "Arn": "arn:aws:iam::111122223333:policy/Own" } ] }
END
cat >AdministratorAccess.json <<'END'
{ "PolicyVersion": { "VersionId": "v9", "IsDefaultVersion": true,
  "CreateDate": "2029-01-01T00:00:00+00:00",
  "Document": { "Version": "2012-10-17", "Statement": [
    { "Effect": "Allow", "Action": "*", "Resource": "*" } ] } } }
END
"$IAMGEN" catalog update --from s3.json details.json AdministratorAccess.json \
  -o newer >said
grep -q '^newer: 1 service with 2 actions (1 new), .* gone; 2 managed policies (1 new); catalogue of 2030-01-02$' said ||
  { cat said >&2; failed=1; }

want '\(catalogue 2030-01-02, ' --version --catalog newer
want '\(catalogue 2030-01-02, ' --version --catalog=newer
want '^Amazon S3, Permissions management$' \
  catalog action s3:PutWeather --catalog newer
want '^  s3:Weather +list of String$' \
  catalog action s3:GetObject --catalog newer
fails 'AWS no longer has' catalog action s3:PutObject --catalog newer
fails 'operation.*`s3:GetObject`$' \
  catalog action s3:AskForWeather --catalog newer
want '^  version +v2$' catalog managed-policy WeatherAccess --catalog newer
want 's3:GetWeather' \
  catalog managed-policy WeatherAccess --document --catalog newer
want '^  version +v9$' catalog managed-policy AdministratorAccess \
  --catalog newer
# What is not in the files is as it was.
want '^AWS Lambda, Write$' catalog action lambda:InvokeFunction --catalog newer

# From the environment, and from the settings file.
(
  export IAMGEN_CATALOG=newer
  want '\(catalogue 2030-01-02, ' --version
  want '^catalogue of 2030-01-02$' catalog service s3
  exit "$failed"
) || failed=1
mkdir project
cp newer project/
echo 'catalog = newer' >project/.iamgen.conf
(
  cd project
  want '\(catalogue 2030-01-02, ' --version
  want '^catalogue of 2030-01-02$' catalog service s3
  want '^catalog = newer  # .iamgen.conf$' check topology.yaml --show-settings
  exit "$failed"
) || failed=1

# A topology may attach what only the newer catalogue has.
cat >topology.yaml <<'END'
iamgen: 1
master: { id: "111111111111" }
roles:
  Web:
    in: master
    trusted_by: [ { service: ec2 } ]
    managed_policies: [ WeatherAccess ]
END
want 'no managed policy `WeatherAccess`' check topology.yaml
if ! "$IAMGEN" check topology.yaml --catalog newer; then failed=1; fi

# The same from the same, and an update of an update.
"$IAMGEN" catalog update --from s3.json details.json AdministratorAccess.json \
  -o again -q
cmp newer again
"$IAMGEN" catalog update --catalog again --from s3.json --date 2030-02-03 >said
grep -q '^again: .*catalogue of 2030-02-03$' said || { cat said >&2; failed=1; }
want '^  version +v9$' catalog managed-policy AdministratorAccess \
  --catalog again
# A folder, and a map of names and documents.
mkdir folder
printf '{"FirstAccess": {"Version": "2012-10-17", "Statement": []}}' \
  >folder/map.json
printf '[{"name": "SecondAccess", "path": "/", "document": {"Statement": []}}]' \
  >folder/list.json
"$IAMGEN" catalog update --from folder -o other -q 2>said
grep -q '1 new policy without a path' said || { cat said >&2; failed=1; }
want 'policy/SecondAccess$' catalog managed-policy SecondAccess --catalog other
want '^FirstAccess$' catalog managed-policy FirstAccess --catalog other

# Whatever is wrong is said, and nothing is written.
echo '{' >broken.json
echo '[{"service": "s3", "url": "https://example.com/s3.json"}]' >index.json
echo '{"what": 1}' >nothing.json
fails 'nothing was written' catalog update --from s3.json broken.json -o no
fails 'index.json: lists services' catalog update --from index.json -o no
fails 'nothing.json: is neither' catalog update --from nothing.json -o no
fails 'none.json' catalog update --from none.json -o no
fails 'is no day' catalog update --from s3.json -o no --date yesterday
fails 'needs `-o FILE`' catalog update --from s3.json
fails 'needs `--from FILE`' catalog update -o no
if [ -e no ]; then
  echo 'a failed update has written' >&2
  failed=1
fi
head -c 1000 newer >short
fails 'short: is damaged$' --version --catalog short
fails 's3.json: is no catalogue of iamgen$' check topology.yaml \
  --catalog s3.json
fails 'none' lint topology.yaml --catalog none
exit "$failed"
