// Resources that wait for each other.
#include "support/circles.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "importers/cfn_checks/template_checks.h"
#include "importers/template_reference_rules.h"
#include "support/text.h"

namespace iamgen::importers::cfn {
namespace {

struct Edge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  diag::Span span;
};

std::vector<Edge> EdgesOf(const Template& from,
                          const std::vector<Reference>& references) {
  std::unordered_map<std::string_view, std::uint32_t> index;
  for (std::size_t i = 0; i < from.resources().size(); ++i) {
    index.emplace(from.resources()[i].entry.name,
                  static_cast<std::uint32_t>(i));
  }
  std::vector<Edge> edges;
  for (const Reference& one : references) {
    const bool orders = one.kind != ReferenceKind::kCondition &&
                        one.kind != ReferenceKind::kMapping;
    const auto found = index.find(one.name);
    if (orders && one.owner != kNoOwner && found != index.end()) {
      edges.push_back(
          {static_cast<std::uint32_t>(one.owner), found->second, one.span});
    }
  }
  return edges;
}

}  // namespace

void CheckCircles(const Template& from,
                  const std::vector<Reference>& references, diag::Sink& sink) {
  const std::vector<Edge> edges = EdgesOf(from, references);
  std::vector<std::vector<std::uint32_t>> graph(from.resources().size());
  for (const Edge& edge : edges) {
    graph[edge.from].push_back(edge.to);
  }
  const std::vector<std::uint32_t> circle_of = support::CirclesOf(graph);
  // By circle: the edges within it.
  std::unordered_map<std::uint32_t, std::vector<Edge>> circles;
  for (const Edge& edge : edges) {
    if (circle_of[edge.from] == circle_of[edge.to]) {
      circles[circle_of[edge.from]].push_back(edge);
    }
  }
  for (const auto& [circle, within] : circles) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < circle_of.size(); ++i) {
      if (circle_of[i] == circle) {
        names.emplace_back(from.resources()[i].entry.name);
      }
    }
    diag::Report report = sink.Add(
        kCircularDependency, within.front().span,
        names.size() == 1
            ? "`" + names.front() + "` depends on itself"
            : support::QuotedList(names) + " depend on each other in a circle");
    for (std::size_t i = 1; i < within.size() && i < names.size(); ++i) {
      report.Also(within[i].span, "and on from here");
    }
    report.Help(
        "name one of them by an ARN that is put together from its "
        "name, or move the reference to a resource of its own");
  }
}

}  // namespace iamgen::importers::cfn
