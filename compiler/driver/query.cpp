// Asks for every principal, or from one principal on.
#include "driver/query.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "analysis/access.h"
#include "diag/json_text.h"
#include "driver/account_words.h"
#include "driver/catalog.h"
#include "driver/commands.h"
#include "driver/run.h"
#include "driver/selection.h"
#include "driver/simulation_words.h"
#include "driver/table.h"
#include "model/entity.h"
#include "simulation/asking.h"
#include "simulation/reaching.h"
#include "simulation/story.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using simulation::Actor;
using simulation::Question;

// One line of an answer: columns, and the account of its principal.
struct Record {
  std::vector<std::string> cells;
  std::optional<model::AccountId> account;
};

std::string PlacesOf(const std::vector<simulation::Why>& whys,
                     const diag::SourceMap& sources) {
  std::vector<std::string> places;
  for (const simulation::Why& why : whys) {
    std::string place = PlaceOf(why.reason.statement->span, sources);
    if (place.empty()) {
      place = why.held.name.substr(why.held.name.rfind('/') + 1);
    }
    if (!place.empty() &&
        std::find(places.begin(), places.end(), place) == places.end()) {
      places.push_back(std::move(place));
    }
  }
  return support::Join(places, " ");
}

// Prints records under heads, the account as the second column.
class Printer {
 public:
  Printer(std::vector<std::string> heads, const model::Topology& topology)
      : heads_(std::move(heads)), topology_(topology) {}

  std::string Print(const std::vector<Record>& records,
                    const std::string& format) const {
    if (format == "json") {
      return AsJson(records);
    }
    return format == "csv" ? AsCsv(records) : AsText(records);
  }

 private:
  [[nodiscard]] std::string AliasOf(const Record& record) const {
    return record.account ? topology_.accounts[*record.account].alias : "";
  }

  // Accounts in which all else is the same are one line.
  [[nodiscard]] std::string AsText(const std::vector<Record>& records) const {
    std::vector<const Record*> order;
    std::map<std::vector<std::string>, std::vector<model::AccountId>> alike;
    for (const Record& record : records) {
      const auto [at, is_new] = alike.try_emplace(record.cells);
      if (is_new) {
        order.push_back(&record);
      }
      if (record.account) {
        at->second.push_back(*record.account);
      }
    }
    std::vector<TableLine> lines = {heads_};
    lines.front().insert(lines.front().begin() + 1, "accounts");
    for (const Record* record : order) {
      std::vector<model::AccountId>& accounts = alike[record->cells];
      std::sort(accounts.begin(), accounts.end());
      accounts.erase(std::unique(accounts.begin(), accounts.end()),
                     accounts.end());
      TableLine line = record->cells;
      line.insert(line.begin() + 1, accounts.empty()
                                        ? std::string()
                                        : AccountsIn(topology_, accounts));
      lines.push_back(std::move(line));
    }
    return Aligned(lines);
  }

  [[nodiscard]] std::string AsCsv(const std::vector<Record>& records) const {
    std::vector<std::string> heads = heads_;
    heads.insert(heads.begin() + 1, "account");
    std::string text = support::Join(heads, ",") + "\n";
    for (const Record& record : records) {
      std::vector<std::string> cells = record.cells;
      cells.insert(cells.begin() + 1, AliasOf(record));
      std::transform(cells.begin(), cells.end(), cells.begin(), CsvField);
      text += support::Join(cells, ",") + "\n";
    }
    return text;
  }

  [[nodiscard]] std::string AsJson(const std::vector<Record>& records) const {
    std::string out;
    {
      diag::JsonObject whole(out);
      whole.Number("format_version", 1);
      whole.Key("results");
      diag::JsonList list(out, true);
      for (const Record& record : records) {
        list.Next();
        diag::JsonObject one(out);
        for (std::size_t i = 0; i < heads_.size(); ++i) {
          std::string key = heads_[i];
          std::replace(key.begin(), key.end(), ' ', '_');
          one.Text(key, record.cells[i]);
          if (i == 0) {
            one.Text("account", AliasOf(record));
          }
        }
      }
    }
    return out + "\n";
  }

  std::vector<std::string> heads_;
  const model::Topology& topology_;
};

// The services of which it may do something: "dynamodb s3".
std::string ServicesOf(analysis::Access& access,
                       const model::PlacedEntity& who) {
  const catalog::Catalogue& catalogue = CurrentCatalogue();
  std::set<std::string> services;
  bool administrator = false;
  access.At(who.first, who.second, [&](const analysis::Principal& principal) {
    administrator = access.IsAdministrator(principal);
    principal.may.ForEach([&](catalog::ActionId action) {
      services.emplace(catalogue.PrefixOf(catalogue.ServiceOf(action)));
    });
  });
  constexpr std::size_t kShown = 8;
  if (administrator) {
    return "all, as an administrator";
  }
  if (services.size() > kShown) {
    return std::to_string(services.size()) + " services";
  }
  return support::Join(
      std::vector<std::string>(services.begin(), services.end()), " ");
}

// Every role and user, in each of the accounts.
template <typename Look>
void ForEachActor(const model::Topology& topology,
                  const std::vector<model::AccountId>& accounts, Look look) {
  const auto of = [&](model::EntityKind kind, std::size_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
      const model::EntityRef entity{kind, i};
      const auto home = model::AccountsOf(topology, entity);
      if (!home.valid()) {
        continue;
      }
      for (const model::AccountId account :
           topology.account_sets[home].members) {
        if (std::binary_search(accounts.begin(), accounts.end(), account)) {
          look(simulation::ActorOf(topology, entity, account));
        }
      }
    }
  };
  of(model::EntityKind::kRole, topology.roles.size());
  of(model::EntityKind::kUser, topology.users.size());
}

class WhoCan {
 public:
  WhoCan(simulation::World& world, const diag::SourceMap& sources)
      : world_(world), sources_(sources), reaching_(world) {}

  std::vector<Record> Find(const std::vector<Question>& questions,
                           const std::vector<model::AccountId>& accounts) {
    for (const Question& question : questions) {
      const bool any_role =
          question.of_many && question.resource == "*" &&
          evaluation::IsAssumption(support::Lower(question.action));
      ForEachActor(world_.topology(), accounts, [&](const Actor& actor) {
        if (any_role) {
          LookAtRoles(actor, question);
        } else {
          Take(actor, question, world_.Ask(actor, question));
        }
      });
      for (const std::string& name : world_.OthersNamed(question)) {
        LookAtOther(name, question);
      }
    }
    return std::move(records_);
  }

 private:
  void LookAtRoles(const Actor& actor, const Question& question) {
    for (const auto& [role, verdict] : reaching_.AssumableBy(actor)) {
      const Question one =
          world_.About(question.action, role.first, role.second);
      Take(actor, one, verdict);
    }
  }

  void LookAtOther(const std::string& name, const Question& question) {
    auto actor = world_.FindActor(name);
    if (!actor) {
      return;
    }
    if (actor->caller.kind == evaluation::CallerKind::kRoot) {
      // It stands for everybody of its account.
      records_.push_back(
          {{"account " + actor->caller.account, question.action,
            question.resource, "depends on its own policies", ""},
           std::nullopt});
      return;
    }
    const simulation::Verdict verdict = world_.Ask(*actor, question);
    actor->account.reset();
    Take(*actor, question, verdict);
  }

  void Take(const Actor& actor, const Question& question,
            const simulation::Verdict& verdict) {
    if (evaluation::IsDenial(verdict.decision.answer)) {
      return;
    }
    std::string answer = AnswerOf(verdict, world_);
    if (question.of_many && answer == "depends") {
      answer = "on some";
    }
    records_.push_back(
        {{NameOf(actor, world_), question.action, question.resource,
          std::move(answer), PlacesOf(verdict.why, sources_)},
         actor.account});
  }

  simulation::World& world_;
  const diag::SourceMap& sources_;
  simulation::Reaching reaching_;
  std::vector<Record> records_;
};

int AnswerWhoCan(const Compilation& compilation, const QueryRequest& request,
                 const std::vector<model::AccountId>& accounts) {
  simulation::World world(*compilation.model, CurrentCatalogue());
  auto about = simulation::QuestionsAbout(
      world, request.arguments.size() > 1 ? request.arguments[1] : "*");
  const auto context = simulation::ContextNamed(request.context);
  if (!about || !context) {
    Complain(about ? context.message() : about.message());
    return kCannotRun;
  }
  std::vector<Question> questions;
  std::vector<std::string> focus;
  for (const Question& one : *about) {
    auto actions = simulation::ActionsNamed(
        world.catalogue(), request.arguments.front(), one.resource);
    if (!actions) {
      Complain(actions.message());
      return kCannotRun;
    }
    for (std::string& action : *actions) {
      Question question = one;
      question.action = std::move(action);
      question.context = *context;
      simulation::FitToAction(world.catalogue(), question);
      focus.push_back(question.action);
      questions.push_back(std::move(question));
    }
  }
  // A table that nobody reads, and more time than anybody has.
  constexpr std::size_t kMostQuestions = 500;
  if (questions.size() > kMostQuestions) {
    Complain("these are " + std::to_string(questions.size()) +
             " questions to everybody, more than " +
             std::to_string(kMostQuestions) + "; ask about fewer actions");
    return kCannotRun;
  }
  constexpr std::size_t kFew = 8;
  if (focus.size() <= kFew) {
    world.Focus(std::move(focus));
  }
  const Printer printer(
      {"principal", "action", "resource", "decision", "decided by"},
      *compilation.model);
  return Print(printer.Print(
             WhoCan(world, compilation.sources).Find(questions, accounts),
             request.format))
             ? kGood
             : kCannotRun;
}

// What lies between the start and a hop, and the hop itself.
std::set<std::size_t> ChainsTo(const std::vector<simulation::Hop>& hops,
                               const std::vector<model::PlacedEntity>& wanted) {
  std::set<std::size_t> kept;
  for (std::size_t i = 0; i < hops.size(); ++i) {
    if (std::find(wanted.begin(), wanted.end(), hops[i].to) == wanted.end()) {
      continue;
    }
    std::size_t at = i;
    while (kept.insert(at).second && hops[at].from != at) {
      at = hops[at].from;
    }
  }
  return kept;
}

int AnswerReach(const Compilation& compilation, const QueryRequest& request) {
  const model::Topology& topology = *compilation.model;
  simulation::World world(topology, CurrentCatalogue());
  auto actors = simulation::ActorsNamed(world, request.arguments.front());
  if (!actors) {
    Complain(actors.message());
    return kCannotRun;
  }
  std::vector<model::PlacedEntity> wanted;
  if (!request.to.empty()) {
    auto found = model::FindPlaced(topology, request.to);
    if (!found) {
      Complain(found.message());
      return kCannotRun;
    }
    wanted = *std::move(found);
  }
  analysis::Access access(topology, CurrentCatalogue());
  simulation::Reaching reaching(world);
  std::vector<Record> records;
  for (const Actor& actor : *actors) {
    const std::vector<simulation::Hop> hops = reaching.From(actor);
    const std::set<std::size_t> kept = ChainsTo(hops, wanted);
    for (std::size_t i = 0; i < hops.size(); ++i) {
      const simulation::Hop& hop = hops[i];
      if (!wanted.empty() && !kept.contains(i)) {
        continue;
      }
      const Actor from =
          hop.from == i ? actor
                        : simulation::ActorOf(topology, hops[hop.from].to.first,
                                              hops[hop.from].to.second);
      std::string way = hop.means == simulation::HopMeans::kAssume
                            ? "assumes it"
                            : "passes it to " + hop.service;
      std::vector<std::string> keys;
      for (const std::string& key : hop.keys) {
        keys.push_back(simulation::SpelledKey(world.catalogue(), key));
      }
      if (!keys.empty()) {
        way += ", depends on " + support::Join(keys, ", ");
      }
      records.push_back(
          {{NameOf(simulation::ActorOf(topology, hop.to.first, hop.to.second),
                   world),
            std::to_string(hop.depth),
            NameOf(from, world) +
                (from.account ? "@" + topology.accounts[*from.account].alias
                              : ""),
            std::move(way), PlacesOf(hop.why, compilation.sources),
            ServicesOf(access, hop.to)},
           hop.to.second});
    }
  }
  const Printer printer(
      {"reaches", "step", "from", "how", "decided by", "services"}, topology);
  return Print(printer.Print(records, request.format)) ? kGood : kCannotRun;
}

}  // namespace

std::vector<std::string> Queries() { return {"reach", "who-can"}; }

int Query(const Options& options, const QueryRequest& request) {
  const std::size_t most = request.what == "who-can" ? 2 : 1;
  if (request.arguments.size() > most) {
    Complain("`" + request.arguments[most] + "` is one argument too many");
    return kCannotRun;
  }
  const support::DiskFileSystem files;
  Compilation compilation;
  if (!CompileForResult(options, files, compilation)) {
    return kCannotRun;
  }
  if (request.what == "reach") {
    return AnswerReach(compilation, request);
  }
  std::vector<model::AccountId> accounts;
  if (!ChooseAccounts(options, *compilation.model, accounts)) {
    return kCannotRun;
  }
  std::sort(accounts.begin(), accounts.end());
  return AnswerWhoCan(compilation, request, accounts);
}

}  // namespace iamgen::driver
