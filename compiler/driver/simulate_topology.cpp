// Asks a topology.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "driver/catalog.h"
#include "driver/commands.h"
#include "driver/run.h"
#include "driver/simulate.h"
#include "simulation/asking.h"

namespace iamgen::driver {
namespace {

using simulation::Question;

// Collects; the first failure stays.
template <typename Item>
bool Gather(support::Result<std::vector<Item>> some, std::vector<Item>& into) {
  if (!some) {
    Complain(some.message());
    return false;
  }
  for (Item& one : *some) {
    into.push_back(std::move(one));
  }
  return true;
}

bool GatherQuestions(simulation::World& world, const SimulateRequest& request,
                     std::vector<Question>& into) {
  const catalog::Catalogue& catalogue = world.catalogue();
  std::vector<Question> about;
  for (const std::string& on :
       request.on.empty() ? std::vector<std::string>{"*"} : request.on) {
    if (!Gather(simulation::QuestionsAbout(world, on), about)) {
      return false;
    }
  }
  const auto context = simulation::ContextNamed(request.context);
  if (!context) {
    Complain(context.message());
    return false;
  }
  for (const std::string& action : request.actions) {
    for (const Question& one : about) {
      auto names = simulation::ActionsNamed(catalogue, action, one.resource);
      if (!names) {
        Complain(names.message());
        return false;
      }
      for (std::string& name : *names) {
        Question question = one;
        question.action = std::move(name);
        question.context = *context;
        simulation::FitToAction(catalogue, question);
        into.push_back(std::move(question));
      }
    }
  }
  return true;
}

}  // namespace

int Simulate(const Options& options, const SimulateRequest& request) {
  const support::DiskFileSystem files;
  Compilation compilation;
  if (!CompileForResult(options, files, compilation)) {
    return kCannotRun;
  }
  simulation::World world(*compilation.model, CurrentCatalogue());
  std::vector<simulation::Actor> actors;
  for (const std::string& by : request.by) {
    if (!Gather(simulation::ActorsNamed(world, by), actors)) {
      return kCannotRun;
    }
  }
  std::vector<Question> questions;
  if (!GatherQuestions(world, request, questions)) {
    return kCannotRun;
  }
  // A table that nobody reads, and more memory than most have.
  constexpr std::size_t kMostAnswers = 200'000;
  if (actors.size() >
      kMostAnswers / std::max<std::size_t>(questions.size(), 1)) {
    Complain("these are " + std::to_string(actors.size()) + " principals and " +
             std::to_string(questions.size()) +
             " questions to each, more than " + std::to_string(kMostAnswers) +
             " answers; ask about fewer, or claim it under `expect`");
    return kCannotRun;
  }
  std::vector<Simulated> all;
  bool allowed = true;
  for (const simulation::Actor& actor : actors) {
    for (const Question& question : questions) {
      simulation::Verdict verdict = world.Ask(actor, question);
      allowed &= verdict.decision.answer == evaluation::Answer::kAllowed;
      if (verdict.decision.error) {
        Complain(*verdict.decision.error);
        return kCannotRun;
      }
      all.push_back({actor, question, std::move(verdict)});
    }
  }
  std::string text;
  if (request.format == "json") {
    text = AsJson(all, world, compilation.sources);
  } else if (request.format == "csv") {
    text = AsCsv(all, world);
  } else {
    text = AsText(all, world, compilation.sources, request.explain);
  }
  if (!Print(text)) {
    return kCannotRun;
  }
  return allowed ? kGood : kDenied;
}

}  // namespace iamgen::driver
