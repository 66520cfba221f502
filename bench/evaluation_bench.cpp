// Deciding requests of a role with ten statements as people write them.
#include <benchmark/benchmark.h>

#include <string>
#include <utility>

#include "catalog/catalogue.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "evaluation/compiled_policy.h"
#include "evaluation/decide.h"
#include "importers/import_file.h"
#include "importers/policy_document.h"

namespace iamgen::bench {
namespace {

constexpr const char* kRole = R"({"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Action": ["ec2:Describe*", "ec2:Get*"],
   "Resource": "*"},
  {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
   "Resource": "arn:aws:logs:*:111111111111:log-group:/shop/*"},
  {"Effect": "Allow", "Action": "sqs:SendMessage",
   "Resource": "arn:aws:sqs:eu-west-1:111111111111:orders-*"},
  {"Effect": "Allow", "Action": "dynamodb:*",
   "Resource": "arn:aws:dynamodb:*:111111111111:table/orders"},
  {"Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
   "Resource": "*", "Condition": {"StringEquals":
     {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}}},
  {"Effect": "Allow", "Action": "s3:ListBucket",
   "Resource": "arn:aws:s3:::shop-*", "Condition": {"StringLike":
     {"s3:prefix": "home/${aws:PrincipalTag/team}/*"}}},
  {"Effect": "Allow", "Action": ["s3:GetObject*", "s3:PutObject*"],
   "Resource": "arn:aws:s3:::shop-*/home/${aws:PrincipalTag/team}/*"},
  {"Effect": "Allow", "Action": "sts:AssumeRole",
   "Resource": "arn:aws:iam::*:role/deploy-*"},
  {"Effect": "Deny", "NotAction": ["iam:*", "sts:*"], "Resource": "*",
   "Condition": {"StringNotEquals":
     {"aws:RequestedRegion": ["eu-west-1", "eu-central-1"]}}},
  {"Effect": "Deny", "Action": "*", "Resource": "*",
   "Condition": {"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}]})";

void DecideTenStatements(benchmark::State& state) {
  const auto& catalogue = catalog::Catalogue::Embedded();
  diag::SourceMap sources;
  diag::Sink sink;
  const auto policy = evaluation::Compile(
      importers::ReadPolicyFile(
          sources, sources.Add("role.json", kRole),
          importers::Purpose{.kind = policy::Kind::kIdentity}, sink),
      catalogue);
  evaluation::Request request;
  request.caller = *evaluation::ParseCaller(
      "arn:aws:sts::111111111111:assumed-role/shop/one");
  request.SetAction("s3:GetObject", catalogue);
  request.SetResource("arn:aws:s3:::shop-data/home/blue/2026/report.csv");
  for (auto [name, value] : {std::pair{"aws:PrincipalTag/team", "blue"},
                             std::pair{"aws:RequestedRegion", "eu-west-1"},
                             std::pair{"aws:SourceIp", "10.1.2.3"}}) {
    evaluation::ContextKey key;
    key.name = name;
    key.values.emplace_back(value);
    request.context.Add(std::move(key));
  }
  evaluation::Policies policies;
  policies.identity = {&policy};
  for (auto unused : state) {
    const auto decision = Decide(request, policies, catalogue);
    if (decision.answer != evaluation::Answer::kAllowed) {
      state.SkipWithError("the request is not allowed");
      return;
    }
  }
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(DecideTenStatements);

}  // namespace
}  // namespace iamgen::bench
