// Asks a topology that is written in a test.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalogue.h"
#include "simulation/asking.h"
#include "simulation/story.h"
#include "simulation/world.h"
#include "unit/modelling.h"

namespace iamgen::testing {

class AskingOf {
 public:
  explicit AskingOf(std::string_view text)
      : modelling_(text),
        world_(*modelling_.Derive().topology, catalog::Catalogue::Embedded()) {
    EXPECT_FALSE(modelling_.sink.HasErrors()) << modelling_.Findings();
  }

  // The first of those that `by` and `on` name; `context` as on the command
  // line.
  simulation::Verdict Ask(std::string_view by, std::string_view action,
                          std::string_view on,
                          const std::vector<std::string>& context = {}) {
    const auto actors = simulation::ActorsNamed(world_, by);
    const auto questions = simulation::QuestionsAbout(world_, on);
    const auto keys = simulation::ContextNamed(context);
    EXPECT_TRUE(actors && questions && keys) << by << " " << on;
    if (!actors || !questions || !keys) {
      return {};
    }
    actor = (*actors).front();
    question = (*questions).front();
    question.action = action;
    question.context = *keys;
    simulation::FitToAction(world_.catalogue(), question);
    return world_.Ask(actor, question);
  }

  // "allowed", "depends on sts:externalid".
  std::string Answer(std::string_view by, std::string_view action,
                     std::string_view on,
                     const std::vector<std::string>& context = {}) {
    const simulation::Verdict verdict = Ask(by, action, on, context);
    std::string text(evaluation::NameOf(verdict.decision.answer));
    for (const std::string& key : verdict.decision.keys) {
      text += " " + key;
    }
    return text;
  }

  // What stands in the way, one sentence after the other.
  std::string Missing(std::string_view by, std::string_view action,
                      std::string_view on,
                      const std::vector<std::string>& context = {}) {
    const simulation::Verdict verdict = Ask(by, action, on, context);
    std::string text;
    for (const simulation::Sentence& one :
         simulation::Obstacles(world_, actor, question, verdict)) {
      text += (text.empty() ? "" : "; ") + one.text;
    }
    return text;
  }

  simulation::World& world() { return world_; }

  // Of the last question.
  simulation::Actor actor;
  simulation::Question question;

 private:
  Modelling modelling_;
  simulation::World world_;
};

}  // namespace iamgen::testing
