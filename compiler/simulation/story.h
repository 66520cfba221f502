// Verdicts in sentences: what let a request through, what stopped it, and which
// half is missing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/span.h"
#include "simulation/world.h"

namespace iamgen::simulation {

// A sentence without its full stop, and the statements that it speaks of.
struct Sentence {
  std::string text;
  std::vector<diag::Span> places = {};
};

// "identity", "trust", "resource", "boundary", "session", "scp", "rcp",
// "endpoint": on which side a statement stands.
std::string_view SideName(evaluation::Side side, const Question& question);

// What keeps the request from being allowed, one sentence a side; empty if it
// is allowed.
std::vector<Sentence> Obstacles(const World& world, const Actor& actor,
                                const Question& question,
                                const Verdict& verdict);

// The whole story, side by side, those that let it through as well.
std::vector<Sentence> Story(const World& world, const Actor& actor,
                            const Question& question, const Verdict& verdict);

// A context key as AWS spells it: "sts:ExternalId".
std::string SpelledKey(const catalog::Catalogue& catalogue,
                       const std::string& key);

// "as far as identity policies go: the policy of `...` is not in the
// topology"; empty: nothing is left out.
std::string CaveatOf(const Verdict& verdict);

}  // namespace iamgen::simulation
