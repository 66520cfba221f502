// Findings as text: for people, for error lists, for programs.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "diag/diagnostic.h"
#include "diag/source.h"

namespace iamgen::diag {

struct RenderOptions {
  bool color = false;
  // Columns of the terminal; source lines are clipped around the span.
  std::size_t width = 120;
};

// With the source line and a mark under the place, related places likewise.
std::string RenderHuman(std::span<const Diagnostic* const> diagnostics,
                        const SourceMap& sources, const RenderOptions& options);

// "file:line:column: error: message [ID]", one finding a line.
std::string RenderGnu(std::span<const Diagnostic* const> diagnostics,
                      const SourceMap& sources);

// One object, as the command line's contract gives it, with a final newline.
std::string RenderJson(std::span<const Diagnostic* const> diagnostics,
                       const SourceMap& sources);

// The line of one finding.
void AppendGnuLine(std::string& out, const Diagnostic& diagnostic,
                   const SourceMap& sources);

// SARIF 2.1.0. `version` is the program's.
std::string RenderSarif(std::span<const Diagnostic* const> diagnostics,
                        const SourceMap& sources, std::string_view version);

// Workflow commands of GitHub Actions, gravest first, and a summary.
std::string RenderGithub(std::span<const Diagnostic* const> diagnostics,
                         const SourceMap& sources);

// A code quality report of GitLab.
std::string RenderGitlab(std::span<const Diagnostic* const> diagnostics,
                         const SourceMap& sources);

// JUnit's XML: a suite for each file, a failed test for each rule that fired.
std::string RenderJunit(std::span<const Diagnostic* const> diagnostics,
                        const SourceMap& sources);

// "2 errors, 1 warning in topology.yaml", or "" without findings.
std::string Summary(std::span<const Diagnostic* const> diagnostics,
                    const SourceMap& sources);

// The columns a terminal gives `text`: wide East Asian characters take two,
// combining ones none.
std::size_t DisplayWidth(std::string_view text);

}  // namespace iamgen::diag
