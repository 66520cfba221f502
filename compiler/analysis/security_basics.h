// A checklist of basics: what a topology tells of them, what it does not, and
// where it falls short.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/broad_grants.h"
#include "analysis/review_page.h"
#include "catalog/catalogue.h"
#include "diag/span.h"
#include "model/topology.h"

namespace iamgen::analysis {

// `kUnknown`: no topology says it. `kNothing`: there is nothing to judge.
enum class Verdict : std::uint8_t { kPass, kFail, kUnknown, kNothing };

// "pass", "fail", "unknown", "none".
std::string_view NameOf(Verdict verdict);

struct BasicPlace {
  diag::Span span;
  // What is there: "user/bob has policy Develop".
  std::string text;
};

struct Basic {
  // "users-in-groups": for programs, for ever.
  std::string_view id;
  // What ought to be: "every user is in a group".
  std::string_view title;
  Verdict verdict = Verdict::kPass;
  // Of what is not known: who says it.
  std::string remark = {};
  std::vector<BasicPlace> places = {};
};

// What is looked at.
struct BasicsSubject {
  const model::Topology& topology;
  const catalog::Catalogue& catalogue;
  std::span<const ReviewPage> pages;
  // What checks found, accepted or not.
  std::span<const Judged> findings;
  std::span<const BroadGrant> broad;
  // How many pages have a service that nobody uses; nullopt: there is no
  // report.
  std::optional<std::size_t> with_unused = std::nullopt;
};

// Always the same ones in the same order.
std::vector<Basic> BasicsOf(const BasicsSubject& subject);

}  // namespace iamgen::analysis
