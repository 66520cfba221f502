// What the other functions are made of.
#include "backends/aws_cli/functions.h"

namespace iamgen::backends::aws_cli {
namespace {

constexpr FunctionText kBasic[] = {
    {Function::kPacked,
     R"sh(# packed: JSON without the blanks between its tokens.
packed() {
  LC_ALL=C awk '{
    for (i = 1; i <= length($0); i++) {
      c = substr($0, i, 1)
      if (c == "\"" && !escaped) quoted = !quoted
      escaped = quoted && c == "\\" && !escaped
      if (quoted || c !~ /[ \t\r]/) printf "%s", c
    }
  }'
}
)sh",
     {}},
    {Function::kGet,
     R"sh(# get COMMAND...: a command of aws that asks; false if what it asks for is not
# there.
get() {
  aws "$@" >"$work/answer" 2>"$work/errors" </dev/null && return 0
  : >"$work/answer"
  grep -q -e NoSuchEntity -e ResourceNotFound -e NoSuchBucketPolicy \
    "$work/errors" && return 1
  cat "$work/errors" >&2
  exit 1
}
)sh",
     {}},
    {Function::kAsk,
     R"sh(# ask COMMAND...: the same; $answer is what it says, packed.
ask() {
  get "$@" --output json || return 1
  answer=$(packed <"$work/answer")
}
)sh",
     {Function::kGet, Function::kPacked}},
    {Function::kList,
     R"sh(# list COMMAND...: the same of a list of names, which are the lines of
# $work/list.
list() {
  get "$@" --output text || :
  tr '\t' '\n' <"$work/answer" | sed '/^$/d' >"$work/list"
}
)sh",
     {Function::kGet}},
    {Function::kChange,
     R"sh(# change WHAT COMMAND...: a command of aws that changes something. It may be a
# while until IAM knows everywhere what was made a moment ago.
change() {
  printf '%s\n' "$1"
  [ -z "$dry_run" ] || return 0
  shift
  tries=1
  until aws "$@" >/dev/null 2>"$work/errors" </dev/null; do
    if [ "$tries" -ge 8 ] || ! grep -q -e 'Invalid principal' \
      -e PrincipalNotFound -e NoSuchEntity -e ConcurrentModification \
      "$work/errors"; then
      cat "$work/errors" >&2
      exit 1
    fi
    tries=$((tries + 1))
    sleep 5
  done
}
)sh",
     {}},
    {Function::kExtra,
     R"sh(# extra WHAT COMMAND...: what is there and not declared stays without --prune.
extra() {
  if [ -z "$prune" ]; then
    say "not declared, and left alone: $1"
    return 0
  fi
  what="remove $1"
  shift
  change "$what" "$@"
}
)sh",
     {Function::kChange}},
    {Function::kHas,
     R"sh(# has WORD WORD...: whether the first is among the others.
has() {
  wanted=$1
  shift
  for word in "$@"; do
    [ "$word" != "$wanted" ] || return 0
  done
  return 1
}
)sh",
     {}},
    {Function::kRetag,
     R"sh(# retag KIND NAME [ARN]: gives it $tags.
retag() {
  case $1 in
    role | user) of=--$1-name=$2 ;;
    *) of=--$1-arn=$3 ;;
  esac
  [ "$tags" = '[]' ] || change "tag $1 $2" iam "tag-$1" "$of" --tags="$tags"
  list iam "list-$1-tags" "$of" --query '[Tags][].Key'
  while IFS= read -r key; do
    case $key,$tags in
      # AWS's own cannot be taken away.
      aws:*) ;;
      *"{\"Key\":\"$key\",\"Value\":"*) ;;
      *)
        extra "tag $key of $1 $2" iam "untag-$1" "$of" \
          --tag-keys="[\"$key\"]"
        ;;
    esac
  done <"$work/list"
}
)sh",
     {Function::kChange, Function::kList, Function::kExtra}},
    {Function::kBound,
     R"sh(# bound KIND NAME: gives it $boundary. None is taken away: that would allow more.
bound() {
  case $found in
    *",\"$boundary\",["*) return 0 ;;
  esac
  if [ -n "$boundary" ]; then
    change "bound $1 $2" iam "put-$1-permissions-boundary" "--$1-name=$2" \
      --permissions-boundary="$boundary"
  else
    say "not declared, and left alone: the permissions boundary of $1 $2"
  fi
}
)sh",
     {Function::kChange}},
};

}  // namespace

std::span<const FunctionText> BasicFunctions() { return kBasic; }

}  // namespace iamgen::backends::aws_cli
