// Logical ids.
#include <algorithm>
#include <string>
#include <string_view>

#include "importers/cfn_checks/template_checks.h"
#include "importers/template_limit_rules.h"
#include "syntax/wording.h"

namespace iamgen::importers::cfn {
namespace {

constexpr std::size_t kMostLogicalId = 255;

bool IsLogicalId(std::string_view name) {
  return !name.empty() && name.size() <= kMostLogicalId &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  (c >= '0' && c <= '9');
         });
}

}  // namespace

void CheckNames(const Template& from, diag::Sink& sink) {
  for (const char* section :
       {"Parameters", "Mappings", "Conditions", "Resources", "Outputs"}) {
    for (const Entry& entry : from.MembersOf(from.Section(section))) {
      // Loops and includes.
      if (!entry.name.starts_with("Fn::") && entry.name != "<<" &&
          !IsLogicalId(entry.name)) {
        sink.Add(kInvalidLogicalId, from.tree().SpanOf(entry.key),
                 "the logical id " + syntax::Code(entry.name) +
                     " is not 1 to 255 letters and digits")
            .Help("write it with the letters A to Z and digits alone");
      }
    }
  }
  for (const Resource& resource : from.resources()) {
    if (const Entry* parameter = from.FindParameter(resource.entry.name)) {
      sink.Add(kInvalidLogicalId, from.tree().SpanOf(resource.entry.key),
               syntax::Code(resource.entry.name) +
                   " is a resource and a parameter")
          .Also(from.tree().SpanOf(parameter->key), "the parameter is here")
          .Help("give one of the two another name");
    }
  }
}

}  // namespace iamgen::importers::cfn
