// Reads what people ask.
#include "simulation/asking.h"

#include <algorithm>
#include <utility>

#include "catalog/action_set.h"
#include "model/entity_pattern.h"
#include "policy/arn.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::simulation {
namespace {

// Every "${...}" of an ARN of the catalogue is a `*`.
std::string PatternOf(std::string_view arn) {
  std::string pattern;
  while (!arn.empty()) {
    const std::size_t start = arn.find("${");
    pattern += arn.substr(0, start);
    if (start == std::string_view::npos) {
      break;
    }
    pattern += '*';
    const std::size_t end = arn.find('}', start);
    arn.remove_prefix(end == std::string_view::npos ? arn.size() : end + 1);
  }
  return pattern;
}

bool FieldsMeet(std::string_view left, std::string_view right) {
  const auto one = policy::SplitArn(left);
  const auto other = policy::SplitArn(right);
  if (!one || !other) {
    return policy::Meet(left, right);
  }
  return policy::Meet(one->partition, other->partition) &&
         policy::Meet(one->service, other->service) &&
         policy::Meet(one->region, other->region) &&
         policy::Meet(one->account, other->account) &&
         policy::Meet(one->resource, other->resource);
}

}  // namespace

bool ActsOn(const catalog::Catalogue& catalogue, catalog::ActionId action,
            std::string_view arn) {
  const auto uses = catalogue.ResourcesOf(action);
  for (const catalog::ResourceUse use : uses) {
    for (const std::string_view known : catalogue.ArnsOf(use.type)) {
      const std::string pattern = PatternOf(known);
      // Names of buckets have no slash; most other names may.
      const bool bucket = pattern.find(":s3:::") != std::string::npos &&
                          pattern.find('/') == std::string::npos;
      if (FieldsMeet(pattern, arn) &&
          !(bucket && arn.find('/') != std::string_view::npos)) {
        return true;
      }
    }
  }
  return false;
}

support::Result<std::vector<Actor>> ActorsNamed(World& world,
                                                std::string_view written) {
  const bool pattern = written.find('/') != std::string_view::npos &&
                       written.find(':') == std::string_view::npos;
  std::vector<Actor> actors;
  if (!pattern) {
    auto actor = world.FindActor(written);
    if (!actor) {
      return support::Failure{
          "`" + std::string(written) +
          "` makes no requests; write role/NAME@ACCOUNT, an ARN, a service as "
          "`ec2.amazonaws.com`, `anonymous` or `federated:PROVIDER`"};
    }
    actors.push_back(*std::move(actor));
    return actors;
  }
  auto placed = model::FindPlaced(world.topology(), written);
  if (!placed) {
    return support::Failure{placed.message()};
  }
  for (const auto& [entity, account] : *placed) {
    if (entity.kind == model::EntityKind::kPolicy) {
      return support::Failure{
          "a policy makes no requests; ask about a role "
          "or a user that has it"};
    }
    actors.push_back(ActorOf(world.topology(), entity, account));
  }
  return actors;
}

support::Result<std::vector<std::string>> ActionsNamed(
    const catalog::Catalogue& catalogue, std::string_view pattern,
    std::string_view resource) {
  std::vector<std::string> actions;
  if (!policy::HasWildcard(pattern)) {
    const std::size_t colon = pattern.find(':');
    if (colon == std::string_view::npos || colon == 0 ||
        colon + 1 == pattern.size()) {
      return support::Failure{"`" + std::string(pattern) +
                              "` is no action; write SERVICE:NAME"};
    }
    const auto known = catalogue.FindAction(pattern);
    actions.push_back(known ? catalogue.FullNameOf(*known)
                            : std::string(pattern));
    return actions;
  }
  catalog::ActionSet covered(catalogue);
  catalogue.Expand(pattern, covered);
  const bool any_resource = resource == "*";
  covered.ForEach([&](catalog::ActionId action) {
    if (any_resource || ActsOn(catalogue, action, resource)) {
      actions.push_back(catalogue.FullNameOf(action));
    }
  });
  if (actions.empty()) {
    return support::Failure{
        "`" + std::string(pattern) + "` covers no action" +
        (any_resource ? "" : " on `" + std::string(resource) + "`")};
  }
  return actions;
}

support::Result<std::vector<Question>> QuestionsAbout(
    World& world, std::string_view written) {
  std::vector<Question> questions;
  if (written == "*" || written.starts_with("arn:")) {
    Question question;
    question.resource = written;
    question.of_many = written == "*" || policy::HasWildcard(written);
    if (written != "*" && !policy::SplitArn(written)) {
      return support::Failure{"`" + std::string(written) +
                              "` is no ARN of six fields"};
    }
    world.Recognise(question);
    questions.push_back(std::move(question));
    return questions;
  }
  auto placed = model::FindPlaced(world.topology(), written);
  if (!placed) {
    return support::Failure{placed.message()};
  }
  for (const auto& [entity, account] : *placed) {
    questions.push_back(world.About("", entity, account));
  }
  return questions;
}

void FitToAction(const catalog::Catalogue& catalogue, Question& question) {
  const auto action = catalogue.FindAction(question.action);
  const bool takes_none = action && catalogue.ResourcesOf(*action).size() == 0;
  if (takes_none) {
    question.resource = "*";
    question.target.reset();
    question.target_account.reset();
  }
  if (question.resource == "*") {
    question.of_many = !takes_none;
  }
}

support::Result<std::vector<evaluation::ContextKey>> ContextNamed(
    const std::vector<std::string>& written) {
  std::vector<evaluation::ContextKey> keys;
  for (const std::string& one : written) {
    const std::size_t equals = one.find('=');
    const std::string name = support::Lower(one.substr(0, equals));
    if (name.find(':') == std::string::npos) {
      return support::Failure{"`" + one +
                              "` is no context key; write KEY=VALUE, or KEY "
                              "for one that is missing"};
    }
    auto known = std::find_if(
        keys.begin(), keys.end(),
        [&](const evaluation::ContextKey& key) { return key.name == name; });
    if (known == keys.end()) {
      known = keys.insert(
          known,
          {.name = name, .values = {}, .is_list = false, .unknown = false});
    }
    if (equals != std::string::npos) {
      known->values.push_back(one.substr(equals + 1));
      known->is_list = known->values.size() > 1;
    }
  }
  return keys;
}

}  // namespace iamgen::simulation
