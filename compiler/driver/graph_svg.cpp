// Curves, arrow heads and letters of the picture.
#include "driver/graph_svg.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "diag/render.h"
#include "driver/graph_fold.h"
#include "driver/graph_html.h"
#include "driver/graph_words.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using analysis::Halves;
using analysis::TrustGraph;
using analysis::TrustLink;

// Behind the last curve, for the arrow head and the number of a condition.
constexpr int kLevel = 30;
constexpr int kHead = 8;

std::string Number(int number) { return std::to_string(number); }

std::string Escaped(std::string_view text) {
  std::string out;
  AppendXmlEscaped(out, text);
  return out;
}

std::string Place(int x, int y) { return Number(x) + " " + Number(y); }

std::string TextAt(int x, int y, const char* classes, std::string_view text) {
  return "<text class=\"" + std::string(classes) + "\" x=\"" + Number(x) +
         "\" y=\"" + Number(y) + "\">" + Escaped(text) + "</text>\n";
}

// How a link looks: what it says by itself, without colors.
const char* StyleOf(const TrustLink& link) {
  if (Denies(link)) {
    return "deny";
  }
  switch (link.halves) {
    case Halves::kAll:
      return "whole";
    case Halves::kOtherOutside:
      return "outside";
    case Halves::kTrustAlone:
    case Halves::kPermissionAlone:
      break;
  }
  return "half";
}

std::string Curve(const PicturePoint& from, const PicturePoint& to) {
  const int bend = std::max(std::abs(to.x - from.x) / 2, 12);
  const int ahead = to.x < from.x ? -bend : bend;
  return "C" + Place(from.x + ahead, from.y) + " " + Place(to.x - ahead, to.y) +
         " " + Place(to.x, to.y);
}

std::string LineOf(const PictureRoute& route) {
  const PicturePoint end = route.points.back();
  const PicturePoint last = {end.x + (route.leftward ? kLevel : -kLevel),
                             end.y};
  std::string path =
      "M" + Place(route.points.front().x, route.points.front().y);
  if (route.loops) {
    const int high = std::abs(end.y - route.points.front().y);
    const int bulge = end.x + std::clamp(kLevel + high / 4, kLevel + 8, 92);
    path += "C" + Place(bulge, route.points.front().y) + " " +
            Place(bulge, end.y) + " " + Place(last.x, last.y);
  } else {
    for (std::size_t i = 1; i + 1 < route.points.size(); ++i) {
      path += i % 2 == 0 ? "H" + Number(route.points[i].x)
                         : Curve(route.points[i - 1], route.points[i]);
    }
    path += Curve(route.points[route.points.size() - 2], last);
  }
  return path + "H" + Number(end.x + (route.leftward ? 2 : -2));
}

std::string HeadOf(const PictureRoute& route, bool denies) {
  const PicturePoint end = route.points.back();
  const int back = route.leftward ? kHead : -kHead;
  if (denies) {
    return "<path class=\"bar\" d=\"M" + Place(end.x + back / 4, end.y - 6) +
           "v12\"/>";
  }
  return "<path class=\"head\" d=\"M" + Place(end.x, end.y) + "l" +
         Place(back, -4) + "v8z\"/>";
}

std::string NumberOf(const PictureRoute& route) {
  const PicturePoint end = route.points.back();
  const std::string number = std::to_string(route.condition);
  const int width = 7 + 6 * static_cast<int>(number.size());
  const int middle =
      end.x + (route.leftward ? 1 : -1) * (kHead + 2 + width / 2);
  return "<rect class=\"mark\" x=\"" + Number(middle - width / 2) + "\" y=\"" +
         Number(end.y - 7) + "\" width=\"" + Number(width) +
         "\" height=\"14\" rx=\"5\"/><text class=\"mark\" x=\"" +
         Number(middle) + "\" y=\"" + Number(end.y + 4) + "\">" + number +
         "</text>";
}

std::string EdgeOf(const TrustGraph& graph, const model::Topology& topology,
                   const PictureRoute& route, std::size_t place) {
  const TrustLink& link = graph.links[place];
  const std::string line = LineOf(route);
  return "<g class=\"edge " + std::string(StyleOf(link)) + "\" data-link=\"" +
         std::to_string(place) + "\"><title>" +
         Escaped(SentenceOf(graph, link, topology)) +
         "</title><path class=\"hit\" d=\"" + line +
         "\"/><path class=\"line\" d=\"" + line + "\"/>" +
         HeadOf(route, Denies(link)) +
         (route.condition == 0 ? std::string() : NumberOf(route)) + "</g>\n";
}

std::string RowOf(const TrustGraph& graph, const PictureBox& box,
                  const PictureRow& row) {
  const int y = row.y + row.height / 2 + 4;
  std::string text = "<g class=\"node\" data-node=\"" +
                     std::to_string(row.node) + "\"><title>" +
                     Escaped(graph.nodes[row.node].name) + "</title>\n" +
                     TextAt(box.x + 12, y, "name", row.label);
  if (!row.type.empty()) {
    text += TextAt(box.x + box.width - 12, y, "type", row.type);
  }
  return text + "</g>\n";
}

std::string BoxOf(const TrustGraph& graph, const PictureBox& box) {
  std::string text =
      "<g class=\"box" + std::string(box.outside ? " outside" : "") +
      "\"><rect x=\"" + Number(box.x) + "\" y=\"" + Number(box.y) +
      "\" width=\"" + Number(box.width) + "\" height=\"" + Number(box.height) +
      "\" rx=\"6\"/>\n" + TextAt(box.x + 12, box.y + 20, "title", box.title);
  if (!box.subtitle.empty()) {
    text += TextAt(box.x + 12, box.y + 37, "type left", box.subtitle);
  }
  for (const PictureRow& row : box.rows) {
    if (&row != &box.rows.front()) {
      text += "<path class=\"rule\" d=\"M" + Place(box.x + 12, row.y) + "H" +
              Number(box.x + box.width - 12) + "\"/>";
    }
    text += RowOf(graph, box, row);
  }
  return text + "</g>\n";
}

// Lines of at most so many letters, which end at a blank if there is one in
// their second half: conditions have few.
std::vector<std::string> Broken(const std::string& text, std::size_t letters) {
  std::vector<std::string> lines(1);
  std::size_t count = 0;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    // A letter may be two columns wide.
    count += begins ? (static_cast<unsigned char>(c) < 0x80U ? 1 : 2) : 0;
    if (begins && count > letters) {
      std::string& full = lines.back();
      const std::size_t blank = full.rfind(' ');
      std::string rest;
      if (blank != std::string::npos && blank > full.size() / 2) {
        rest = full.substr(blank + 1);
        full.resize(blank);
      }
      count = diag::DisplayWidth(rest) + 2;
      lines.push_back(std::move(rest));
    }
    lines.back() += c;
  }
  return lines;
}

struct Sample {
  const char* style;
  const char* words;
};

constexpr Sample kSamples[] = {
    {"whole", "may assume"},
    {"outside", "the other half is up to somebody else"},
    {"half", "one half is missing: no trust, or no permission"},
    {"deny", "a statement keeps it out"}};

// What the arrows mean, of those that are there, and the conditions in full.
std::string LegendOf(const TrustGraph& graph, const PictureLayout& layout,
                     int width, int& y) {
  std::string text = "<g class=\"legend\">\n";
  for (const Sample& sample : kSamples) {
    if (std::none_of(graph.links.begin(), graph.links.end(),
                     [&](const TrustLink& link) {
                       return std::string_view(StyleOf(link)) == sample.style;
                     })) {
      continue;
    }
    const bool denies = std::string_view(sample.style) == "deny";
    PictureRoute route;
    route.points = {{24, y}, {84, y}};
    text += "<g class=\"" + std::string(sample.style) +
            "\"><path class=\"line\" d=\"M24 " + Number(y) + "H82\"/>" +
            HeadOf(route, denies) + "</g>" +
            TextAt(100, y + 4, "name", sample.words);
    y += 22;
  }
  const auto letters = static_cast<std::size_t>((width - 124) / kLetterWidth);
  for (std::size_t i = 0; i < layout.conditions.size(); ++i) {
    PictureRoute route;
    route.points = {{84, y}};
    route.condition = i + 1;
    text += NumberOf(route);
    for (const std::string& line : Broken(layout.conditions[i], letters)) {
      text += TextAt(100, y + 4, "name", line);
      y += 20;
    }
    y += 2;
  }
  return text + "</g>\n";
}

// The accounts of each box that has several.
std::string AlikeOf(const std::vector<AlikeBox>& boxes, std::size_t letters,
                    int& y) {
  std::string text;
  for (const AlikeBox& box : boxes) {
    const std::string aliases = support::Join(box.aliases, ", ");
    text += "<g class=\"alike\" data-name=\"" + Escaped(box.name) +
            "\" data-accounts=\"" + Escaped(aliases) + "\">\n";
    for (const std::string& line : Broken(box.name + ": " + aliases, letters)) {
      text += TextAt(24, y + 4, "name", line);
      y += 20;
    }
    text += "</g>\n";
    y += 2;
  }
  return text;
}

std::string FileOf(const TrustGraph& graph, const model::Topology& topology,
                   const std::vector<AlikeBox>& boxes) {
  const PictureLayout layout = LayoutOf(graph, topology);
  const int width = std::max(layout.width, 640);
  int y = layout.height + 24;
  std::string legend = LegendOf(graph, layout, width, y);
  legend +=
      AlikeOf(boxes, static_cast<std::size_t>((width - 48) / kLetterWidth), y);
  const std::string title =
      topology.name.empty() ? "Trust" : "Trust of " + topology.name;
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + Number(width) +
         "\" height=\"" + Number(y) + "\" viewBox=\"0 0 " + Place(width, y) +
         "\" role=\"img\">\n<title>" + Escaped(title) + "</title>\n" +
         "<style>\n" + std::string(GraphPageFile("picture_file.css")) +
         "</style>\n" + DrawingOf(graph, layout, topology) + legend +
         "</svg>\n";
}

}  // namespace

void AppendXmlEscaped(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // U+FFFE and U+FFFF are no characters.
    if (text.substr(i).starts_with("\xEF\xBF\xBE") ||
        text.substr(i).starts_with("\xEF\xBF\xBF")) {
      out += "\xEF\xBF\xBD";
      i += 2;
    } else if (byte < ' ' && text[i] != '\n' && text[i] != '\t') {
      out += "\xEF\xBF\xBD";
    } else if (text[i] == '&' || text[i] == '<' || text[i] == '>' ||
               text[i] == '"' || text[i] == '\'') {
      out += "&#" + std::to_string(byte) + ";";
    } else {
      out += text[i];
    }
  }
}

std::string DrawingOf(const TrustGraph& graph, const PictureLayout& layout,
                      const model::Topology& topology) {
  std::string text = "<g class=\"edges\">\n";
  for (std::size_t i = 0; i < layout.routes.size(); ++i) {
    text += EdgeOf(graph, topology, layout.routes[i], i);
  }
  text += "</g>\n<g class=\"boxes\">\n";
  for (const PictureBox& box : layout.boxes) {
    text += BoxOf(graph, box);
  }
  return text + "</g>\n";
}

std::string AsSvg(const TrustGraph& graph, const model::Topology& topology) {
  if (NodesByAccount(graph).size() > kMostAccountsApart) {
    const FoldedTrust folded = FoldAlike(graph, topology);
    return FileOf(folded.graph, folded.topology, folded.boxes);
  }
  return FileOf(graph, topology, {});
}

}  // namespace iamgen::driver
