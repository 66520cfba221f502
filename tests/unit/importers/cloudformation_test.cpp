// Templates of CloudFormation: which policies are found, what of them is known.
#include "importers/cloudformation.h"

#include <string>
#include <string_view>

#include "unit/importers/importing.h"

namespace iamgen::importers {
namespace {

struct TemplateReading {
  explicit TemplateReading(std::string_view text, std::string path = "t.yaml") {
    const diag::FileId file = sources.Add(std::move(path), std::string(text));
    imported = ReadCloudFormation(sources, file, sink);
    ExpectSound(sink, sources);
  }

  // Those about policies and the reading of the file.
  [[nodiscard]] std::string Findings() {
    sink.Remove([](const diag::Diagnostic& found) {
      return found.rule->id.starts_with("TPL");
    });
    return Shown(sink, sources);
  }

  [[nodiscard]] std::string_view At(diag::Span span) const {
    return sources.TextOf(span);
  }

  [[nodiscard]] const policy::Statement& Statement() const {
    return imported.policies.at(0).document.statements.at(0);
  }

  diag::SourceMap sources;
  diag::Sink sink;
  Imported imported;
};

// A text with `?` for what is not known.
std::string Marked(std::string text) {
  std::replace(text.begin(), text.end(), policy::kUnknown, '?');
  return text;
}

// "a|b|..." with `...` where more may be.
std::string Marked(const policy::Values& values) {
  std::string out;
  for (const policy::Value& value : values.values) {
    out += (out.empty() ? "" : "|") + Marked(value.text);
  }
  return values.complete ? out : out + "...";
}

// A managed policy with this Resource, indented by ten.
std::string WithResource(const std::string& resource) {
  return R"(Parameters:
  Bucket: { Type: String, Default: b }
  Buckets: { Type: CommaDelimitedList }
Conditions:
  C: !Equals [!Ref Bucket, x]
Mappings:
  M: { a: { b: known } }
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: 2012-10-17
        Statement:
        - Effect: Allow
          Action: s3:GetObject
          Resource: )" +
         resource + "\n";
}

TEST(CloudFormation, WhatFunctionsAre) {
  const struct {
    std::string resource;
    std::string values;
  } cases[] = {
      {"!Sub 'arn:aws:s3:::${Bucket}/x'", "arn:aws:s3:::?/x"},
      {"!Sub arn:${AWS::Partition}:s3:::b/${!aws:username}",
       "arn:?:s3:::b/${aws:username}"},
      {"!Sub ['a${X}b${Bucket}', {X: known}]", "aknownb?"},
      {"!Ref Bucket", "?"},
      {"!Ref Buckets", "..."},
      {"!GetAtt P.Arn", "?"},
      {"!GetAtt [P, Arn]", "?"},
      {"{'Fn::GetAtt': [P, Arn]}", "?"},
      {"!Join ['', ['arn:aws:s3:::', !Ref Bucket, '/*']]", "arn:aws:s3:::?/*"},
      {"!Join ['/', !Ref Buckets]", "?"},
      {"[!Sub 'a${Bucket}', b]", "a?|b"},
      {"!If [C, a, b]", "a|b..."},
      {"!If [C, [a, b], c]", "a|b|c..."},
      {"!If [C, !If [C, a, b], c]", "a|b|c..."},
      {"[a, !If [C, b, !Ref 'AWS::NoValue']]", "a|b..."},
      {"[a, !Ref 'AWS::NoValue']", "a"},
      {"[a, !If [C, !Ref 'AWS::NoValue', !Ref 'AWS::NoValue']]", "a"},
      {"!Select [1, [a, b]]", "b"},
      {"!Select [0, !Ref Buckets]", "?"},
      {"!Split [',', 'a,b']", "a|b"},
      {"!Split [',', !Ref Bucket]", "..."},
      {"!FindInMap [M, a, b]", "known"},
      {"!FindInMap [M, !Ref Bucket, b]", "..."},
      {"!ImportValue x", "?"},
      {"'arn:aws:s3:::{{resolve:ssm:/b:1}}/x'", "arn:aws:s3:::?/x"},
      {"{'Fn::Transform': {Name: x}}", "..."},
      {"12", "12"},
      {"|-\n            arn:aws:s3:::b", "arn:aws:s3:::b"},
      {"!Sub >-\n            arn:${Bucket}", "arn:?"},
      {"!Sub \"a\\x01b\"",
       "a\xE2\x90\x81"
       "b"},
  };

  for (const auto& one : cases) {
    const TemplateReading reading(WithResource(one.resource));
    ASSERT_EQ(reading.imported.policies.size(), 1U) << one.resource;
    EXPECT_EQ(Marked(reading.Statement().resource.of), one.values)
        << one.resource;
  }
}

TEST(CloudFormation, Places) {
  const TemplateReading reading(WithResource("[!Sub 'a${Bucket}', b]"));
  EXPECT_EQ(reading.At(reading.Statement().resource.values()[0].span),
            "!Sub 'a${Bucket}'");
  EXPECT_EQ(reading.At(reading.Statement().resource.values()[1].span), "b");
  EXPECT_EQ(reading.imported.policies[0].entity, "AWS::IAM::ManagedPolicy P");
  EXPECT_EQ(reading.imported.policies[0].attachment,
            policy::Attachment::kManaged);
  EXPECT_EQ(reading.imported.policies[0].document.size, 0U);
  EXPECT_EQ(
      TemplateReading(WithResource("b")).imported.policies[0].document.size,
      96U);
}

TEST(CloudFormation, EveryPolicyOfARole) {
  TemplateReading reading(R"({"Resources": {"Deploy": {
  "Type": "AWS::IAM::Role",
  "Properties": {
    "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
      {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
       "Action": "sts:AssumeRole"}]},
    "ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess",
                          {"Ref": "Wall"}],
    "PermissionsBoundary": {"Ref": "Wall"},
    "Policies": [
      {"PolicyName": "one", "PolicyDocument": {"Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}},
      {"Fn::If": ["C",
        {"PolicyName": "two", "PolicyDocument": {"Version": "2012-10-17",
          "Statement": [{"Effect": "Allow", "Action": "*"}]}},
        {"Ref": "AWS::NoValue"}]}]}},
  "Wall": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {
    "PolicyDocument": {"Version": "2012-10-17", "Statement": []}}}}})",
                          "t.json");
  EXPECT_EQ(reading.Findings(),
            "IAM110 15:25 the statement has no `Resource` | "
            "IAM102 18:62 `Statement` is an empty list");
  ASSERT_EQ(reading.imported.policies.size(), 4U);
  EXPECT_EQ(reading.imported.policies[0].document.kind, policy::Kind::kTrust);
  EXPECT_EQ(reading.imported.policies[1].name, "one");
  EXPECT_EQ(reading.imported.policies[1].attachment,
            policy::Attachment::kInlineOfRole);
  EXPECT_EQ(reading.imported.policies[2].name, "two");
  // The boundary is attached as well.
  EXPECT_EQ(reading.imported.policies[3].document.kind,
            policy::Kind::kIdentity);
  ASSERT_EQ(reading.imported.identities.size(), 1U);
  EXPECT_EQ(Marked(reading.imported.identities[0].managed_policies),
            "arn:aws:iam::aws:policy/ReadOnlyAccess|?");
  EXPECT_EQ(Marked(reading.imported.identities[0].boundary->text), "?");
}

TEST(CloudFormation, TypesOfPolicies) {
  TemplateReading reading(R"(
Resources:
  A: {Type: "AWS::IAM::ManagedPolicy", Properties: {PolicyDocument: {}}}
  B: {Type: "AWS::IAM::User", Properties: {PermissionsBoundary: !Ref A}}
  C:
    Type: AWS::Organizations::Policy
    Properties: {Type: RESOURCE_CONTROL_POLICY, Content: {}}
  D:
    Type: AWS::Organizations::Policy
    Properties: {Type: TAG_POLICY, Content: {}}
  E: {Type: "AWS::S3::BucketPolicy", Properties: {PolicyDocument: {}}}
  F:
    Type: AWS::IAM::Policy
    Properties: {PolicyName: p, Groups: [x], PolicyDocument: {}}
  G:
    Type: AWS::Events::EventBusPolicy
    Properties:
      Statement: {Effect: Allow, Action: "events:*", Resource: "*",
                  Principal: "*"}
  H:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
      - AWSLambdaExecute
      - S3ReadPolicy: {BucketName: x}
      - Statement: [{Effect: Allow, Action: a:b, Resource: "*"}]
  I: {Type: "Custom::Thing", Properties: {PolicyDocument: {}}}
)");
  std::string shown;
  for (const FoundPolicy& found : reading.imported.policies) {
    shown += found.entity.back() + std::string(":") +
             std::string(policy::NameOf(found.document.kind)) +
             found.document.service + std::to_string(int(found.attachment)) +
             " ";
  }
  EXPECT_EQ(shown,
            "A:boundary1 C:rcp0 E:resources30 F:identity3 G:resourceevents0 "
            "H:identity4 ");
  EXPECT_EQ(reading.imported.policies[4].document.statements.size(), 1U);
}

TEST(CloudFormation, JsonInTexts) {
  TemplateReading reading(R"(
Resources:
  L:
    Type: AWS::Logs::ResourcePolicy
    Properties:
      PolicyName: p
      PolicyDocument: !Sub |
        {
          "Version": "2012-10-17",
          "Statement": [
            {"Effect": "allow", "Principal": {"Service": "es.amazonaws.com"},
             "Action": "logs:PutLogEvents",
             "Resource": "arn:aws:logs:${AWS::Region}:x",
             "Condition": {"StringEquals": ${Values}}}, ${More}]
        }
)");
  EXPECT_EQ(reading.Findings(),
            "IAM108 11:24 Effect is `allow`, and IAM knows Allow and Deny");
  ASSERT_EQ(reading.imported.policies.size(), 1U);
  const policy::Document& document = reading.imported.policies[0].document;
  EXPECT_FALSE(document.complete);
  const policy::Statement& one = document.statements.at(0);
  EXPECT_EQ(Marked(one.resource.of), "arn:aws:logs:?:x");
  EXPECT_EQ(reading.At(one.resource.values()[0].span),
            "\"arn:aws:logs:${AWS::Region}:x\"");
  EXPECT_FALSE(one.condition.at(0).complete);
  EXPECT_EQ(
      TemplateReading("Resources:\n  L:\n    Type: AWS::Logs::ResourcePolicy\n"
                      "    Properties:\n      PolicyDocument: '{\"a\" 1}'\n")
          .Findings(),
      "IAM001 5:29 a `:` must stand between a key and its value, at byte 96");
}

TEST(CloudFormation, ConditionsAroundElements) {
  TemplateReading reading(R"(
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: 2012-10-17
        Statement:
        - !If
          - C
          - Effect: Allow
            Action: !If [C, a:b, !Ref AWS::NoValue]
            NotAction: !If [C, !Ref AWS::NoValue, a:b]
            Resource: "*"
            Condition: !If
            - C
            - Bool: {aws:SecureTransport: true}
            - !Ref AWS::NoValue
          - !Ref AWS::NoValue
        - Effect: !If [C, Allow, Deny]
          Action: a:b
          Resource: "*"
        - Fn::Transform: {Name: AWS::Include}
        - &same
          Effect: Deny
          Action: a:b
          Resource: "*"
        - <<: *same
          Action: [a:c]
)");
  EXPECT_EQ(reading.Findings(), "");
  const policy::Document& document = reading.imported.policies.at(0).document;
  EXPECT_FALSE(document.complete);
  ASSERT_EQ(document.statements.size(), 4U);
  EXPECT_FALSE(document.statements[0].condition_complete);
  EXPECT_EQ(
      document.statements[0].condition.at(0).tests.at(0).of.values.at(0).text,
      "true");
  EXPECT_FALSE(document.statements[1].effect.has_value());
  EXPECT_TRUE(document.statements[3].denies());
  EXPECT_EQ(Marked(document.statements[3].action.of), "a:c");
}

TEST(CloudFormation, ParametersInPlaceOfElements) {
  TemplateReading reading(R"(
Resources:
  P: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: !Ref D}}
  Q:
    Type: AWS::S3::BucketPolicy
    Properties:
      PolicyDocument:
        Version: !Ref V
        Id: !Ref V
        Statement:
        - !Ref S
        - Effect: !Ref E
          Principal: !Ref P
          Action: !Ref A
          Resource: !Ref R
          Condition: !Ref C
        - Effect: Allow
          Principal: {AWS: !Ref P}
          Action: a:b
          Resource: "*"
          Condition: {Bool: !Ref C}
)");
  EXPECT_EQ(reading.Findings(), "");
  const policy::Document& document = reading.imported.policies.at(1).document;
  EXPECT_FALSE(document.complete);
  ASSERT_EQ(document.statements.size(), 2U);
  EXPECT_FALSE(document.statements[0].principal.text.has_value());
  EXPECT_FALSE(document.statements[0].principal.complete);
  EXPECT_FALSE(document.statements[0].condition_complete);
  EXPECT_FALSE(document.statements[1].condition.at(0).complete);
}

TEST(CloudFormation, Mistakes) {
  EXPECT_EQ(TemplateReading("Resources: [").Findings(),
            "SPEC001 1:12 this `[` is never closed");
  EXPECT_EQ(TemplateReading("{\"a\": 1, \"a\": 2}", "t.json").Findings(),
            "IAM002 1:10 `a` stands twice in one object");
  EXPECT_EQ(TemplateReading("a: 1\na: 2").Findings(),
            "IAM002 2:1 `a` stands twice in one object");
}

}  // namespace
}  // namespace iamgen::importers
