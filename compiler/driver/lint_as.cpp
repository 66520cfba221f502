// The words of `--as`.
#include "driver/lint_as.h"

#include <algorithm>
#include <array>
#include <string>

namespace iamgen::driver {
namespace {

using importers::Purpose;
using policy::Attachment;
using policy::Kind;

struct Word {
  std::string_view text;
  Kind kind;
  Attachment attachment = Attachment::kUnknown;
};

constexpr std::array<Word, 11> kWords = {{
    {"identity", Kind::kIdentity},
    {"identity:managed", Kind::kIdentity, Attachment::kManaged},
    {"identity:user", Kind::kIdentity, Attachment::kInlineOfUser},
    {"identity:group", Kind::kIdentity, Attachment::kInlineOfGroup},
    {"identity:role", Kind::kIdentity, Attachment::kInlineOfRole},
    {"boundary", Kind::kBoundary, Attachment::kManaged},
    {"session", Kind::kSession},
    {"trust", Kind::kTrust},
    {"resource", Kind::kResource},
    {"scp", Kind::kServiceControl},
    {"rcp", Kind::kResourceControl},
}};

constexpr std::string_view kResourceOf = "resource:";

}  // namespace

support::Result<std::optional<Purpose>> ParseLintAs(std::string_view text) {
  if (text == "auto") {
    return std::optional<Purpose>();
  }
  Purpose purpose;
  const auto* word =
      std::find_if(kWords.begin(), kWords.end(),
                   [&](const Word& one) { return one.text == text; });
  if (word != kWords.end()) {
    purpose.kind = word->kind;
    purpose.attachment = word->attachment;
    purpose.deployed = word->attachment != Attachment::kUnknown;
    return std::optional(purpose);
  }
  if (text.starts_with(kResourceOf) && text.size() > kResourceOf.size()) {
    purpose.kind = Kind::kResource;
    purpose.service = text.substr(kResourceOf.size());
    return std::optional(purpose);
  }
  return support::Failure{
      "--as " + std::string(text) +
      ": write auto, identity, boundary, session, trust, resource:SERVICE, "
      "scp or rcp; of an identity policy also how it is attached, as in "
      "identity:managed"};
}

}  // namespace iamgen::driver
