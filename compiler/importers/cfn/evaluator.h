// What the values of a template are, as far as the template alone tells.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "importers/cfn/function.h"
#include "importers/cfn/template.h"
#include "importers/datum.h"
#include "importers/placed_text.h"
#include "syntax/node.h"

namespace iamgen::importers::cfn {

// Guesses nothing: a parameter is not known even if it has a default, and of
// what a condition decides both sides may be.
class Evaluator {
 public:
  explicit Evaluator(const Template& from) : from_(from) {}

  // The value of a node; nothing for `AWS::NoValue`.
  [[nodiscard]] std::optional<Datum> Evaluate(syntax::NodeIndex node) const;

  // The text of a scalar, or of a call of `Fn::Sub` or `Fn::Join`, with its
  // places.
  [[nodiscard]] std::optional<PlacedText> Placed(syntax::NodeIndex node) const;

 private:
  [[nodiscard]] Datum Scalar(syntax::NodeIndex node) const;
  [[nodiscard]] Datum List(syntax::NodeIndex node) const;
  [[nodiscard]] Datum Object(syntax::NodeIndex node) const;
  using Keys = std::unordered_set<std::string>;
  void Merge(const Datum& from, Datum& into, Keys& keys) const;

  // One for each function, of its argument. `span` is that of the call.
  [[nodiscard]] std::optional<Datum> Call(const Function& function,
                                          diag::Span span) const;
  [[nodiscard]] std::optional<Datum> Ref(syntax::NodeIndex argument,
                                         diag::Span span) const;
  [[nodiscard]] Datum Sub(syntax::NodeIndex argument, diag::Span span) const;
  [[nodiscard]] Datum Join(syntax::NodeIndex argument, diag::Span span) const;
  [[nodiscard]] std::optional<Datum> If(syntax::NodeIndex argument,
                                        diag::Span span) const;
  [[nodiscard]] Datum Select(syntax::NodeIndex argument, diag::Span span) const;
  [[nodiscard]] Datum Split(syntax::NodeIndex argument, diag::Span span) const;
  [[nodiscard]] Datum FindInMap(syntax::NodeIndex argument,
                                diag::Span span) const;

  // What a node adds to a text: `policy::kUnknown` if it is not known.
  [[nodiscard]] std::string PieceOf(syntax::NodeIndex node) const;
  [[nodiscard]] std::string ValueOfSubVariable(std::string_view name,
                                               syntax::NodeIndex values) const;
  [[nodiscard]] std::optional<PlacedText> PlacedSub(
      syntax::NodeIndex argument) const;
  [[nodiscard]] std::optional<PlacedText> PlacedJoin(
      syntax::NodeIndex argument) const;

  const Template& from_;
};

// With `policy::kUnknown` for dynamic references, `{{resolve:ssm:name}}`.
std::string WithoutDynamicReferences(std::string_view text);

}  // namespace iamgen::importers::cfn
