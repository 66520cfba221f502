// Functions that make and change what IAM has.
#include "backends/aws_cli/functions.h"

namespace iamgen::backends::aws_cli {
namespace {

constexpr FunctionText kEntities[] = {
    {Function::kPolicy,
     R"sh(# policy NAME <DOCUMENT: a managed policy with $arn, $path, $description, $tags.
policy() {
  document=$(cat)
  if ! ask iam get-policy --policy-arn="$arn" --query \
    "Policy.[DefaultVersionId, Description || '', sort_by([Tags][], &Key)]"; then
    change "create policy $1" iam create-policy --policy-name="$1" \
      --policy-document="$document" --cli-input-json "{\"Path\": $path,
      \"Description\": $description, \"Tags\": $tags}"
    return 0
  fi
  version=${answer#'["'}
  version=${version%%\"*}
  case $answer in
    "[\"$version\",$description,"*) ;;
    *) say "policy $1 keeps its description, which IAM cannot change" ;;
  esac
  case $answer in
    *",$tags]") ;;
    *) retag policy "$1" "$arn" ;;
  esac
  ask iam get-policy-version --policy-arn="$arn" --version-id="$version" \
    --query PolicyVersion.Document
  [ "$answer" != "$(printf '%s\n' "$document" | packed)" ] || return 0
  # There may be five versions.
  list iam list-policy-versions --policy-arn="$arn" \
    --query 'Versions[?!IsDefaultVersion].VersionId'
  if [ "$(wc -l <"$work/list")" -ge 4 ]; then
    oldest=$(sed 's/^v//' "$work/list" | sort -n | head -n 1)
    change "delete version v$oldest of policy $1" iam delete-policy-version \
      --policy-arn="$arn" --version-id="v$oldest"
  fi
  change "change policy $1" iam create-policy-version --policy-arn="$arn" \
    --policy-document="$document" --set-as-default
}
)sh",
     {Function::kAsk, Function::kChange, Function::kRetag, Function::kList,
      Function::kPacked}},
    {Function::kOidc,
     R"sh(# oidc ARN CLIENT...: an OpenID Connect provider with $url, $thumbprints, $tags.
# The clients are JSON strings.
oidc() {
  arn=$1
  shift
  clients=''
  for client in "$@"; do
    clients=$clients${clients:+,}$client
  done
  if ! ask iam get-open-id-connect-provider \
    --open-id-connect-provider-arn="$arn" \
    --query '[ThumbprintList, sort_by([Tags][], &Key)]'; then
    change "create provider $arn" iam create-open-id-connect-provider \
      --cli-input-json "{\"Url\": $url, \"ClientIDList\": [$clients],
      \"ThumbprintList\": $thumbprints, \"Tags\": $tags}"
    return 0
  fi
  case $thumbprints,$answer in
    '[],'* | "$thumbprints,[$thumbprints,"*) ;;
    *)
      change "change thumbprints of provider $arn" \
        iam update-open-id-connect-provider-thumbprint \
        --open-id-connect-provider-arn="$arn" --thumbprint-list="$thumbprints"
      ;;
  esac
  case $answer in
    *",$tags]") ;;
    *) retag open-id-connect-provider "$arn" "$arn" ;;
  esac
  ask iam get-open-id-connect-provider \
    --open-id-connect-provider-arn="$arn" --query '[ClientIDList][]'
  sed -n 's/^ *\(".*"\),*$/\1/p' "$work/answer" >"$work/list"
  while IFS= read -r found; do
    has "$found" "$@" ||
      extra "client $found of provider $arn" \
        iam remove-client-id-from-open-id-connect-provider \
        --cli-input-json "{\"OpenIDConnectProviderArn\": \"$arn\",
        \"ClientID\": $found}"
  done <"$work/list"
  for client in "$@"; do
    grep -q -F -x -e "$client" "$work/list" ||
      change "add client $client to provider $arn" \
        iam add-client-id-to-open-id-connect-provider \
        --cli-input-json "{\"OpenIDConnectProviderArn\": \"$arn\",
        \"ClientID\": $client}"
  done
}
)sh",
     {Function::kAsk, Function::kChange, Function::kRetag, Function::kHas,
      Function::kExtra}},
    {Function::kSaml,
     R"sh(# saml NAME ARN <METADATA: a SAML provider with $tags.
saml() {
  cat >"$work/metadata"
  if ! get iam get-saml-provider --saml-provider-arn="$2" --output text \
    --query SAMLMetadataDocument; then
    change "create provider $2" iam create-saml-provider --name="$1" \
      --saml-metadata-document="file://$work/metadata" --tags="$tags"
    return 0
  fi
  if [ "$(cat "$work/answer")" != "$(cat "$work/metadata")" ]; then
    change "change provider $2" iam update-saml-provider \
      --saml-provider-arn="$2" \
      --saml-metadata-document="file://$work/metadata"
  fi
  ask iam get-saml-provider --saml-provider-arn="$2" \
    --query 'sort_by([Tags][], &Key)'
  [ "$answer" = "$tags" ] || retag saml-provider "$2" "$2"
}
)sh",
     {Function::kGet, Function::kAsk, Function::kChange, Function::kRetag}},
    {Function::kGroup,
     R"sh(# group NAME: a group with $path.
group() {
  if ! ask iam get-group --group-name="$1" --query Group.Path; then
    change "create group $1" iam create-group --group-name="$1" \
      --cli-input-json "{\"Path\": $path}"
  elif [ "$answer" != "$path" ]; then
    change "move group $1" iam update-group --group-name="$1" \
      --cli-input-json "{\"NewPath\": $path}"
  fi
}
)sh",
     {Function::kAsk, Function::kChange}},
    {Function::kUser,
     R"sh(# user NAME: a user with $path, $boundary, $tags.
user() {
  if ! ask iam get-user --user-name="$1" --query "User.[Path,
    PermissionsBoundary.PermissionsBoundaryArn || '',
    sort_by([Tags][], &Key)]"; then
    change "create user $1" iam create-user --user-name="$1" \
      ${boundary:+"--permissions-boundary=$boundary"} \
      --cli-input-json "{\"Path\": $path, \"Tags\": $tags}"
    return 0
  fi
  found=$answer
  case $found in
    "[$path,"*) ;;
    *)
      change "move user $1" iam update-user --user-name="$1" \
        --cli-input-json "{\"NewPath\": $path}"
      ;;
  esac
  bound user "$1"
  case $found in
    *",$tags]") ;;
    *) retag user "$1" ;;
  esac
}
)sh",
     {Function::kAsk, Function::kChange, Function::kBound, Function::kRetag}},
    {Function::kMemberships,
     R"sh(# memberships USER GROUP...: the groups the user is in.
memberships() {
  name=$1
  shift
  list iam list-groups-for-user --user-name="$name" --query 'Groups[].GroupName'
  while IFS= read -r found; do
    has "$found" "$@" ||
      extra "membership of user $name in group $found" \
        iam remove-user-from-group --user-name="$name" --group-name="$found"
  done <"$work/list"
  for group in "$@"; do
    grep -q -F -x -e "$group" "$work/list" ||
      change "add user $name to group $group" iam add-user-to-group \
        --user-name="$name" --group-name="$group"
  done
}
)sh",
     {Function::kList, Function::kHas, Function::kExtra, Function::kChange}},
    {Function::kMember,
     R"sh(# member USER GROUP: makes the user a member of the group.
member() {
  list iam list-groups-for-user --user-name="$1" --query 'Groups[].GroupName'
  grep -q -F -x -e "$2" "$work/list" ||
    change "add user $1 to group $2" iam add-user-to-group \
      --user-name="$1" --group-name="$2"
}
)sh",
     {Function::kList, Function::kChange}},
    {Function::kLogin,
     R"sh(# login USER VARIABLE PASSWORD: a first password, which has to be changed at the
# first sign-in. One that is there stays.
login() {
  if ask iam get-login-profile --user-name="$1" --query LoginProfile.UserName; then
    return 0
  fi
  if [ -z "$3" ]; then
    say "user $1 has no password yet: set $2 to the first one"
    return 0
  fi
  (umask 077 && printf '%s' "$3" >"$work/password")
  change "create login profile of user $1" iam create-login-profile \
    --user-name="$1" --password="file://$work/password" \
    --password-reset-required
  rm -f "$work/password"
}
)sh",
     {Function::kAsk, Function::kChange}},
    {Function::kRole,
     R"sh(# role NAME <TRUST: a role with $path, $description, $session, $boundary, $tags.
role() {
  trust=$(cat)
  if ! ask iam get-role --role-name="$1" --query "Role.[Path,
    Description || '', MaxSessionDuration, AssumeRolePolicyDocument,
    PermissionsBoundary.PermissionsBoundaryArn || '',
    sort_by([Tags][], &Key)]"; then
    change "create role $1" iam create-role --role-name="$1" \
      --assume-role-policy-document="$trust" \
      ${boundary:+"--permissions-boundary=$boundary"} \
      --cli-input-json "{\"Path\": $path, \"Description\": $description,
      \"MaxSessionDuration\": $session, \"Tags\": $tags}"
    return 0
  fi
  found=$answer
  case $found in
    "[$path,$description,$session,"*) ;;
    "[$path,"*)
      change "change role $1" iam update-role --role-name="$1" \
        --cli-input-json "{\"Description\": $description,
        \"MaxSessionDuration\": $session}"
      ;;
    *)
      say "role $1 has another path, and IAM cannot move it"
      exit 1
      ;;
  esac
  case $found in
    *",$(printf '%s\n' "$trust" | packed),\""*) ;;
    *)
      change "change the trust policy of role $1" \
        iam update-assume-role-policy --role-name="$1" \
        --policy-document="$trust"
      ;;
  esac
  bound role "$1"
  case $found in
    *",$tags]") ;;
    *) retag role "$1" ;;
  esac
}
)sh",
     {Function::kAsk, Function::kChange, Function::kPacked, Function::kBound,
      Function::kRetag}},
    {Function::kProfile,
     R"sh(# profile NAME ROLE: an instance profile with $path.
profile() {
  if ! ask iam get-instance-profile --instance-profile-name="$1" \
    --query 'InstanceProfile.[Path, Roles[0].RoleName]'; then
    change "create instance profile $1" iam create-instance-profile \
      --instance-profile-name="$1" --cli-input-json "{\"Path\": $path}"
    answer="[$path,null]"
  fi
  case $answer in
    "[$path,\"$2\"]") return 0 ;;
    "[$path,null]") ;;
    "[$path,"*)
      other=${answer%'"]'}
      other=${other##*\"}
      change "remove role $other from instance profile $1" \
        iam remove-role-from-instance-profile \
        --instance-profile-name="$1" --role-name="$other"
      ;;
    *)
      say "instance profile $1 has another path, and IAM cannot move it"
      exit 1
      ;;
  esac
  change "add role $2 to instance profile $1" \
    iam add-role-to-instance-profile \
    --instance-profile-name="$1" --role-name="$2"
}
)sh",
     {Function::kAsk, Function::kChange}},
    {Function::kInlines,
     R"sh(# inlines KIND NAME POLICY...: the names of its inline policies.
inlines() {
  kind=$1
  name=$2
  shift 2
  list iam "list-$kind-policies" "--$kind-name=$name" --query PolicyNames
  while IFS= read -r found; do
    has "$found" "$@" ||
      extra "inline policy $found of $kind $name" iam "delete-$kind-policy" \
        "--$kind-name=$name" --policy-name="$found"
  done <"$work/list"
}
)sh",
     {Function::kList, Function::kHas, Function::kExtra}},
    {Function::kInline,
     R"sh(# inline KIND NAME POLICY <DOCUMENT: one of them.
inline() {
  document=$(cat)
  if ask iam "get-$1-policy" "--$1-name=$2" --policy-name="$3" \
    --query PolicyDocument &&
    [ "$answer" = "$(printf '%s\n' "$document" | packed)" ]; then
    return 0
  fi
  change "write inline policy $3 of $1 $2" iam "put-$1-policy" \
    "--$1-name=$2" --policy-name="$3" --policy-document="$document"
}
)sh",
     {Function::kAsk, Function::kPacked, Function::kChange}},
    {Function::kAttached,
     R"sh(# attached KIND NAME ARN...: the managed policies attached to it.
attached() {
  kind=$1
  name=$2
  shift 2
  list iam "list-attached-$kind-policies" "--$kind-name=$name" \
    --query 'AttachedPolicies[].PolicyArn'
  while IFS= read -r found; do
    has "$found" "$@" ||
      extra "policy $found from $kind $name" iam "detach-$kind-policy" \
        "--$kind-name=$name" --policy-arn="$found"
  done <"$work/list"
  for wanted in "$@"; do
    grep -q -F -x -e "$wanted" "$work/list" ||
      change "attach policy $wanted to $kind $name" \
        iam "attach-$kind-policy" "--$kind-name=$name" --policy-arn="$wanted"
  done
}
)sh",
     {Function::kList, Function::kHas, Function::kExtra, Function::kChange}},
};

}  // namespace

std::span<const FunctionText> EntityFunctions() { return kEntities; }

}  // namespace iamgen::backends::aws_cli
