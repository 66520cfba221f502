// The trust of a topology as one page that needs nothing but a browser.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "analysis/trust_graph.h"
#include "diag/source.h"
#include "model/topology.h"

namespace iamgen::driver {

// Above so many links the page draws what is chosen instead of everything.
inline constexpr std::size_t kMostLinksDrawn = 400;

// `graph` has its statements. What the page reads, as JSON without anything
// that ends an element of HTML.
std::string PageDataOf(const analysis::TrustGraph& graph,
                       const model::Topology& topology,
                       const diag::SourceMap& sources);

// The page allows itself its own script and style, and nothing else.
std::string AsHtml(const analysis::TrustGraph& graph,
                   const model::Topology& topology,
                   const diag::SourceMap& sources);

// A file of graph_page/, which is one.
std::string_view GraphPageFile(std::string_view path);

// Standard base64, with padding.
std::string Base64(std::string_view bytes);

}  // namespace iamgen::driver
