// Calls the families, and says whom their findings are about.
#include "importers/cfn_checks/template_checks.h"

#include <algorithm>
#include <string>
#include <vector>

#include "importers/repeat.h"

namespace iamgen::importers::cfn {
namespace {

// The resource that a place is in, as "AWS::IAM::Role Deploy".
class Owners {
 public:
  explicit Owners(const Template& from) {
    for (const Resource& resource : from.resources()) {
      const diag::Span key = from.tree().SpanOf(resource.entry.key);
      const diag::Span value = from.tree().SpanOf(resource.entry.value);
      owners_.push_back({key.begin, std::max(key.end, value.end), &resource});
    }
    std::sort(owners_.begin(), owners_.end(),
              [](const Owner& a, const Owner& b) { return a.begin < b.begin; });
  }

  [[nodiscard]] std::string At(std::uint32_t offset) const {
    const auto next = std::upper_bound(
        owners_.begin(), owners_.end(), offset,
        [](std::uint32_t at, const Owner& owner) { return at < owner.begin; });
    if (next == owners_.begin() || offset >= (next - 1)->end) {
      return {};
    }
    const Resource& resource = *(next - 1)->resource;
    const std::string name(resource.entry.name);
    return resource.type.empty() ? name
                                 : std::string(resource.type) + " " + name;
  }

 private:
  struct Owner {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    const Resource* resource = nullptr;
  };

  std::vector<Owner> owners_;
};

}  // namespace

void CheckTemplate(const Template& from, diag::Sink& sink) {
  diag::Sink found;
  const std::vector<Reference> references = CollectReferences(from);
  CheckSizes(from, found);
  CheckNames(from, found);
  CheckReferences(from, references, found);
  CheckCircles(from, references, found);
  CheckShapes(from, found);
  CheckNamesAndArns(from, found);
  CheckDuplicates(from, found);
  CheckCapabilities(from, found);
  CheckInstanceProfiles(from, found);
  CheckLambdaPermissions(from, found);
  const Owners owners(from);
  for (const diag::Diagnostic* one : found.Sorted()) {
    Repeat(
        *one, *one->rule, one->message, [](diag::Span span) { return span; },
        sink)
        .About(owners.At(one->span.begin));
  }
}

}  // namespace iamgen::importers::cfn
