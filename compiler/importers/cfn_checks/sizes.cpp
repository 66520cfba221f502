// How much a template may hold.
#include <string>
#include <string_view>

#include "importers/cfn_checks/template_checks.h"
#include "importers/template_limit_rules.h"
#include "support/text.h"

namespace iamgen::importers::cfn {

using syntax::kNoNode;
using syntax::NodeIndex;
using syntax::NodeKind;

namespace {

constexpr std::size_t kMostDirectly = 51'200;
constexpr std::size_t kMostBytes = 1'048'576;
constexpr std::size_t kMostResources = 500;
constexpr std::size_t kMostOutputs = 200;
constexpr std::size_t kMostParameters = 200;
constexpr std::size_t kMostMappings = 200;
constexpr std::size_t kMostAttributes = 200;
constexpr std::size_t kMostDescription = 1'024;

class Sizes {
 public:
  Sizes(const Template& from, diag::Sink& sink) : from_(from), sink_(sink) {}

  void CheckBytes() {
    const std::size_t size = from_.sources()[from_.tree().file].text().size();
    const diag::Span start{from_.tree().file, 0, 0};
    if (size > kMostBytes) {
      sink_
          .Add(kTemplateTooLarge, start,
               "the template has " + std::to_string(size) +
                   " bytes, and CloudFormation takes " +
                   std::to_string(kMostBytes))
          .Help("split it into several stacks");
    } else if (size > kMostDirectly) {
      sink_
          .Add(kTemplateOverDirectLimit, start,
               "the template has " + std::to_string(size) +
                   " bytes, and a call takes " + std::to_string(kMostDirectly))
          .Help(
              "deploy it from a bucket, as `aws cloudformation deploy` does "
              "with --s3-bucket");
    }
  }

  void CheckCount(const diag::Rule& rule, std::string_view section,
                  std::size_t most, std::string_view noun) {
    const std::size_t count = from_.MembersOf(from_.Section(section)).size();
    if (count > most) {
      Say(rule, SpanOfSection(section), count, most, "the template has", noun);
    }
  }

  void CheckMappings() {
    for (const Entry& mapping : from_.MembersOf(from_.Section("Mappings"))) {
      const std::size_t count = from_.MembersOf(mapping.value).size();
      if (count > kMostAttributes) {
        Say(kTooManyParameters, from_.tree().SpanOf(mapping.key), count,
            kMostAttributes, "the mapping has", "attribute");
      }
    }
  }

  void CheckDescription() {
    const NodeIndex node = from_.Section("Description");
    if (node == kNoNode || from_.tree()[node].kind == NodeKind::kBroken) {
      return;
    }
    const diag::Span span = from_.tree().SpanOf(node);
    const auto text = from_.TextOf(node);
    if (!text) {
      sink_
          .Add(kDescriptionTooLong, span,
               "the description of the template is no text")
          .Help("write one text; functions cannot stand here");
    } else if (text->size() > kMostDescription) {
      sink_
          .Add(kDescriptionTooLong, span,
               "the description of the template has " +
                   std::to_string(text->size()) +
                   " bytes, and CloudFormation takes " +
                   std::to_string(kMostDescription))
          .Help("shorten it, or put it into Metadata");
    }
  }

 private:
  [[nodiscard]] diag::Span SpanOfSection(std::string_view section) const {
    for (const Entry& entry : from_.MembersOf(0)) {
      if (entry.name == section) {
        return from_.tree().SpanOf(entry.key);
      }
    }
    return from_.tree().SpanOf(0);
  }

  void Say(const diag::Rule& rule, diag::Span span, std::size_t count,
           std::size_t most, std::string_view subject, std::string_view noun) {
    sink_
        .Add(rule, span,
             std::string(subject) + " " + support::Count(count, noun) +
                 ", and CloudFormation takes " + std::to_string(most))
        .Help("split it");
  }

  const Template& from_;
  diag::Sink& sink_;
};

}  // namespace

void CheckSizes(const Template& from, diag::Sink& sink) {
  Sizes sizes(from, sink);
  sizes.CheckBytes();
  sizes.CheckCount(kTooManyResources, "Resources", kMostResources, "resource");
  sizes.CheckCount(kTooManyOutputs, "Outputs", kMostOutputs, "output");
  sizes.CheckCount(kTooManyParameters, "Parameters", kMostParameters,
                   "parameter");
  sizes.CheckCount(kTooManyParameters, "Mappings", kMostMappings, "mapping");
  sizes.CheckMappings();
  sizes.CheckDescription();
}

}  // namespace iamgen::importers::cfn
