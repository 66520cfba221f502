// Functions for functions, buckets, queues, topics and secrets.
#include "backends/aws_cli/functions.h"

namespace iamgen::backends::aws_cli {
namespace {

constexpr FunctionText kResources[] = {
    {Function::kPermission,
     R"sh(# permission FUNCTION STATEMENT PRINCIPAL ACCOUNT SOURCE: who may invoke it. The
# statement's id says what is in it.
permission() {
  if ! get lambda get-function-configuration --function-name="$1" \
    --query FunctionName; then
    say "there is no function $1 yet: run this again when there is"
    return 0
  fi
  if get lambda get-policy --function-name="$1" --query Policy --output text &&
    grep -q -F -e "\"$2\"" "$work/answer"; then
    return 0
  fi
  change "let $3 invoke function $1" lambda add-permission \
    --function-name="$1" --statement-id="$2" --action=lambda:InvokeFunction \
    --principal="$3" --source-account="$4" --source-arn="$5"
}
)sh",
     {Function::kGet, Function::kChange}},
    {Function::kBucketPolicy,
     R"sh(# bucket_policy BUCKET <DOCUMENT
bucket_policy() {
  document=$(cat)
  if get s3api get-bucket-policy --bucket="$1" --query Policy --output text &&
    [ "$(packed <"$work/answer")" = "$(printf '%s\n' "$document" | packed)" ]; then
    return 0
  fi
  change "write the policy of bucket $1" s3api put-bucket-policy \
    --bucket="$1" --policy="$document"
}
)sh",
     {Function::kGet, Function::kPacked, Function::kChange}},
    {Function::kQueuePolicy,
     R"sh(# queue_policy QUEUE <DOCUMENT
queue_policy() {
  document=$(packed)
  get sqs get-queue-url --queue-name="$1" --query QueueUrl --output text
  queue=$(cat "$work/answer")
  get sqs get-queue-attributes --queue-url="$queue" --attribute-names=Policy \
    --query Attributes.Policy --output text
  [ "$(packed <"$work/answer")" != "$document" ] || return 0
  quoted=$(printf '%s\n' "$document" | sed 's/[\\"]/\\&/g')
  change "write the policy of queue $1" sqs set-queue-attributes \
    --queue-url="$queue" --attributes="{\"Policy\": \"$quoted\"}"
}
)sh",
     {Function::kGet, Function::kPacked, Function::kChange}},
    {Function::kTopicPolicy,
     R"sh(# topic_policy ARN <DOCUMENT
topic_policy() {
  document=$(cat)
  get sns get-topic-attributes --topic-arn="$1" --query Attributes.Policy \
    --output text
  [ "$(packed <"$work/answer")" != "$(printf '%s\n' "$document" | packed)" ] ||
    return 0
  change "write the policy of topic $1" sns set-topic-attributes \
    --topic-arn="$1" --attribute-name=Policy --attribute-value="$document"
}
)sh",
     {Function::kGet, Function::kPacked, Function::kChange}},
    {Function::kSecretPolicy,
     R"sh(# secret_policy SECRET <DOCUMENT
secret_policy() {
  document=$(cat)
  get secretsmanager get-resource-policy --secret-id="$1" \
    --query ResourcePolicy --output text
  [ "$(packed <"$work/answer")" != "$(printf '%s\n' "$document" | packed)" ] ||
    return 0
  change "write the policy of secret $1" secretsmanager put-resource-policy \
    --secret-id="$1" --resource-policy="$document"
}
)sh",
     {Function::kGet, Function::kPacked, Function::kChange}},
};

}  // namespace

Function PolicyFunctionOf(model::ResourceType type) {
  switch (type) {
    case model::ResourceType::kSqsQueue:
      return Function::kQueuePolicy;
    case model::ResourceType::kSnsTopic:
      return Function::kTopicPolicy;
    case model::ResourceType::kSecret:
      return Function::kSecretPolicy;
    // INVARIANT: of the others, only buckets are emitted.
    case model::ResourceType::kS3Bucket:
    case model::ResourceType::kKmsKey:
    case model::ResourceType::kLambdaFunction:
      break;
  }
  return Function::kBucketPolicy;
}

std::span<const FunctionText> ResourceFunctions() { return kResources; }

}  // namespace iamgen::backends::aws_cli
