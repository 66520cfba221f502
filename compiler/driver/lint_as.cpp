// The words of `--as`.
#include "driver/lint_as.h"

#include <algorithm>
#include <array>
#include <utility>

namespace iamgen::driver {
namespace {

using checks::Attachment;
using policy::Kind;

struct Word {
  std::string_view text;
  Kind kind;
  Attachment attachment = Attachment::kUnknown;
};

constexpr std::array<Word, 10> kWords = {{
    {"identity", Kind::kIdentity},
    {"identity:managed", Kind::kIdentity, Attachment::kManaged},
    {"identity:user", Kind::kIdentity, Attachment::kInlineOfUser},
    {"identity:group", Kind::kIdentity, Attachment::kInlineOfGroup},
    {"identity:role", Kind::kIdentity, Attachment::kInlineOfRole},
    {"boundary", Kind::kBoundary, Attachment::kManaged},
    {"session", Kind::kSession},
    {"trust", Kind::kTrust},
    {"scp", Kind::kServiceControl},
    {"rcp", Kind::kResourceControl},
}};

constexpr std::string_view kResource = "resource";

}  // namespace

support::Result<LintAs> ParseLintAs(std::string_view text) {
  LintAs as;
  if (text == "auto") {
    return as;
  }
  as.automatic = false;
  const auto* word =
      std::find_if(kWords.begin(), kWords.end(),
                   [&](const Word& one) { return one.text == text; });
  if (word != kWords.end()) {
    as.kind = word->kind;
    as.attachment = word->attachment;
    return as;
  }
  if (text.starts_with(kResource)) {
    as.kind = Kind::kResource;
    text.remove_prefix(kResource.size());
    if (text.empty()) {
      return as;
    }
    if (text.front() == ':' && text.size() > 1) {
      as.service = text.substr(1);
      return as;
    }
  }
  return support::Failure{
      "--as " + std::string(text) +
      ": write auto, identity, boundary, session, trust, resource:SERVICE, "
      "scp or rcp; of an identity policy also how it is attached, as in "
      "identity:managed"};
}

}  // namespace iamgen::driver
