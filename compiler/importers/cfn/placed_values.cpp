// The texts of a template with their places, for those that hold JSON.
#include <string>
#include <string_view>

#include "importers/cfn/evaluator.h"
#include "importers/cfn/sub_text.h"
#include "policy/document.h"

namespace iamgen::importers::cfn {

using syntax::kNoNode;
using syntax::NodeIndex;

namespace {

// As `WithoutDynamicReferences`, with places.
PlacedText WithoutReferences(const PlacedText& placed, diag::FileId file) {
  const std::string_view text = placed.text();
  PlacedText out(file);
  std::size_t done = 0;
  for (std::size_t at = text.find("{{resolve:"); at != std::string_view::npos;
       at = text.find("{{resolve:", done)) {
    const std::size_t close = text.find("}}", at);
    if (close == std::string_view::npos) {
      break;
    }
    out.AddPart(placed, done, at);
    done = close + 2;
    const diag::Span span = placed.SpanOf(at, done);
    out.AddMeaning(std::string(1, policy::kUnknown), span.begin, span.end);
  }
  out.AddPart(placed, done, text.size());
  return out;
}

PlacedText PlaceText(const Template& from, NodeIndex node) {
  const syntax::Tree& tree = from.tree();
  const diag::Span span = tree.SpanOf(node);
  return PlaceScalar(tree.file, span.begin, from.sources().TextOf(span),
                     WithoutUnknown(tree.TextOf(node)));
}

}  // namespace

std::optional<PlacedText> Evaluator::Placed(NodeIndex node) const {
  if (from_.TextOf(node)) {
    return WithoutReferences(PlaceText(from_, node), from_.tree().file);
  }
  const auto function = FunctionAt(from_, node);
  if (!function) {
    return std::nullopt;
  }
  if (function->name == "Fn::Sub") {
    return PlacedSub(function->argument);
  }
  return function->name == "Fn::Join" ? PlacedJoin(function->argument)
                                      : std::nullopt;
}

std::optional<PlacedText> Evaluator::PlacedSub(NodeIndex argument) const {
  const auto parts = ElementsOf(from_.tree(), argument);
  const NodeIndex text_node = parts.empty() ? argument : parts[0];
  if (!from_.TextOf(text_node)) {
    return std::nullopt;
  }
  const NodeIndex values = parts.size() > 1 ? parts[1] : kNoNode;
  const PlacedText placed = PlaceText(from_, text_node);
  const std::string_view text = placed.text();
  PlacedText out(from_.tree().file);
  std::size_t done = 0;
  for (const SubVariable& one : FindSubVariables(text)) {
    out.AddPart(placed, done, one.begin);
    const diag::Span span = placed.SpanOf(one.begin, one.end);
    out.AddMeaning(one.literal ? "${" + std::string(one.name) + "}"
                               : ValueOfSubVariable(one.name, values),
                   span.begin, span.end);
    done = one.end;
  }
  out.AddPart(placed, done, text.size());
  return WithoutReferences(out, from_.tree().file);
}

std::optional<PlacedText> Evaluator::PlacedJoin(NodeIndex argument) const {
  const syntax::Tree& tree = from_.tree();
  const auto parts = ElementsOf(tree, argument);
  if (parts.size() != 2 || FunctionAt(from_, parts[1])) {
    return std::nullopt;
  }
  const diag::Span between = tree.SpanOf(parts[0]);
  const std::string between_text = PieceOf(parts[0]);
  PlacedText out(tree.file);
  bool first = true;
  for (const NodeIndex element : ElementsOf(tree, parts[1])) {
    if (!first) {
      out.AddMeaning(between_text, between.begin, between.end);
    }
    first = false;
    if (const auto placed = Placed(element)) {
      out.AddPart(*placed, 0, placed->text().size());
    } else {
      const diag::Span span = tree.SpanOf(element);
      out.AddMeaning(PieceOf(element), span.begin, span.end);
    }
  }
  return out;
}

}  // namespace iamgen::importers::cfn
