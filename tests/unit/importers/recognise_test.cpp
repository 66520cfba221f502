// What files are, by their names and by what is in them.
#include "importers/recognise.h"

#include <string>

#include "importers/import_file.h"
#include "unit/importers/importing.h"

namespace iamgen::importers {
namespace {

FileKind KindOf(std::string path, std::string text) {
  return Recognise(diag::Source(std::move(path), std::move(text)));
}

TEST(Recognise, Files) {
  using enum FileKind;
  EXPECT_EQ(KindOf("a.tf", ""), kTerraform);
  EXPECT_EQ(KindOf("a.tf.json", "{}"), kTerraformJson);
  EXPECT_EQ(KindOf("plan.json", R"({"format_version":"1.2","terraform_version":
"1.9","planned_values":{"root_module":{}}})"),
            kTerraformPlan);
  EXPECT_EQ(KindOf("a.json", R"({"Statement":[)"), kPolicyJson);
  EXPECT_EQ(KindOf("a.json", R"({"Version":"2012-10-17"})"), kPolicyJson);
  EXPECT_EQ(KindOf("a.json", R"([{"Effect":"Allow","Action":"*"}])"),
            kPolicyJson);
  EXPECT_EQ(KindOf("-", R"( {"Version":"2012-10-17","Statement":[}")"),
            kPolicyJson);
  EXPECT_EQ(KindOf("a.json", R"({"Version":"1.0","name":"x"})"), kNeither);
  EXPECT_EQ(KindOf("package.json", R"({"a":{"Statement":[]}})"), kNeither);
  EXPECT_EQ(
      KindOf("a.json", R"({"Resources":{"A":{"Type":"AWS::S3::Bucket"}}})"),
      kCloudFormation);
  EXPECT_EQ(KindOf("a.template", "Resources:\n  A:\n    Type: AWS::S3::Bucket"),
            kCloudFormation);
  EXPECT_EQ(KindOf("a.yaml", "AWSTemplateFormatVersion: '2010-09-09'"),
            kCloudFormation);
  EXPECT_EQ(KindOf("a.yaml", "\"Resources\" : {A: {Type: 'AWS::S3::Bucket'}}"),
            kCloudFormation);
  EXPECT_EQ(KindOf("a.yaml", "\n{\"AWSTemplateFormatVersion\": x}"),
            kCloudFormation);
  EXPECT_EQ(KindOf("a.yaml", "Resources:\n  limits: {}\n"), kNeither);
  EXPECT_EQ(KindOf("a.yml", "Version: 2012-10-17\nStatement: []\n"),
            kPolicyYaml);
  EXPECT_EQ(KindOf("a.yaml", "iamgen: 1\nmaster: {}\n"), kNeither);
  EXPECT_EQ(KindOf("a.yaml", ""), kNeither);
  EXPECT_EQ(KindOf("a.json", "\"unfinished"), kNeither);
}

std::string Guessed(const std::string& statement) {
  diag::SourceMap sources;
  diag::Sink sink;
  const diag::FileId file = sources.Add(
      "p.json", R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)" +
                    statement + "}]}");
  const policy::Document document =
      ReadPolicyFile(sources, file, std::nullopt, sink);
  return std::string(policy::NameOf(document.kind)) + ":" + document.service;
}

TEST(Recognise, Purposes) {
  EXPECT_EQ(Guessed(R"("Action":"s3:*","Resource":"*")"), "identity:");
  EXPECT_EQ(Guessed(R"("Action":"sts:AssumeRole","Principal":{"AWS":"*"})"),
            "trust:");
  EXPECT_EQ(Guessed(R"("Action":["sts:AssumeRoleWithSAML","STS:TagSession"],
                       "Principal":{"Federated":"x"})"),
            "trust:");
  EXPECT_EQ(Guessed(R"("Action":"sts:AssumeRole","Resource":"*")"),
            "identity:");
  EXPECT_EQ(Guessed(R"("Action":"s3:*","Principal":"*",
                       "Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"])"),
            "resource:s3");
  EXPECT_EQ(Guessed(R"("Action":"kms:*","Principal":"*","Resource":"*")"),
            "resource:kms");
  EXPECT_EQ(Guessed(R"("Action":["SQS:SendMessage","sqs:x"],"Principal":"*",
                       "Resource":"*")"),
            "resource:sqs");
  EXPECT_EQ(Guessed(R"("Action":"*","Principal":"*","Resource":"*")"),
            "resource:");
  EXPECT_EQ(Guessed(R"("Action":["a:b","c:d"],"Principal":"*",
                       "Resource":"*")"),
            "resource:");
  EXPECT_EQ(Guessed(R"("Action":"ecr:*","NotPrincipal":{"AWS":"x"})"),
            "resource:ecr");
}

// IAM refuses what it is to store with an empty list; what is only looked at
// may have one.
TEST(Recognise, EmptyListsAreErrorsWhereIamTakesThem) {
  const std::string text =
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Deny",
 "Action":[],"Resource":[]}]})";
  const auto severities = [&](std::string path, const std::string& content,
                              const std::optional<Purpose>& purpose) {
    diag::SourceMap sources;
    diag::Sink sink;
    ImportFile(sources, sources.Add(std::move(path), content), purpose, sink);
    std::string all;
    for (const diag::Diagnostic* one : sink.Sorted()) {
      if (one->rule->id == "IAM121" || one->rule->id == "IAM122") {
        all += std::string(diag::NameOf(one->severity)) + " ";
      }
    }
    return all;
  };
  EXPECT_EQ(severities("p.json", text, std::nullopt), "suggestion suggestion ");
  EXPECT_EQ(severities("p.json", text,
                       Purpose{.attachment = policy::Attachment::kManaged,
                               .deployed = true}),
            "error error ");
  EXPECT_EQ(severities("t.json",
                       R"({"Resources":{"P":{"Type":"AWS::IAM::ManagedPolicy",
 "Properties":{"PolicyDocument":)" +
                           text + "}}}}",
                       std::nullopt),
            "error error ");
}

TEST(Recognise, ImportsWhatItKnows) {
  diag::SourceMap sources;
  diag::Sink sink;
  const auto import = [&](std::string path, std::string text) {
    return ImportFile(sources, sources.Add(std::move(path), std::move(text)),
                      std::nullopt, sink);
  };
  EXPECT_FALSE(import("a.json", "{}"));
  EXPECT_TRUE(sink.empty());
  EXPECT_EQ(import("p.yaml",
                   "Version: 2012-10-17\nStatement:\n- Effect: Deny\n"
                   "  Action: a:b\n  Resource: x\n")
                ->policies.at(0)
                .document.statements.size(),
            1U);
  EXPECT_TRUE(sink.empty());
  EXPECT_EQ(import("t.yaml", "AWSTemplateFormatVersion: 2010-09-09\n")
                ->policies.size(),
            0U);
}

}  // namespace
}  // namespace iamgen::importers
