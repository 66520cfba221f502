// What stands around the statements: Version, Id, and the Sids that tell the
// statements apart.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "checks/policy_check.h"

namespace iamgen::checks {
namespace {

using policy::Kind;

constexpr std::string_view kVersion = "2012-10-17";
constexpr std::string_view kOldVersion = "2008-10-17";

constexpr diag::Rule kMissingVersion{
    .id = "IAM103",
    .name = "missing-version",
    .severity = diag::Severity::kWarning,
    .summary = "a document without Version",
    .explanation =
        R"(Without Version a document is read by the grammar of 2008, in which
policy variables are plain text. IAM refuses such a document as a managed
policy, so there it is an error.)",
    .aws = "IAM JSON policy elements: Version",
    .example = {.as = "identity",
                .fires = R"({"Statement": [{"Effect": "Allow",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

constexpr diag::Rule kInvalidVersion{
    .id = "IAM104",
    .name = "invalid-version",
    .severity = diag::Severity::kError,
    .summary = "a Version that IAM does not know",
    .explanation =
        R"(Version names the grammar of the document, not its age: there are
two, 2012-10-17 and 2008-10-17, and every other date is refused.)",
    .aws = "IAM JSON policy elements: Version",
    .example = {.as = "identity",
                .fires = R"({"Version": "2024-01-01",
 "Statement": [{"Effect": "Allow",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

constexpr diag::Rule kOldVersionRule{
    .id = "IAM105",
    .name = "old-version",
    .severity = diag::Severity::kWarning,
    .summary = "a document of Version 2008-10-17",
    .explanation =
        R"(In documents of 2008-10-17 policy variables are plain text, so that
`${aws:username}` matches nobody. IAM refuses the version for managed policies;
there it is an error.)",
    .aws = "IAM JSON policy elements: Version",
    .example = {.as = "identity",
                .fires = R"({"Version": "2008-10-17",
 "Statement": [{"Effect": "Allow",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

constexpr diag::Rule kIdInIdentityPolicy{
    .id = "IAM114",
    .name = "id-in-identity-policy",
    .severity = diag::Severity::kWarning,
    .summary = "an identity policy with an Id",
    .explanation =
        R"(Id belongs to resource policies. IAM stores it in an identity policy
without a word and nothing ever reads it.)",
    .aws = "IAM JSON policy elements: Id",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17", "Id": "reading",
 "Statement": [{"Effect": "Allow",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

constexpr diag::Rule kInvalidSid{
    .id = "IAM117",
    .name = "invalid-sid",
    .severity = diag::Severity::kError,
    .summary = "a Sid of more than letters and digits",
    .explanation =
        R"(IAM takes letters and digits alone in the Sid of a statement, no blank
and no hyphen. Some services take more in the policies of their resources; there
it is a warning.)",
    .aws = "IAM JSON policy elements: Sid",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Sid": "read objects", "Effect": "Allow",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Sid": "ReadObjects", "Effect": "Allow",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

constexpr diag::Rule kDuplicateSid{
    .id = "IAM118",
    .name = "duplicate-sid",
    .severity = diag::Severity::kError,
    .summary = "one Sid twice in a policy of IAM",
    .explanation =
        R"(A Sid names one statement of its document, and IAM refuses a second of
the same name; letters count. A library policy that a topology uses twice in one
document gets its Sids numbered.)",
    .aws = "IAM JSON policy elements: Sid",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17", "Statement": [
 {"Sid": "Read", "Effect": "Allow",
  "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"},
 {"Sid": "Read", "Effect": "Allow",
  "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::example-bucket"}]})",
                .repaired = R"({"Version": "2012-10-17", "Statement": [
 {"Sid": "Read", "Effect": "Allow",
  "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"},
 {"Sid": "List", "Effect": "Allow",
  "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::example-bucket"}]})",
                .also = {}}};

constexpr diag::Rule kDuplicateSidOfResource{
    .id = "IAM119",
    .name = "duplicate-sid-in-resource-policy",
    .severity = diag::Severity::kWarning,
    .summary = "one Sid twice in a resource policy",
    .explanation =
        R"(Some services take a resource policy that holds one Sid twice and
others refuse it; tools that change a policy by Sid then change only one of the
two statements.)",
    .aws = "IAM JSON policy elements: Sid",
    .example = {.as = "resource:s3",
                .fires = R"({"Version": "2012-10-17", "Statement": [
 {"Sid": "Read", "Effect": "Allow",
  "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
  "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"},
 {"Sid": "Read", "Effect": "Allow",
  "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
  "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::example-bucket"}]})",
                .repaired = R"({"Version": "2012-10-17", "Statement": [
 {"Sid": "Read", "Effect": "Allow",
  "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
  "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"},
 {"Sid": "List", "Effect": "Allow",
  "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
  "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::example-bucket"}]})",
                .also = {}}};

bool MayHoldVariable(const std::vector<policy::Value>& values) {
  return std::any_of(
      values.begin(), values.end(), [](const policy::Value& value) {
        return !value.known() || value.text.find("${") != std::string::npos;
      });
}

// Whether the document means something else in another version.
bool MayHoldVariables(const policy::Document& document) {
  return !document.complete ||
         std::any_of(
             document.statements.begin(), document.statements.end(),
             [](const policy::Statement& one) {
               bool may = !one.resource.complete() || !one.condition_complete ||
                          !one.principal.complete ||
                          MayHoldVariable(one.resource.values());
               for (const policy::PrincipalGroup& group :
                    one.principal.groups) {
                 may = may || MayHoldVariable(group.of.values);
               }
               for (const policy::ConditionBlock& block : one.condition) {
                 may = may || !block.complete;
                 for (const policy::ConditionTest& test : block.tests) {
                   may = may || !test.of.complete ||
                         MayHoldVariable({test.key}) ||
                         MayHoldVariable(test.of.values);
                 }
               }
               return may;
             });
}

void Version(const PolicyContext& context, PolicyFindings& findings) {
  const policy::Document& document = context.document;
  // IAM takes a managed policy of no other version.
  const auto graver = [&](diag::Report report) {
    report.Help("write `\"Version\": \"2012-10-17\"`");
    if (context.standing.attachment == policy::Attachment::kManaged) {
      report.As(diag::Severity::kError);
    }
    // In a topology several documents may be made from what stands there.
    if (context.standing.accounts != nullptr || MayHoldVariables(document)) {
      return;
    }
    if (document.version) {
      report.Replace(document.version->span, std::string(kOldVersion),
                     std::string(kVersion));
    } else {
      report.AddMember(document.span, "\"Version\": \"2012-10-17\"");
    }
  };
  if (!document.version) {
    if (document.has_statement) {
      graver(findings.Add(kMissingVersion, document.span,
                          "the document has no Version, so policy variables "
                          "in it are plain text"));
    }
    return;
  }
  const policy::Value& version = *document.version;
  if (version.text == kOldVersion) {
    graver(findings.Add(kOldVersionRule, version.span,
                        "Version is `2008-10-17`, in which policy variables "
                        "are plain text"));
  } else if (version.text != kVersion && version.known()) {
    findings
        .Add(kInvalidVersion, version.span,
             "Version is `" + version.text +
                 "`; IAM knows 2012-10-17 and 2008-10-17")
        .Help("write `\"Version\": \"2012-10-17\"`");
  }
}

void Sids(const PolicyContext& context, PolicyFindings& findings) {
  const bool resource = context.Is({Kind::kResource});
  std::unordered_map<std::string_view, const policy::Value*> taken;
  for (const policy::Statement& one : context.document.statements) {
    if (!one.sid || one.sid->text.empty() || !one.sid->known()) {
      continue;
    }
    const std::string& sid = one.sid->text;
    if (sid.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "abcdefghijklmnopqrstuvwxyz0123456789") !=
        std::string::npos) {
      auto report =
          findings.Add(kInvalidSid, one.sid->span,
                       "Sid `" + sid + "` holds more than letters and digits");
      report.Help("write it with letters and digits alone");
      if (resource) {
        report.As(diag::Severity::kWarning);
      }
    }
    const auto [first, is_new] = taken.emplace(sid, &*one.sid);
    if (!is_new) {
      findings
          .Add(resource ? kDuplicateSidOfResource : kDuplicateSid,
               one.sid->span, "Sid `" + sid + "` stands twice in one document")
          .Also(first->second->span, "the other is here")
          .Help("give one of them another Sid, or none");
    }
  }
}

void Run(const PolicyContext& context, PolicyFindings& findings) {
  Version(context, findings);
  if (context.document.id &&
      context.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession})) {
    findings
        .Add(kIdInIdentityPolicy, context.document.id->span,
             "an identity policy has an Id, which nothing reads")
        .Help("remove it")
        .RemoveMember(context.document.id->span, context.document.id->text);
  }
  Sids(context, findings);
}

constexpr std::array<const diag::Rule*, 7> kRules = {
    &kMissingVersion,        &kInvalidVersion, &kOldVersionRule,
    &kIdInIdentityPolicy,    &kInvalidSid,     &kDuplicateSid,
    &kDuplicateSidOfResource};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& DocumentFrame() { return kFamily; }

}  // namespace iamgen::checks
