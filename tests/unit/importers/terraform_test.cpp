// Configurations of Terraform: which policies are found, what of them is known.
#include <string>
#include <string_view>

#include "importers/diagnostics.h"
#include "importers/import_file.h"
#include "unit/importers/importing.h"

namespace iamgen::importers {
namespace {

struct TerraformReading {
  explicit TerraformReading(std::string_view text, std::string path = "t.tf") {
    const diag::FileId file = sources.Add(std::move(path), std::string(text));
    if (auto read = ImportFile(sources, file, std::nullopt, sink)) {
      imported = *std::move(read);
    } else {
      ADD_FAILURE() << "not recognised";
    }
    ExpectSound(sink, sources);
  }

  [[nodiscard]] std::string Findings() const { return Shown(sink, sources); }

  [[nodiscard]] std::string_view At(diag::Span span) const {
    return sources.TextOf(span);
  }

  [[nodiscard]] const policy::Document& Document(std::size_t i = 0) const {
    return imported.policies.at(i).document;
  }

  // "aws_iam_role.x:trust ..." of all policies.
  [[nodiscard]] std::string Policies() const {
    std::string out;
    for (const FoundPolicy& found : imported.policies) {
      out += (out.empty() ? "" : " ") + found.entity + ":" +
             std::string(policy::NameOf(found.document.kind)) +
             found.document.service;
    }
    return out;
  }

  diag::SourceMap sources;
  diag::Sink sink;
  Imported imported;
};

// "a|b|..." with `?` for what is not known and `...` where more may be.
std::string Marked(const policy::Values& values) {
  std::string out;
  for (const policy::Value& value : values.values) {
    out += (out.empty() ? "" : "|") + value.text;
  }
  std::replace(out.begin(), out.end(), policy::kUnknown, '?');
  return values.complete ? out : out + "...";
}

TEST(Terraform, ExamplesOfRules) {
  for (const diag::Rule* rule : kImporterRules) {
    if (rule->example.as != "tf") {
      continue;
    }
    SCOPED_TRACE(rule->id);
    EXPECT_EQ(Ids(TerraformReading(rule->example.fires).sink), FiredBy(*rule));
    EXPECT_EQ(Ids(TerraformReading(rule->example.repaired).sink), "");
  }
}

TEST(Terraform, Jsonencode) {
  const TerraformReading reading(R"(
resource "aws_iam_policy" "read" {
  name   = "read"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Read"
        Effect   = "Allow"
        Action   = ["s3:GetObject", local.more, "s3:Get${var.x}"]
        Resource = "${aws_s3_bucket.b.arn}/home/$${aws:username}/*"
        Condition = {
          Bool = { "aws:SecureTransport" = true }
          NumericLessThan = { "aws:MultiFactorAuthAge" = 3600 }
          StringEquals = { "${var.issuer}:sub" = var.subject }
        }
      },
      { Effect = "deny", Action = "s3:*", Resource = aws_s3_bucket.b.arn },
      { Effect = var.effect, NotAction = concat([], []), Resource = "*" },
    ]
  })
}
)");
  EXPECT_EQ(reading.Findings(),
            "IAM108 18:18 Effect is `deny`, and IAM knows Allow and Deny");
  EXPECT_EQ(reading.Policies(), "aws_iam_policy.read:identity");
  EXPECT_EQ(reading.imported.policies[0].name, "read");
  EXPECT_EQ(reading.imported.policies[0].attachment,
            policy::Attachment::kManaged);
  const policy::Document& document = reading.Document();
  EXPECT_TRUE(document.complete);
  ASSERT_EQ(document.statements.size(), 3U);
  const policy::Statement& one = document.statements[0];
  EXPECT_EQ(Marked(one.action.of), "s3:GetObject|s3:Get?...");
  EXPECT_EQ(Marked(one.resource.of), "?/home/${aws:username}/*");
  EXPECT_EQ(reading.At(one.resource.values()[0].span),
            R"("${aws_s3_bucket.b.arn}/home/$${aws:username}/*")");
  EXPECT_EQ(one.condition[0].tests[0].of.values[0].form,
            policy::Form::kBoolean);
  EXPECT_EQ(one.condition[1].tests[0].of.values[0].text, "3600");
  EXPECT_FALSE(one.condition[2].tests[0].key.known());
  EXPECT_FALSE(one.condition[2].tests[0].of.complete);
  EXPECT_EQ(Marked(document.statements[1].resource.of), "?");
  EXPECT_FALSE(document.statements[2].effect.has_value());
  EXPECT_EQ(Marked(document.statements[2].action.of), "...");
}

TEST(Terraform, Heredocs) {
  const TerraformReading reading(R"(
resource "aws_iam_role" "r" {
  assume_role_policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": "sts:AssumeRole",
     "Principal": {"AWS": "arn:aws:iam::${var.account}:root",
                   "Service": ${jsonencode(var.services)}},
     "Resource": "*"}
  ]
}
EOF
}
resource "aws_s3_bucket_policy" "b" {
  policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [{"Effect": "Allow", "Principal": "*",
        "Action": "s3:GetObject", "Resource": "b/$${aws:username}"},]
    }
    EOF
}
)");
  EXPECT_EQ(reading.Findings(),
            "IAM115 10:6 a trust policy has `Resource` | "
            "IAM001 20:68 a `,` stands before the closing `]`, at byte 532");
  EXPECT_EQ(reading.Policies(),
            "aws_iam_role.r:trust aws_s3_bucket_policy.b:"
            "resources3");
  const policy::Statement& trust = reading.Document().statements.at(0);
  ASSERT_EQ(trust.principal.groups.size(), 2U);
  EXPECT_EQ(Marked(trust.principal.groups[0].of), "arn:aws:iam::?:root");
  EXPECT_EQ(Marked(trust.principal.groups[1].of), "...");
  EXPECT_EQ(reading.At(trust.principal.groups[0].of.values[0].span),
            "\"arn:aws:iam::${var.account}:root\"");
  const policy::Document& bucket = reading.Document(1);
  EXPECT_EQ(Marked(bucket.statements.at(0).resource.of), "b/${aws:username}");
  EXPECT_EQ(bucket.size, 128U);
  EXPECT_EQ(bucket.written_size, 149U);
}

TEST(Terraform, DataOfDocuments) {
  const TerraformReading reading(R"(
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com", var.service]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["111111111111"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [true, "&{aws:username}"]
    }
  }
}
data "aws_iam_policy_document" "open" {
  source_policy_documents = [data.aws_iam_policy_document.trust.json]
  statement {
    sid         = ""
    effect      = "Deny"
    not_actions = ["iam:*"]
    resources   = ["arn:aws:s3:::b/&{aws:username}"]
    dynamic "condition" {
      for_each = var.conditions
      content {}
    }
  }
  statement {
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    resources = ["*"]
  }
}
resource "aws_iam_role" "r" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
resource "aws_sqs_queue_policy" "q" {
  count  = 2
  policy = var.open ? data.aws_iam_policy_document.open[0].json : null
}
)");
  EXPECT_EQ(reading.Findings(),
            "IAM111 23:3 the statement has no `Principal` | "
            "IAM109 33:3 the statement has no `Action`");
  EXPECT_EQ(reading.Policies(),
            "aws_iam_role.r:trust aws_sqs_queue_policy.q:resourcesqs");
  const policy::Document& trust = reading.Document();
  EXPECT_TRUE(trust.complete);
  EXPECT_EQ(trust.version->text, "2012-10-17");
  const policy::Statement& one = trust.statements.at(0);
  EXPECT_TRUE(one.allows());
  EXPECT_EQ(Marked(one.principal.groups.at(0).of), "ec2.amazonaws.com...");
  ASSERT_EQ(one.condition.size(), 1U);
  ASSERT_EQ(one.condition[0].tests.size(), 2U);
  EXPECT_EQ(Marked(one.condition[0].tests[1].of), "true|${aws:username}");
  const policy::Document& open = reading.Document(1);
  EXPECT_FALSE(open.complete);
  EXPECT_FALSE(open.statements.at(0).sid.has_value());
  EXPECT_FALSE(open.statements.at(0).condition_complete);
  EXPECT_EQ(Marked(open.statements.at(0).resource.of),
            "arn:aws:s3:::b/${aws:username}");
  EXPECT_EQ(open.statements.at(1).principal.text->text, "*");
}

TEST(Terraform, WhatIsNotKnown) {
  const TerraformReading reading(R"(
resource "aws_iam_policy" "a" { policy = file("x.json") }
resource "aws_iam_policy" "b" { policy = "${var.policy}" }
resource "aws_iam_policy" "c" { policy = templatefile("x", {}) }
resource "aws_iam_policy" "d" {
  policy = <<EOF
%{ if var.x }{ "a": %{ else }{%{ endif }
EOF
}
resource "aws_organizations_policy" "e" {
  type    = "TAG_POLICY"
  content = "{}"
}
resource "aws_organizations_policy" "f" { content = "{}" }
resource "aws_iam_role" "g" {
  permissions_boundary = aws_iam_policy.h.arn
  inline_policy {
    name   = "in"
    policy = "{\"Version\":\"2012-10-17\",\"Statement\":[${var.more}]}"
  }
}
resource "aws_iam_policy" "h" {
  policy = jsonencode({ Version = "2012-10-17", Statement = var.statements })
}
)");
  EXPECT_EQ(reading.Policies(),
            "aws_organizations_policy.f:scp aws_iam_role.g:identity "
            "aws_iam_policy.h:boundary");
  EXPECT_FALSE(reading.Document(1).complete);
  EXPECT_FALSE(reading.Document(2).complete);
  EXPECT_EQ(reading.imported.policies[1].name, "in");
}

TEST(Terraform, JsonForm) {
  const TerraformReading reading(R"({
  "//": "comment",
  "resource": {
    "aws_iam_policy": {
      "a": {"policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"allow\",\"Action\":\"s3:Get${var.x}\",\"Resource\":\"b/$${aws:username}\"}]}"},
      "b": [{"policy": "${jsonencode({ Version = \"2012-10-17\", Statement = [] })}"}]
    },
    "aws_iam_role": {"r": {
      "assume_role_policy": "${data.aws_iam_policy_document.t.json}"}}
  },
  "data": [{"aws_iam_policy_document": {"t": {"statement": [
    {"actions": ["sts:AssumeRole"],
     "principals": {"type": "Service", "identifiers": ["ec2.amazonaws.com"]},
     "resources": ["*"]}]}}}]
})",
                                 "t.tf.json");
  EXPECT_EQ(reading.Findings(),
            "IAM108 5:79 Effect is `allow`, and IAM knows Allow and Deny | "
            "IAM102 6:78 `Statement` is an empty list | "
            "IAM115 14:6 a trust policy has `Resource`");
  EXPECT_EQ(reading.Policies(),
            "aws_iam_policy.a:identity aws_iam_policy.b:identity "
            "aws_iam_role.r:trust");
  const policy::Statement& one = reading.Document().statements.at(0);
  EXPECT_EQ(Marked(one.resource.of), "b/${aws:username}");
  EXPECT_EQ(Marked(one.action.of), "s3:Get?");
  EXPECT_EQ(reading.At(one.resource.values()[0].span),
            R"(\"b/$${aws:username}\")");
}

TEST(Terraform, Plans) {
  const std::string resources = R"([
    {"address": "module.m.aws_iam_policy.p", "mode": "managed",
     "type": "aws_iam_policy", "name": "p", "VALUES":
      {"name": "p", "policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"a:b\",\"Resource\":\"${aws:username}\"}]}"}},
    {"address": "aws_iam_role.r", "type": "aws_iam_role", "name": "r", "VALUES":
      {"assume_role_policy": "", "inline_policy": [{"name": "i", "policy": "{}"}]}},
    {"address": "aws_lambda_permission.l", "type": "aws_lambda_permission",
     "name": "l", "VALUES": {"action": "lambda:InvokeFunction",
     "principal": "*", "source_arn": null}}])";
  const auto with = [&](std::string_view values) {
    std::string text = resources;
    for (std::size_t at = text.find("\"VALUES\":"); at != std::string::npos;
         at = text.find("\"VALUES\":")) {
      text.replace(at, 9, values);
    }
    return text;
  };
  const std::string plan =
      R"({"format_version": "1.2", "planned_values": {"root_module": {
      "child_modules": [{"resources": )" +
      with("\"values\":") + "}]}}}";
  const TerraformReading planned(plan, "plan.json");
  EXPECT_EQ(Ids(planned.sink), "IAM101 IAM633");
  EXPECT_EQ(planned.Policies(),
            "module.m.aws_iam_policy.p:identity aws_iam_role.r:identity");
  EXPECT_EQ(Marked(planned.Document().statements.at(0).resource.of),
            "${aws:username}");
  const TerraformReading reading(
      R"({"format_version": "1.2", "resource_changes": [
        {"address": "aws_iam_policy.p", "type": "aws_iam_policy", "name": "p",
         "change": {"after": {"policy": "{\"Statement\":[]}"},
                    "after_unknown": {"arn": true}}}]})",
      "plan.json");
  EXPECT_EQ(Ids(reading.sink), "IAM102");
  EXPECT_EQ(reading.Policies(), "aws_iam_policy.p:identity");
}

TEST(Terraform, Checks) {
  const TerraformReading reading(R"(
resource "aws_iam_policy" "a" { policy = "" }
resource "aws_iam_policy" "b" { policy = "[]" }
resource "aws_iam_policy" "c" {
  policy = { Version = "2012-10-17" }
}
resource "aws_iam_role_policy" "d" {
  role   = aws_iam_role.e.arn
  policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"a:b\",\"Resource\":\"${aws:username}\"}]}"
}
resource "aws_iam_role" "e" {
  permissions_boundary = aws_iam_policy.a.name
  managed_policy_arns  = [aws_iam_policy.b.arn]
  inline_policy {}
}
resource "aws_lambda_permission" "f" {
  action    = "lambda:InvokeFunction"
  principal = "events.amazonaws.com"
}
variable "1x" {}
)");
  EXPECT_EQ(reading.Findings(),
            "TPL121 2:42 `policy` is an empty text | "
            "TPL121 3:42 `policy` is no JSON object: it begins with `[` | "
            "IAM101 5:12 the document has no `Statement` | "
            "TPL121 5:12 `policy` is an object, and takes a text | "
            "TPL111 8:12 `aws_iam_role.e.arn` is an ARN, and a name belongs "
            "here | "
            "TPL110 9:112 Terraform takes the policy variable "
            "`${aws:username}` for an expression | "
            "TPL111 12:26 `aws_iam_policy.a.name` is a name, and an ARN "
            "belongs here | "
            "TPL123 13:3 `managed_policy_arns` of aws_iam_role is deprecated, "
            "and removes what others attached | "
            "TPL123 14:3 `inline_policy` of aws_iam_role is deprecated, and "
            "removes what others attached | "
            "IAM633 18:15 `events.amazonaws.com` may call the function on "
            "behalf of any account | "
            "TPL120 20:10 `1x` is no name of Terraform");
}

TEST(Terraform, Identities) {
  const TerraformReading reading(R"(
resource "aws_iam_role" "a" {
  name                 = "first"
  permissions_boundary = "arn:aws:iam::111111111111:policy/wall"
}
resource "aws_iam_role_policy_attachment" "b" {
  role       = aws_iam_role.a.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
resource "aws_iam_role_policy_attachment" "c" {
  role       = "first"
  policy_arn = aws_iam_policy.p.arn
}
resource "aws_iam_user_policy_attachment" "d" {
  user       = var.user
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
)");
  ASSERT_EQ(reading.imported.identities.size(), 2U);
  const FoundIdentity& role = reading.imported.identities[0];
  EXPECT_EQ(role.entity, "aws_iam_role.a");
  EXPECT_EQ(Marked(role.managed_policies),
            "arn:aws:iam::aws:policy/AdministratorAccess|?");
  EXPECT_EQ(role.boundary->text, "arn:aws:iam::111111111111:policy/wall");
  EXPECT_EQ(reading.imported.identities[1].kind, IdentityKind::kUser);
  EXPECT_FALSE(reading.imported.identities[1].managed_policies.complete);
}

}  // namespace
}  // namespace iamgen::importers
