// The table of formats.
#include "diag/formats.h"

#include "diag/render.h"

namespace iamgen::diag {
namespace {

using Diagnostics = std::span<const Diagnostic* const>;

// Most formats do not say who wrote them.
template <std::string (*Render)(Diagnostics, const SourceMap&)>
std::string Anonymous(Diagnostics diagnostics, const SourceMap& sources,
                      std::string_view) {
  return Render(diagnostics, sources);
}

constexpr Format kFormats[] = {
    {"gnu", Anonymous<RenderGnu>},
    {"json", Anonymous<RenderJson>},
    {"sarif", RenderSarif},
    {"github", Anonymous<RenderGithub>},
    {"gitlab", Anonymous<RenderGitlab>},
    {"junit", Anonymous<RenderJunit>},
};

}  // namespace

std::span<const Format> MachineFormats() { return kFormats; }

const Format* FindFormat(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) {
      return &format;
    }
  }
  return nullptr;
}

}  // namespace iamgen::diag
