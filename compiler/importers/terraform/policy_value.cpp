// Texts that start with `{`, and what else people write.
#include "importers/terraform/policy_value.h"

#include <string>
#include <utility>

#include "importers/document_text.h"
#include "importers/json_text_reader.h"
#include "importers/terraform/values.h"
#include "importers/terraform_rules.h"
#include "policy/document.h"

namespace iamgen::importers::terraform {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

class PolicyValueReader {
 public:
  PolicyValueReader(std::string_view argument, const hcl::Expression& value,
                    std::string_view entity, bool check, diag::Sink& sink)
      : argument_(argument),
        value_(value),
        entity_(entity),
        check_(check),
        sink_(sink) {}

  std::optional<PolicyValue> Read() {
    switch (value_.kind) {
      case hcl::ExpressionKind::kText:
        return Text();
      case hcl::ExpressionKind::kObject:
        Say("`" + std::string(argument_) + "` is an object, and takes a text",
            "write it as the argument of `jsonencode`");
        return PolicyValue{.datum = DatumOf(value_)};
      case hcl::ExpressionKind::kCall:
        if (value_.name == "jsonencode" && value_.children.size() == 1) {
          return PolicyValue{.datum = DatumOf(value_.children[0])};
        }
        return std::nullopt;
      case hcl::ExpressionKind::kNumber:
      case hcl::ExpressionKind::kBoolean:
      case hcl::ExpressionKind::kNull:
      case hcl::ExpressionKind::kTuple:
      case hcl::ExpressionKind::kConditional:
      case hcl::ExpressionKind::kTraversal:
      case hcl::ExpressionKind::kOther:
        return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  void Say(std::string message, std::string help) {
    if (check_) {
      sink_.Add(kTerraformPolicyJson, value_.span, std::move(message))
          .Help(std::move(help))
          .About(std::string(entity_));
    }
  }

  std::optional<PolicyValue> Text() {
    const std::string& text = value_.text.text();
    if (value_.has_directives) {
      return std::nullopt;
    }
    const std::size_t first = text.find_first_not_of(kSpace);
    const std::string shown = "`" + std::string(argument_) + "`";
    if (first == std::string::npos) {
      // An empty text in a plan stands for a policy that is not there.
      Say(shown + " is an empty text",
          "write the policy, or remove the argument");
      return std::nullopt;
    }
    if (text[first] == policy::kUnknown) {
      return std::nullopt;
    }
    if (text[first] != '{') {
      Say(shown + " is no JSON object: it begins with `" +
              std::string(1, text[first]) + "`",
          "a policy begins with `{`");
      return std::nullopt;
    }
    if (first > 0) {
      Say(shown +
              " has white space before the `{`, which the provider "
              "refuses",
          "begin the text with `{`, or write `<<-` for `<<`");
    }
    PolicyValue read{.datum = ReadJsonText(value_.text, sink_)};
    if (text.find(policy::kUnknown) == std::string::npos) {
      const std::size_t last = text.find_last_not_of(kSpace);
      read.written_size =
          MeasureJson(std::string_view(text).substr(first, last + 1 - first))
              .written_size;
    }
    return read;
  }

  std::string_view argument_;
  const hcl::Expression& value_;
  std::string_view entity_;
  bool check_;
  diag::Sink& sink_;
};

}  // namespace

std::optional<PolicyValue> ReadPolicyValue(std::string_view argument,
                                           const hcl::Expression& value,
                                           std::string_view entity, bool check,
                                           diag::Sink& sink) {
  return PolicyValueReader(argument, value, entity, check, sink).Read();
}

}  // namespace iamgen::importers::terraform
