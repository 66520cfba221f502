// Names, places and answers.
#include "driver/simulation_words.h"

#include <algorithm>
#include <vector>

#include "model/entity.h"
#include "simulation/story.h"
#include "support/text.h"

namespace iamgen::driver {

std::string PlaceOf(diag::Span span, const diag::SourceMap& sources) {
  if (!span.valid()) {
    return "";
  }
  const diag::Source& source = sources[span.file];
  const diag::Position at = source.PositionOf(span.begin);
  return source.path() + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column);
}

std::string NameOf(const simulation::Actor& actor,
                   const simulation::World& world) {
  if (!actor.entity) {
    return actor.caller.name.empty() ? "anonymous" : actor.caller.name;
  }
  return std::string(model::NameOf(actor.entity->kind)) + "/" +
         model::KeyOf(world.topology(), *actor.entity);
}

// "depends on aws:SourceIp".
std::string AnswerOf(const simulation::Verdict& verdict,
                     const simulation::World& world) {
  const evaluation::Decision& decision = verdict.decision;
  std::string text(evaluation::NameOf(decision.answer));
  std::replace(text.begin(), text.end(), '_', ' ');
  if (decision.answer != evaluation::Answer::kDepends) {
    return text;
  }
  std::vector<std::string> on;
  for (const std::string& key : decision.keys) {
    on.push_back(simulation::SpelledKey(world.catalogue(), key));
  }
  for (const simulation::Caveat& caveat : verdict.caveats) {
    on.push_back(caveat.kind == simulation::CaveatKind::kResourcePolicy
                     ? "the resource's policy"
                     : "its own policies");
  }
  on.erase(std::unique(on.begin(), on.end()), on.end());
  return on.empty() ? text : text + " on " + support::Join(on, ", ");
}

}  // namespace iamgen::driver
