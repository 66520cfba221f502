// What is said of templates around their policies.
#include <string>
#include <string_view>

#include "importers/cloudformation.h"
#include "importers/diagnostics.h"
#include "unit/importers/importing.h"

namespace iamgen::importers {
namespace {

struct Checked {
  explicit Checked(std::string_view text, std::string path = "t.yaml") {
    const diag::FileId file = sources.Add(std::move(path), std::string(text));
    ReadCloudFormation(sources, file, sink);
    ExpectSound(sink, sources);
  }

  // Without the capability, which every template with a role needs.
  [[nodiscard]] std::string Findings() {
    sink.Remove([](const diag::Diagnostic& found) {
      return found.rule->id == "TPL115";
    });
    return Shown(sink, sources);
  }

  diag::SourceMap sources;
  diag::Sink sink;
};

TEST(TemplateChecks, ExamplesOfRules) {
  for (const diag::Rule* rule : kImporterRules) {
    if (rule->example.as != "cfn") {
      continue;
    }
    SCOPED_TRACE(rule->id);
    EXPECT_EQ(Ids(Checked(rule->example.fires).sink), FiredBy(*rule));
    EXPECT_EQ(Ids(Checked(rule->example.repaired).sink), rule->example.also);
  }
}

TEST(TemplateChecks, RolesOfInstanceProfiles) {
  const auto found = [](const std::string& roles) {
    return Checked(
               "Conditions: { C: { \"Fn::Equals\": [ a, a ] } }\n"
               "Resources:\n  P:\n    Type: AWS::IAM::InstanceProfile\n"
               "    Properties: { Roles: " +
               roles + " }\n")
        .Findings();
  };
  const std::string maybe =
      R"({ "Fn::If": [ C, b, { Ref: "AWS::NoValue" } ] })";
  EXPECT_EQ(found("[ a ]"), "");
  EXPECT_EQ(found("[ a, " + maybe + " ]"), "");
  EXPECT_EQ(found("[ " + maybe + " ]"), "");
  EXPECT_EQ(found("[ a, b ]"),
            "IAM912 5:26 the instance profile `P` lists 2 roles, and it takes "
            "one");
  EXPECT_EQ(found("[]"),
            "IAM912 5:26 the instance profile `P` lists no role, and it takes "
            "one");
}

// N members of that form in a section, around which a resource stands.
std::string Section(std::string_view name, int count, std::string_view value) {
  std::string text = "{\"" + std::string(name) + "\": {";
  for (int i = 0; i < count; ++i) {
    text += (i == 0 ? "\"N" : ", \"N") + std::to_string(i) +
            "\": " + std::string(value);
  }
  text += "}";
  if (name != "Resources") {
    text += R"(, "Resources": {"T": {"Type": "AWS::SNS::Topic"}})";
  }
  return text + "}";
}

TEST(TemplateChecks, Limits) {
  const std::string topic = R"({"Type": "AWS::SNS::Topic"})";
  EXPECT_EQ(Ids(Checked(Section("Resources", 500, topic), "t.json").sink), "");
  EXPECT_EQ(Ids(Checked(Section("Resources", 501, topic), "t.json").sink),
            "TPL103");
  EXPECT_EQ(
      Ids(Checked(Section("Outputs", 201, R"({"Value": ""})"), "t.json").sink),
      "TPL104");
  EXPECT_EQ(
      Ids(Checked(Section("Parameters", 201, R"({"Type": "String"})"), "t.json")
              .sink),
      "TPL105");
  const std::string spaces(51'200, ' ');
  EXPECT_EQ(
      Ids(Checked(spaces + Section("Resources", 1, topic), "t.json").sink),
      "TPL101");
  EXPECT_EQ(
      Ids(Checked(std::string(1'048'576, ' ') + Section("Resources", 1, topic),
                  "t.json")
              .sink),
      "TPL102");
  EXPECT_EQ(Ids(Checked("Description: " + std::string(1'025, 'd') +
                        "\nResources: {T: {Type: 'AWS::SNS::Topic'}}")
                    .sink),
            "TPL106");
}

TEST(TemplateChecks, References) {
  EXPECT_EQ(Checked(R"(
Parameters: { Name: { Type: String } }
Conditions:
  Used: !Equals [!Ref Nam, x]
  Both: !And [{Condition: Used}, {Condition: Unused}]
Resources:
  T:
    Type: AWS::SNS::Topic
    Condition: Usde
    DependsOn: [Q, T2]
    Properties:
      TopicName: !Sub "${Name}-${AWS::Regio}-${!x}-${R.Arn}-${R.Arm}"
      DisplayName: !If [Usd, !GetAtt R.ARN, !FindInMap [M, a, b]]
      Other: !Sub ["${X}${Y}", {X: !ImportValue z}]
  T2: { Type: AWS::SNS::Topic }
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Ref: Name }
Outputs:
  O: { Condition: Used, Value: !Ref Outputs }
)")
                .Findings(),
            "TPL109 4:23 the template has no parameter or resource `Nam` | "
            "TPL109 5:46 the template has no condition `Unused` | "
            "TPL109 9:16 the template has no condition `Usde` | "
            "TPL109 10:17 the template has no resource `Q` | "
            "TPL109 12:32 the template has no parameter or resource "
            "`AWS::Regio` | "
            "TPL109 12:61 AWS::IAM::Role has no attribute `Arm` | "
            "TPL109 13:25 the template has no condition `Usd` | "
            "TPL109 13:38 AWS::IAM::Role has no attribute `ARN` | "
            "TPL109 13:57 the template has no mapping `M` | "
            "TPL109 14:25 the template has no parameter or resource `Y` | "
            "TPL109 21:37 the template has no parameter or resource "
            "`Outputs`");
  EXPECT_EQ(Checked("Transform: AWS::Serverless-2016-10-31\nResources:\n"
                    "  T: {Type: 'AWS::SNS::Topic', DependsOn: FnRole}")
                .Findings(),
            "");
}

TEST(TemplateChecks, Escaping) {
  EXPECT_EQ(
      Checked(R"(
Resources:
  B:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: x
      PolicyDocument:
        Version: 2012-10-17
        Statement:
        - Effect: Deny
          Principal: "*"
          Action: s3:*
          Resource:
          - !Sub "arn:aws:s3:::x/${aws:username}/${*}"
          - !Sub "arn:aws:s3:::x/${!aws:username}"
          - arn:${AWS::Partition}:s3:::x
)")
          .Findings(),
      "TPL110 14:34 Fn::Sub takes the policy variable `${aws:username}` for a "
      "name of the template | "
      "TPL110 14:50 Fn::Sub takes the policy variable `${*}` for a name of the "
      "template | "
      "TPL110 16:13 `arn:${AWS::Partition}:s3:::x` names a pseudo parameter, "
      "and no Fn::Sub replaces it");
}

TEST(TemplateChecks, Circles) {
  EXPECT_EQ(Checked(R"(
Resources:
  A: { Type: AWS::SNS::Topic, Properties: { X: !Ref B } }
  B: { Type: AWS::SNS::Topic, Properties: { X: !GetAtt C.TopicArn } }
  C: { Type: AWS::SNS::Topic, Properties: { X: !Sub "${A}" } }
  D: { Type: AWS::SNS::Topic, Properties: { X: !Ref A, Y: !Ref D } }
)")
                .Findings(),
            "TPL108 3:53 `A`, `B` and `C` depend on each other in a circle | "
            "TPL108 6:64 `D` depends on itself");
}

TEST(TemplateChecks, Shapes) {
  EXPECT_EQ(Checked(R"(
Resource: {}
Resources:
  A: { Typ: AWS::SNS::Topic }
  B: { Type: AWS::IAM::Rol }
  C:
    Type: AWS::IAM::User
    Properties:
      Arn: x
      Groups: admins
      Path: [a]
      LoginProfile: { PasswordResetRequired: maybe }
      Policies: [{ PolicyName: x }]
      Tags: [{ Key: a, Valu: b }]
  D: { Type: AWS::IAM::Role, Properties: { MaxSessionDuration: "3600" } }
  E: [ ]
)")
                .Findings(),
            "TPL113 2:1 a template has no section `Resource` | "
            "TPL113 4:3 the resource `A` has no `Type` | "
            "TPL113 4:8 a resource has no attribute `Typ` | "
            "TPL113 5:14 there is no resource type `AWS::IAM::Rol` | "
            "TPL113 9:7 `Arn` of AWS::IAM::User is set by AWS | "
            "TPL113 10:15 `Groups` of AWS::IAM::User takes a list | "
            "TPL113 11:13 `Path` of AWS::IAM::User takes a text | "
            "TPL113 12:7 LoginProfile has no `Password` here, which it must "
            "have | "
            "TPL113 12:46 `PasswordResetRequired` of LoginProfile takes true "
            "or false | "
            "TPL113 13:18 Policies has no `PolicyDocument` here, which it must "
            "have | "
            "TPL113 14:14 Tags has no `Value` here, which it must have | "
            "TPL113 14:24 Tags has no property `Valu` | "
            "TPL113 15:3 AWS::IAM::Role has no `AssumeRolePolicyDocument` "
            "here, which it must have | "
            "TPL113 16:3 the resource `E` is no object");
}

TEST(TemplateChecks, NamesAndArns) {
  EXPECT_EQ(Checked(R"(
Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      Path: /x/
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
        - Effect: Allow
          Principal: { AWS: !Ref U }
          Action: sts:AssumeRole
      ManagedPolicyArns: [!Ref M, !If [C, !Ref I, x]]
  U: { Type: AWS::IAM::User, Properties: { Groups: [!GetAtt G.Arn] } }
  G: { Type: AWS::IAM::Group }
  B: { Type: AWS::S3::Bucket }
  I:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: i
      PolicyDocument: &d
        Version: 2012-10-17
        Statement: { Effect: Allow, Action: s3:*, Resource: [!Ref B] }
      Roles: [!Ref M, !Ref R]
  M: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: !Ref D } }
  T:
    Type: AWS::ECS::TaskDefinition
    Properties: { TaskRoleArn: !Ref R }
Parameters: { D: { Type: String } }
Conditions: { C: !Equals [a, b] }
)")
                .Findings(),
            "TPL111 11:29 Ref of `U` gives no ARN, and one belongs here | "
            "TPL111 13:43 Ref of `I` gives no ARN, and one belongs here | "
            "TPL108 13:48 `R` and `I` depend on each other in a circle | "
            "TPL111 14:53 Fn::GetAtt of `G.Arn` gives an ARN, and a name "
            "belongs here | "
            "TPL111 23:62 Ref of `B` gives no ARN, and one belongs here | "
            "TPL111 24:15 Ref of `M` gives an ARN, and a name belongs here | "
            "TPL111 28:32 Ref of `R` gives no ARN, and one belongs here");
}

TEST(TemplateChecks, Duplicates) {
  EXPECT_EQ(Checked(R"(
Resources:
  A: { Type: AWS::IAM::User, Properties: { UserName: Ada } }
  B: { Type: AWS::IAM::User, Properties: { UserName: ada } }
  C: { Type: AWS::IAM::Group, Properties: { GroupName: ada } }
  D: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub "${P}-x" } }
  E: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub "${P}-x" } }
  F: { Type: AWS::SNS::Topic, Condition: K, Properties: { TopicName: f } }
  G: { Type: AWS::SNS::Topic, Condition: L, Properties: { TopicName: f } }
Parameters: { P: { Type: String } }
Conditions: { K: !Equals [a, !Ref P], L: !Not [{Condition: K}] }
)")
                .Findings(),
            "TPL114 4:54 `A` and `B` have the same UserName, `ada` | "
            "TPL114 7:56 `D` and `E` have the same TopicName, `Fn::Sub "
            "${P}-x`");
}

TEST(TemplateChecks, Capabilities) {
  EXPECT_EQ(Ids(Checked("Resources: {G: {Type: 'AWS::IAM::Group'}}").sink),
            "TPL115");
  const Checked named(
      "Resources: {G: {Type: 'AWS::IAM::Group', "
      "Properties: {GroupName: g}}}");
  EXPECT_EQ(Shown(named.sink, named.sources),
            "TPL115 1:13 the stack needs CAPABILITY_NAMED_IAM: `G` has a "
            "GroupName");
}

TEST(TemplateChecks, LambdaPermissions) {
  const auto findings = [](std::string_view rest) {
    return Checked(
               "Resources:\n  P:\n    Type: AWS::Lambda::Permission\n"
               "    Properties: {FunctionName: f, " +
               std::string(rest) + "}\n")
        .Findings();
  };
  const std::string call = "Action: 'lambda:InvokeFunction', ";
  EXPECT_EQ(findings(call + "Principal: '*'"),
            "IAM633 4:79 anybody may call the function");
  EXPECT_EQ(findings(call + "Principal: '*', PrincipalOrgID: o-a1b2c3d4e5"),
            "");
  EXPECT_EQ(findings(call + "Principal: s3.amazonaws.com, SourceArn: "
                            "'arn:aws:s3:::b'"),
            "IAM633 4:79 `arn:aws:s3:::b` tells no account, and whoever owns a "
            "resource of that name may have the function called");
  EXPECT_EQ(findings(call + "Principal: s3.amazonaws.com, SourceArn: !Ref "
                            "'AWS::StackId'"),
            "");
  EXPECT_EQ(findings(call + "Principal: events.amazonaws.com"),
            "IAM633 4:79 `events.amazonaws.com` may call the function on "
            "behalf of any account");
  EXPECT_EQ(findings("Action: 'lambda:*', Principal: '111111111111'"),
            "IAM633 4:43 the permission is for `lambda:*`, which is more than "
            "to call the function");
}

}  // namespace
}  // namespace iamgen::importers
