// The picture of trust as SVG, for a file and for a page.
#pragma once

#include <string>
#include <string_view>

#include "analysis/trust_graph.h"
#include "driver/graph_layout.h"
#include "model/topology.h"

namespace iamgen::driver {

// Appends the text as XML and HTML have it between tags and in quotes. What XML
// has no way to write becomes U+FFFD.
void AppendXmlEscaped(std::string& out, std::string_view text);

// Boxes and arrows as elements of SVG, styled by their classes. An arrow is a
// `<g class="edge" data-link="3">` with the place of its link.
std::string DrawingOf(const analysis::TrustGraph& graph,
                      const PictureLayout& layout,
                      const model::Topology& topology);

// A file of its own: the drawing with a legend below it.
std::string AsSvg(const analysis::TrustGraph& graph,
                  const model::Topology& topology);

}  // namespace iamgen::driver
