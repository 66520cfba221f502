// What both languages have in common is the order: accounts, then the rest,
// then links.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "driver/graph.h"
#include "driver/graph_words.h"

namespace iamgen::driver {
namespace {

using analysis::Halves;
using analysis::TrustGraph;
using analysis::TrustLink;
using analysis::TrustNode;
using model::Topology;

// "n12".
std::string IdOf(std::size_t place) { return "n" + std::to_string(place); }

// What is said of a link: its conditions, a line each, and what it lacks.
std::vector<std::string> LinesOf(const TrustLink& link) {
  std::vector<std::string> lines = link.conditions;
  if (const std::string missing = MissingHalf(link); !missing.empty()) {
    lines.push_back(missing);
  }
  return lines;
}

// A text in quotes; ends of lines are for the caller to write.
std::string DotText(std::string_view text) {
  std::string quoted;
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
    }
    quoted += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return quoted;
}

std::string DotNode(const TrustNode& node, std::size_t place) {
  std::string shape;
  if (!node.account) {
    shape = node.type == "arn" || node.type == "anyone" ? ", style=dashed"
                                                        : ", shape=ellipse";
  } else if (node.type == "account") {
    shape = ", style=dashed";
  }
  return IdOf(place) + " [label=\"" + DotText(node.name) + "\\n" +
         DotText(node.type) + "\"" + shape + "];\n";
}

std::string DotLink(const TrustLink& link) {
  std::string label;
  for (const std::string& line : LinesOf(link)) {
    label += DotText(line) + "\\n";
  }
  std::string text = IdOf(link.from) + " -> " + IdOf(link.to);
  std::string shape = label.empty() ? "" : "label=\"" + label + "\"";
  const auto add = [&](const char* more) {
    shape += (shape.empty() ? "" : ", ") + std::string(more);
  };
  if (Denies(link)) {
    add("color=red, arrowhead=tee");
  } else if (link.halves == Halves::kOtherOutside) {
    add("style=dashed");
  } else if (link.halves != Halves::kAll) {
    add("style=dotted, color=red");
  }
  return text + (shape.empty() ? "" : " [" + shape + "]") + ";\n";
}

// Mermaid reads entities, `#` and a number, in texts within quotes.
std::string MermaidText(std::string_view text) {
  std::string quoted;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
        (c >= 'A' && c <= 'Z') || byte >= 0x80 ||
        std::string_view(" .,:/_-=+@()").find(c) != std::string_view::npos;
    quoted += plain        ? std::string(1, c)
              : byte < ' ' ? " "
                           : "#" + std::to_string(byte) + ";";
  }
  return quoted;
}

std::string MermaidNode(const TrustNode& node, std::size_t place) {
  const bool round = !node.account && node.type != "arn";
  const char* open = round ? "([\"" : "[\"";
  const char* close = round ? "\"])" : "\"]";
  return IdOf(place) + open + MermaidText(node.name) + "<br>" +
         MermaidText(node.type) + close + "\n";
}

std::string MermaidLink(const TrustLink& link) {
  const bool whole = link.halves == Halves::kAll && !Denies(link);
  const char* arrow = Denies(link) ? " --x" : whole ? " -->" : " -.->";
  std::string label;
  for (const std::string& line : LinesOf(link)) {
    label += (label.empty() ? "" : "<br>") + MermaidText(line);
  }
  return IdOf(link.from) + arrow +
         (label.empty() ? " " : "|\"" + label + "\"| ") + IdOf(link.to) + "\n";
}

}  // namespace

std::string AsDot(const TrustGraph& graph, const Topology& topology) {
  std::string text =
      "digraph trust {\n  rankdir=LR;\n  node [shape=box, "
      "fontname=Helvetica];\n"
      "  edge [fontname=Helvetica, fontsize=10];\n";
  for (const auto& [id, places] : NodesByAccount(graph)) {
    const model::Account& account = topology.accounts[id];
    text += "  subgraph cluster_" + std::to_string(id.index) +
            " {\n    label=\"" + DotText(account.alias) + "\\n" +
            DotText(account.id) + "\";\n" +
            (account.built() ? "" : "    style=dashed;\n");
    for (const std::size_t place : places) {
      text += "    " + DotNode(graph.nodes[place], place);
    }
    text += "  }\n";
  }
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (!graph.nodes[i].account) {
      text += "  " + DotNode(graph.nodes[i], i);
    }
  }
  for (const TrustLink& link : graph.links) {
    text += "  " + DotLink(link);
  }
  return text + "}\n";
}

std::string AsMermaid(const TrustGraph& graph, const Topology& topology) {
  std::string text = "flowchart LR\n";
  for (const auto& [id, places] : NodesByAccount(graph)) {
    const model::Account& account = topology.accounts[id];
    text += "  subgraph a" + std::to_string(id.index) + "[\"" +
            MermaidText(account.alias) + " " + MermaidText(account.id) +
            (account.built() ? "" : ", not ours") + "\"]\n";
    for (const std::size_t place : places) {
      text += "    " + MermaidNode(graph.nodes[place], place);
    }
    text += "  end\n";
  }
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (!graph.nodes[i].account) {
      text += "  " + MermaidNode(graph.nodes[i], i);
    }
  }
  for (const TrustLink& link : graph.links) {
    text += "  " + MermaidLink(link);
  }
  return text;
}

}  // namespace iamgen::driver
