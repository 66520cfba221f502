// Files that are damaged on purpose: whatever is cut off, missing, there twice
// or another character, an importer ends, and its findings have their places.
#include <string>
#include <string_view>
#include <vector>

#include "importers/import_file.h"
#include "unit/importers/importing.h"

namespace iamgen::importers {
namespace {

struct Seed {
  std::string path;
  std::string text;
};

const std::vector<Seed>& Seeds() {
  static const std::vector<Seed> seeds = {
      {"p.json", R"({
  "Version": "2012-10-17",
  "Id": "x\u00e4",
  "Statement": [
    {"Sid": "A", "Effect": "Allow", "Principal": {"AWS": ["1", "*"]},
     "Action": ["s3:*"], "NotResource": "arn:aws:s3:::b/${aws:username}",
     "Condition": {"Bool": {"aws:SecureTransport": [true, 1.5, "x"]}}}
  ]
}
)"},
      {"t.yaml", R"(AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  P: { Type: CommaDelimitedList, Default: "a" }
Conditions: { C: !Equals [!Ref P, "x"] }
Resources:
  R: &r
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: !If [C, {Effect: Allow}, !Ref "AWS::NoValue"]
      Policies:
      - PolicyName: p
        PolicyDocument: !Sub |
          {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
           "Action": "s3:${P}", "Resource": ${X}}]}
  Q:
    <<: *r
    Type: AWS::IAM::ManagedPolicy
  L:
    Type: AWS::Lambda::Permission
    DependsOn: [R, L]
    Properties: { Principal: !Join ["", [a, !GetAtt R.Arn]], Action: 'x' }
Outputs: { O: { Value: !FindInMap [A, b, c], Export: { Name: n } } }
)"},
      {"t.json", R"({"Resources": {"B": {"Type": "AWS::S3::BucketPolicy",
  "Properties": {"Bucket": {"Ref": "X"}, "PolicyDocument":
   {"Fn::If": ["C", {"Statement": [{"Fn::Transform": {}}]}, "{\"a\":\"b\\n\"}"]}}}}}
)"},
      {"m.tf", R"(# comment
resource "aws_iam_role" "r" {
  name_prefix        = "x-${var.y}-$${z}"
  assume_role_policy = <<-EOT
    {"Version": "2012-10-17", "Statement": [${local.s},
      {"Effect": "Allow", "Action": "a${b ? "c" : "d"}"}]}
  EOT
  inline_policy { policy = jsonencode({ Statement = [for x in y : "${x}"] }) }
}
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["s3:*", "x"] /* y */
    resources = [aws_s3_bucket.b[0].arn, "${a.b}"]
    condition {
      test     = "StringEquals"
      variable = "aws:username"
      values   = ["&{aws:username}", -1.5]
    }
  }
}
resource "aws_sqs_queue_policy" "q" {
  policy = var.x ? data.aws_iam_policy_document.d.json : "{}"
}
)"},
      {"m.tf.json", R"({"resource": {"aws_iam_policy": {"p": [{"policy":
  "${jsonencode({ \"a\" = \"${x}\" })}"}, {"policy": "{\"a\": \"$${b}\"}"}]}},
  "data": {"aws_iam_policy_document": {"d": {"statement": {"sid": "x"}}}}}
)"},
      {"plan.json", R"({"format_version": "1.0", "planned_values":
  {"root_module": {"resources": [{"type": "aws_iam_policy", "address": "a",
   "values": {"policy": "{\"Statement\": [\"\\u20ac\"]}"}}]}}}
)"},
  };
  return seeds;
}

// Reads it under its name, and as what its text alone says.
void Import(const std::string& path, const std::string& text) {
  for (const std::string& name : {path, std::string("-")}) {
    diag::SourceMap sources;
    diag::Sink sink;
    const diag::FileId file = sources.Add(name, text);
    const auto imported = ImportFile(sources, file, std::nullopt, sink);
    if (!imported) {
      ASSERT_TRUE(sink.empty()) << text;
      continue;
    }
    ExpectSound(sink, sources);
    for (const FoundPolicy& found : imported->policies) {
      const policy::Document& document = found.document;
      ASSERT_LE(document.span.end, text.size() + 1);
      for (const policy::Statement& one : document.statements) {
        ASSERT_LE(one.span.begin, one.span.end);
        ASSERT_LE(one.span.end, text.size() + 1);
        ASSERT_LE(one.action.span.end, text.size() + 1);
        for (const policy::Value& value : one.resource.values()) {
          ASSERT_LE(value.span.end, text.size() + 1);
        }
      }
    }
  }
}

TEST(ImporterMutations, SeedsAreRecognised) {
  for (const Seed& seed : Seeds()) {
    diag::SourceMap sources;
    diag::Sink sink;
    const diag::FileId file = sources.Add(seed.path, seed.text);
    const auto imported = ImportFile(sources, file, std::nullopt, sink);
    ASSERT_TRUE(imported.has_value()) << seed.path;
    EXPECT_FALSE(imported->policies.empty()) << seed.path;
  }
}

TEST(ImporterMutations, CutOff) {
  for (const Seed& seed : Seeds()) {
    for (std::size_t size = 0; size < seed.text.size(); ++size) {
      Import(seed.path, seed.text.substr(0, size));
    }
  }
}

TEST(ImporterMutations, CharactersMissing) {
  for (const Seed& seed : Seeds()) {
    for (std::size_t at = 0; at < seed.text.size(); ++at) {
      std::string text = seed.text;
      text.erase(at, 1);
      Import(seed.path, text);
    }
  }
}

TEST(ImporterMutations, OtherCharacters) {
  constexpr std::string_view kOthers = "\"{}[]:,\\$!&*#'\n\x01\xC3";
  for (const Seed& seed : Seeds()) {
    for (std::size_t at = 0; at < seed.text.size(); at += 3) {
      std::string text = seed.text;
      text[at] = kOthers[at / 3 % kOthers.size()];
      Import(seed.path, text);
      text = seed.text;
      text.insert(at, 1, kOthers[at % kOthers.size()]);
      Import(seed.path, text);
    }
  }
}

TEST(ImporterMutations, LinesMissingAndTwice) {
  for (const Seed& seed : Seeds()) {
    for (std::size_t at = 0; at < seed.text.size();) {
      const std::size_t end =
          std::min(seed.text.find('\n', at), seed.text.size() - 1) + 1;
      std::string text = seed.text;
      text.erase(at, end - at);
      Import(seed.path, text);
      text = seed.text;
      text.insert(at, seed.text.substr(at, end - at));
      Import(seed.path, text);
      at = end;
    }
  }
}

// One part of one format in the middle of another.
TEST(ImporterMutations, Mixed) {
  for (const Seed& into : Seeds()) {
    for (const Seed& part : Seeds()) {
      for (std::size_t at = 0; at < into.text.size(); at += 17) {
        const std::size_t from = at * 7 % part.text.size();
        std::string text = into.text;
        text.insert(at, part.text.substr(from, 40));
        Import(into.path, text);
      }
    }
  }
}

// Nesting and repetition that would take long, or a deep stack.
TEST(ImporterMutations, MuchOfTheSame) {
  constexpr int kTimes = 20'000;
  const std::vector<std::string> parts = {
      "[",    "{",         "{\"a\":", "!Sub [", "- ",   "${",
      "\"${", "<<E\n${\n", "a {\n",   "f(",     "&a [", "$${",
      "\"",   "!If [",     "'",       "<<: ",   "\\u",  "resource \"a\" "};
  for (const std::string& part : parts) {
    std::string text;
    for (int i = 0; i < kTimes; ++i) {
      text += part;
    }
    Import("m.tf", text);
    Import("m.tf.json", text);
    Import("t.yaml", "AWSTemplateFormatVersion: x\nResources: " + text);
    Import("p.json", "{\"Statement\":" + text);
  }
}

TEST(ImporterMutations, ManyNames) {
  std::string references = "AWSTemplateFormatVersion: x\nResources:\n";
  std::string keys;
  std::string aliases;
  for (int i = 0; i < 5'000; ++i) {
    const std::string number = std::to_string(i);
    references += "  A" + number +
                  ": {Type: AWS::SNS::Topic, Properties: {X: " + "!Ref B" +
                  number + "}}\n";
    keys += "k" + number + ": 1, ";
    aliases += i % 20 == 0 ? "*a, " : "";
  }
  Import("t.yaml", references);
  Import("t.yaml",
         "AWSTemplateFormatVersion: x\nMetadata: &a {" + keys +
             "}\nResources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n"
             "    Properties:\n      PolicyDocument: {<<: [" +
             aliases + "]}\n");
}

}  // namespace
}  // namespace iamgen::importers
