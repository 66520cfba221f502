// Names, prefixes, and arguments that do more than they say.
#include "importers/terraform/checks.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "catalog/limits.h"
#include "importers/lambda_permission.h"
#include "importers/template_reference_rules.h"
#include "importers/template_resource_rules.h"
#include "importers/terraform/values.h"
#include "importers/terraform_rules.h"
#include "support/text.h"
#include "syntax/wording.h"

namespace iamgen::importers::terraform {
namespace {

// The provider puts as many characters behind a prefix.
constexpr std::size_t kSuffix = 26;

struct PrefixLimit {
  std::string_view type;
  std::size_t most;
};

constexpr std::array<PrefixLimit, 6> kPrefixLimits = {{
    {"aws_iam_group_policy", catalog::kMostInlinePolicyName - kSuffix},
    {"aws_iam_instance_profile", catalog::kMostInstanceProfileName - kSuffix},
    {"aws_iam_policy", catalog::kMostManagedPolicyName - kSuffix},
    {"aws_iam_role", catalog::kMostRoleName - kSuffix},
    {"aws_iam_role_policy", catalog::kMostInlinePolicyName - kSuffix},
    {"aws_iam_user_policy", catalog::kMostInlinePolicyName - kSuffix},
}};

struct Argument {
  std::string_view type;
  std::string_view name;
};

constexpr std::array<Argument, 9> kTakeNames = {{
    {"aws_iam_group_policy", "group"},
    {"aws_iam_group_policy_attachment", "group"},
    {"aws_iam_instance_profile", "role"},
    {"aws_iam_role_policy", "role"},
    {"aws_iam_role_policy_attachment", "role"},
    {"aws_iam_user_group_membership", "user"},
    {"aws_iam_user_policy", "user"},
    {"aws_iam_user_policy_attachment", "user"},
    {"aws_iam_group_membership", "group"},
}};

constexpr std::array<Argument, 7> kTakeArns = {{
    {"aws_iam_group_policy_attachment", "policy_arn"},
    {"aws_iam_role", "managed_policy_arns"},
    {"aws_iam_role", "permissions_boundary"},
    {"aws_iam_role_policy_attachment", "policy_arn"},
    {"aws_iam_user", "permissions_boundary"},
    {"aws_iam_user_policy_attachment", "policy_arn"},
    {"aws_lambda_function", "role"},
}};

bool IsIdentifier(std::string_view name) {
  const auto starts = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  return !name.empty() && starts(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return starts(c) || (c >= '0' && c <= '9') || c == '-';
         });
}

class Checks {
 public:
  Checks(const Configuration& configuration, diag::Sink& sink)
      : configuration_(configuration), sink_(sink) {}

  void Run() {
    for (const hcl::Label& label : configuration_.labels) {
      if (!IsIdentifier(label.text)) {
        sink_
            .Add(kTerraformIdentifier, label.span,
                 syntax::Code(label.text) + " is no name of Terraform")
            .Help(
                "begin with a letter or `_`, and go on with letters, "
                "digits, `_` and `-`");
      }
    }
    for (const hcl::PolicyVariable& one : configuration_.policy_variables) {
      sink_
          .Add(kSubEscaping, one.span,
               "Terraform takes the policy variable `${" + one.name +
                   "}` for an expression")
          .Help("write `$${" + one.name + "}`");
    }
    for (const Thing& thing : configuration_.things) {
      if (!thing.is_data) {
        Check(thing);
      }
    }
  }

 private:
  diag::Report Say(const diag::Rule& rule, const Thing& thing, diag::Span span,
                   std::string message) {
    diag::Report report = sink_.Add(rule, span, std::move(message));
    report.About(thing.address);
    return report;
  }

  void Check(const Thing& thing) {
    CheckPrefix(thing);
    if (!configuration_.planned) {
      CheckDeprecated(thing);
      CheckNamesAndArns(thing);
    }
    if (thing.type == "aws_iam_policy_attachment") {
      Say(kTerraformExclusiveAttachment, thing, thing.name_span,
          "aws_iam_policy_attachment detaches the policy from everybody whom "
          "it does not list")
          .Help("attach it with aws_iam_role_policy_attachment and its like");
    } else if (thing.type == "aws_lambda_permission") {
      CheckPermission(thing);
    }
  }

  void CheckPrefix(const Thing& thing) {
    const hcl::Attribute* prefix = thing.body.Find("name_prefix");
    const auto* limit = std::find_if(
        kPrefixLimits.begin(), kPrefixLimits.end(),
        [&](const PrefixLimit& one) { return one.type == thing.type; });
    if (prefix == nullptr || limit == kPrefixLimits.end()) {
      return;
    }
    const Datum value = DatumOf(prefix->value);
    // What is not known of it has one character here.
    const std::size_t size = support::CountCodePoints(value.text);
    if (value.Is(DatumKind::kText) && !value.unknown() && size > limit->most) {
      Say(kTerraformNamePrefixTooLong, thing, value.span,
          "the prefix has " + std::to_string(size) + " characters, and " +
              std::to_string(limit->most) + " leave room for the suffix")
          .Help("shorten it, or write the whole `name`");
    }
  }

  void CheckDeprecated(const Thing& thing) {
    if (thing.type != "aws_iam_role") {
      return;
    }
    const auto say = [&](diag::Span span, std::string_view name,
                         std::string_view instead) {
      Say(kTerraformDeprecatedAttribute, thing, span,
          "`" + std::string(name) +
              "` of aws_iam_role is deprecated, and removes what others "
              "attached")
          .Help("write " + std::string(instead) + " as a resource of its own");
    };
    bool inline_policy = false;
    for (const hcl::Block& block : thing.body.blocks) {
      if (block.type == "inline_policy" && !inline_policy) {
        inline_policy = true;
        say(block.type_span, block.type, "aws_iam_role_policy");
      }
    }
    for (const hcl::Attribute& attribute : thing.body.attributes) {
      if (attribute.name == "managed_policy_arns") {
        say(attribute.name_span, attribute.name,
            "aws_iam_role_policy_attachment");
      } else if (attribute.name == "inline_policy" && !inline_policy) {
        say(attribute.name_span, attribute.name, "aws_iam_role_policy");
      }
    }
  }

  void CheckNamesAndArns(const Thing& thing) {
    for (const hcl::Attribute& attribute : thing.body.attributes) {
      const auto is = [&](const Argument& one) {
        return one.type == thing.type && one.name == attribute.name;
      };
      if (std::any_of(kTakeNames.begin(), kTakeNames.end(), is)) {
        WantName(thing, attribute.value);
      } else if (std::any_of(kTakeArns.begin(), kTakeArns.end(), is)) {
        WantArn(thing, attribute.value);
        for (const hcl::Expression& one : attribute.value.children) {
          WantArn(thing, one);
        }
      }
    }
  }

  static bool IsOfIam(std::string_view reference, std::string_view step) {
    return reference.starts_with("aws_iam_") && reference.ends_with(step);
  }

  void WantName(const Thing& thing, const hcl::Expression& value) {
    const bool reference = value.Is(hcl::ExpressionKind::kTraversal) &&
                           IsOfIam(value.name, ".arn");
    const bool literal = value.Is(hcl::ExpressionKind::kText) &&
                         value.text.text().starts_with("arn:");
    if (reference || literal) {
      Say(kNameWhereArnNeeded, thing, value.span,
          (reference ? "`" + value.name + "`"
                     : syntax::Code(value.text.text())) +
              " is an ARN, and a name belongs here")
          .Help(reference ? "write `.name` for `.arn`"
                          : "write what stands behind the last `/` of the ARN");
    }
  }

  void WantArn(const Thing& thing, const hcl::Expression& value) {
    if (value.Is(hcl::ExpressionKind::kTraversal) &&
        IsOfIam(value.name, ".name")) {
      Say(kNameWhereArnNeeded, thing, value.span,
          "`" + value.name + "` is a name, and an ARN belongs here")
          .Help("write `.arn` for `.name`");
    }
  }

  void CheckPermission(const Thing& thing) {
    const auto has = [&](std::string_view name) {
      const hcl::Attribute* attribute = thing.body.Find(name);
      return attribute != nullptr &&
             !attribute->value.Is(hcl::ExpressionKind::kNull);
    };
    const auto value =
        [&](std::string_view name) -> std::optional<policy::Value> {
      if (!has(name)) {
        return std::nullopt;
      }
      const Datum datum = DatumOf(thing.body.Find(name)->value);
      return policy::Value{
          datum.scalar() ? datum.text : std::string(1, policy::kUnknown),
          datum.span, policy::Form::kText};
    };
    CheckLambdaPermission({.entity = thing.address,
                           .span = thing.name_span,
                           .action = value("action"),
                           .principal = value("principal"),
                           .source_arn = value("source_arn"),
                           .has_source_account = has("source_account"),
                           .has_organization = has("principal_org_id"),
                           .has_event_source_token = has("event_source_token")},
                          sink_);
  }

  const Configuration& configuration_;
  diag::Sink& sink_;
};

}  // namespace

void CheckConfiguration(const Configuration& configuration, diag::Sink& sink) {
  Checks(configuration, sink).Run();
}

}  // namespace iamgen::importers::terraform
