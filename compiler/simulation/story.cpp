// One side after the other, in the order in which IAM asks.
#include "simulation/story.h"

#include <algorithm>
#include <utility>

#include "support/text.h"

namespace iamgen::simulation {
namespace {

using evaluation::Answer;
using evaluation::Side;
using evaluation::Sides;
using evaluation::Truth;

// How a side's truth is told: "allows", "may allow", "does not allow".
std::string Allows(Truth truth, std::string_view verb = "allow") {
  switch (truth) {
    case Truth::kYes:
      return std::string(verb) + "s";
    case Truth::kDepends:
      return "may " + std::string(verb);
    case Truth::kNo:
      break;
  }
  return "does not " + std::string(verb);
}

class Teller {
 public:
  Teller(const World& world, const Actor& actor, const Question& question,
         const Verdict& verdict)
      : question_(question),
        verdict_(verdict),
        sides_(verdict.decision.sides),
        topology_(world.topology()),
        catalogue_(world.catalogue()),
        who_(Describe(world.topology(), actor)) {}

  std::vector<Sentence> Tell(bool all) {
    all_ = all;
    if (sides_.never) {
      Say("nobody may do this to what belongs to AWS, whatever policies say",
          {});
      return std::move(sentences_);
    }
    Denials();
    const bool denied = verdict_.decision.answer == Answer::kExplicitDeny;
    if (denied && !all_) {
      return std::move(sentences_);
    }
    Grants();
    Limit(sides_.boundary, Side::kBoundary, "its permissions boundary");
    Limit(sides_.session, Side::kSession, "the policy of its session");
    Limit(sides_.service_control, Side::kServiceControl,
          "the service control policies above its account");
    Limit(sides_.resource_control, Side::kResourceControl,
          "the resource control policies above the resource's account");
    Limit(sides_.endpoint, Side::kEndpoint, "the endpoint's policy");
    Keys();
    return std::move(sentences_);
  }

 private:
  void Say(std::string text, std::vector<diag::Span> places) {
    Sentence& sentence = sentences_.emplace_back();
    sentence.text = std::move(text);
    sentence.places = std::move(places);
  }

  // The statements of a side, those that allow or those that deny.
  [[nodiscard]] std::vector<diag::Span> PlacesOf(Side side, bool allows) const {
    std::vector<diag::Span> places;
    for (const Why& why : verdict_.why) {
      if (why.reason.side == side && why.reason.statement->allows == allows &&
          why.reason.statement->span.valid()) {
        places.push_back(why.reason.statement->span);
      }
    }
    return places;
  }

  // "policy `Reader`", of those whose statements allow.
  [[nodiscard]] std::string PoliciesOf(Side side) const {
    std::vector<std::string> names;
    for (const Why& why : verdict_.why) {
      if (why.reason.side == side && why.reason.statement->allows) {
        std::string name = Describe(topology_, why.held);
        if (std::find(names.begin(), names.end(), name) == names.end()) {
          names.push_back(std::move(name));
        }
      }
    }
    return support::Join(names, " and ");
  }

  void Denials() {
    for (const Why& why : verdict_.why) {
      if (why.reason.statement->allows) {
        continue;
      }
      const std::string policy = Describe(topology_, why.held);
      const std::string sid =
          why.reason.statement->sid.empty()
              ? "a statement"
              : "statement `" + why.reason.statement->sid + "`";
      Say(sid + " of " + policy +
              (why.reason.certain ? " denies it" : " may deny it"),
          {why.reason.statement->span});
    }
  }

  void Grants() {
    const std::string& action = question_.action;
    const std::string& policy = verdict_.resource_policy;
    const bool by_itself = sides_.resource_alone == Truth::kYes;
    const bool identity_needed = !by_itself;
    const bool missing = identity_needed && sides_.identity != Truth::kYes;
    if (all_ || missing) {
      std::string text;
      if (sides_.identity == Truth::kNo) {
        text = "no policy of " + who_ + " allows `" + action + "` on `" +
               question_.resource + "`";
      } else {
        const std::string by = PoliciesOf(Side::kIdentity);
        text = who_ +
               (sides_.identity == Truth::kYes ? " is allowed it by "
                                               : " may be allowed it by ") +
               (by.empty() ? "a policy that is not known here" : by);
      }
      if (sides_.identity == Truth::kNo && by_itself) {
        text += ", and none has to";
      }
      Say(std::move(text), PlacesOf(Side::kIdentity, true));
    }
    const bool resource_matters =
        sides_.needs_resource || sides_.resource != Truth::kNo;
    if (policy.empty()) {
      if (sides_.needs_resource) {
        Say("the resource is of another account and has no policy that lets "
            "anybody in",
            {});
      }
      return;
    }
    if (!resource_matters ||
        (!all_ && (!sides_.needs_resource || sides_.resource == Truth::kYes))) {
      return;
    }
    std::string text = policy + " ";
    if (sides_.resource == Truth::kNo) {
      text += "does not let it in";
    } else {
      text += sides_.resource == Truth::kYes ? "lets it in" : "may let it in";
      if (by_itself) {
        text += ", which is enough within an account";
      } else if (sides_.resource == Truth::kYes && all_) {
        text += sides_.own ? ", by its account: its own policies have to "
                             "allow it, too"
                           : ", and its own policies have to allow it, too";
      }
    }
    auto places = PlacesOf(Side::kResource, true);
    if (places.empty() && verdict_.resource_span.valid()) {
      places.push_back(verdict_.resource_span);
    }
    Say(std::move(text), std::move(places));
  }

  void Limit(Truth truth, Side side, std::string_view what) {
    const auto places = PlacesOf(side, true);
    if (truth == Truth::kYes && (!all_ || places.empty())) {
      return;
    }
    const bool many = what.find("policies") != std::string_view::npos;
    std::string text(what);
    text += many ? (truth == Truth::kYes       ? " allow it"
                    : truth == Truth::kDepends ? " may allow it"
                                               : " do not allow it")
                 : " " + Allows(truth) + " it";
    Say(std::move(text), places);
  }

  void Keys() {
    if (verdict_.decision.answer != Answer::kDepends) {
      return;
    }
    std::vector<std::string> keys;
    for (const std::string& key : verdict_.decision.keys) {
      keys.push_back(SpelledKey(catalogue_, key));
    }
    if (!keys.empty()) {
      Say("it depends on " + support::QuotedList(keys, keys.size()) +
              " of the request",
          {});
    } else if (question_.of_many) {
      Say("it depends on which of these resources is meant", {});
    }
  }

  const Question& question_;
  const Verdict& verdict_;
  const Sides& sides_;
  const model::Topology& topology_;
  const catalog::Catalogue& catalogue_;
  std::string who_;
  bool all_ = false;
  std::vector<Sentence> sentences_;
};

}  // namespace

std::string_view SideName(Side side, const Question& question) {
  switch (side) {
    case Side::kIdentity:
      return "identity";
    case Side::kResource:
      return evaluation::IsAssumption(support::Lower(question.action))
                 ? "trust"
                 : "resource";
    case Side::kBoundary:
      return "boundary";
    case Side::kSession:
      return "session";
    case Side::kServiceControl:
      return "scp";
    case Side::kResourceControl:
      return "rcp";
    case Side::kEndpoint:
      break;
  }
  return "endpoint";
}

std::vector<Sentence> Obstacles(const World& world, const Actor& actor,
                                const Question& question,
                                const Verdict& verdict) {
  if (verdict.decision.answer == Answer::kAllowed) {
    return {};
  }
  return Teller(world, actor, question, verdict).Tell(false);
}

std::vector<Sentence> Story(const World& world, const Actor& actor,
                            const Question& question, const Verdict& verdict) {
  return Teller(world, actor, question, verdict).Tell(true);
}

std::string SpelledKey(const catalog::Catalogue& catalogue,
                       const std::string& key) {
  const auto known = catalogue.FindKey(key);
  const std::string_view name = known ? catalogue[*known].name : key;
  // A member of a family keeps its own end.
  return name.find("${") == std::string_view::npos ? std::string(name) : key;
}

std::string CaveatOf(const Verdict& verdict) {
  std::vector<std::string> resources;
  std::vector<std::string> own;
  for (const Caveat& caveat : verdict.caveats) {
    (caveat.kind == CaveatKind::kResourcePolicy ? resources : own)
        .push_back(caveat.what);
  }
  std::string text;
  if (!resources.empty()) {
    text = "as far as identity policies go: " + support::Join(resources, ", ") +
           " is not in the topology";
  }
  if (!own.empty()) {
    text += (text.empty() ? "" : "; ") + std::string("nobody here knows ") +
            support::Join(own, ", ");
  }
  return text;
}

}  // namespace iamgen::simulation
