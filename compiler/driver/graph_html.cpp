// Puts the files of graph_page/, the data and the picture together.
#include "driver/graph_html.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>

#include "catalog/embedded_file.h"
#include "driver/graph_layout.h"
#include "driver/graph_svg.h"
#include "support/invariant.h"
#include "support/sha256.h"

namespace iamgen::driver {
namespace {

constexpr std::string_view kStyles[] = {"page.css", "views.css"};
// Each uses what those before it define.
constexpr std::string_view kScripts[] = {
    "data.js",           "detail.js",  "edges.js", "matrix.js",
    "chosen_picture.js", "picture.js", "main.js"};

std::string Joined(std::span<const std::string_view> paths) {
  std::string text;
  for (const std::string_view path : paths) {
    text += GraphPageFile(path);
  }
  return text;
}

// As a security policy names an element's text.
std::string SourceOf(std::string_view text) {
  const support::Sha256 digest = support::Sha256Of(text);
  std::string bytes;
  for (const std::uint8_t byte : digest) {
    bytes += static_cast<char>(byte);
  }
  return "'sha256-" + Base64(bytes) + "'";
}

// `{{name}}` becomes what `fill` appends. What is filled in is not looked at.
std::string Filled(
    std::string_view page,
    const std::function<void(std::string_view, std::string&)>& fill) {
  std::string text;
  while (true) {
    const std::size_t open = page.find("{{");
    text += page.substr(0, open);
    if (open == std::string_view::npos) {
      return text;
    }
    const std::size_t close = page.find("}}", open);
    IAMGEN_INVARIANT(close != std::string_view::npos);
    fill(page.substr(open + 2, close - open - 2), text);
    page.remove_prefix(close + 2);
  }
}

std::string PictureOf(const analysis::TrustGraph& graph,
                      const model::Topology& topology) {
  if (graph.links.size() > kMostLinksDrawn) {
    return {};
  }
  const PictureLayout layout = LayoutOf(graph, topology);
  const std::string width = std::to_string(layout.width);
  const std::string height = std::to_string(layout.height);
  return "<svg width=\"" + width + "\" height=\"" + height +
         "\" viewBox=\"0 0 " + width + " " + height + "\">\n" +
         DrawingOf(graph, layout, topology) + "</svg>";
}

}  // namespace

std::string_view GraphPageFile(std::string_view path) {
  const std::span<const catalog::EmbeddedFile> files = catalog::GraphPage();
  const auto found =
      std::find_if(files.begin(), files.end(),
                   [&](const auto& file) { return file.path == path; });
  IAMGEN_INVARIANT(found != files.end());
  return found->bytes;
}

std::string Base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t at = 0; at < 3; ++at) {
      group = group << 8U |
              (at < count ? static_cast<unsigned char>(bytes[i + at]) : 0U);
    }
    for (std::size_t at = 0; at < 4; ++at) {
      text += at <= count ? kDigits[group >> (18U - 6U * at) & 63U] : '=';
    }
  }
  return text;
}

std::string AsHtml(const analysis::TrustGraph& graph,
                   const model::Topology& topology,
                   const diag::SourceMap& sources) {
  const std::string style = "\n" + Joined(kStyles);
  const std::string script =
      "\n\"use strict\";\n(() => {\n" + Joined(kScripts) + "})();\n";
  return Filled(GraphPageFile("page.html"), [&](std::string_view hole,
                                                std::string& into) {
    if (hole == "policy") {
      into += "default-src 'none'; script-src " + SourceOf(script) +
              "; style-src " + SourceOf(style) +
              "; base-uri 'none'; form-action 'none'";
    } else if (hole == "title") {
      AppendXmlEscaped(
          into, topology.name.empty() ? "Trust" : "Trust of " + topology.name);
    } else if (hole == "style") {
      into += style;
    } else if (hole == "picture") {
      into += PictureOf(graph, topology);
    } else if (hole == "data") {
      into += PageDataOf(graph, topology, sources);
    } else {
      IAMGEN_INVARIANT(hole == "script");
      into += script;
    }
  });
}

}  // namespace iamgen::driver
