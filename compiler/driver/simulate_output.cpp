// Verdicts as text, tables and records.
#include <algorithm>

#include "diag/json_text.h"
#include "driver/simulate.h"
#include "driver/simulation_words.h"
#include "driver/table.h"
#include "model/entity.h"
#include "simulation/story.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using simulation::Sentence;

std::string AccountOf(const simulation::Actor& actor,
                      const simulation::World& world) {
  return actor.account ? world.topology().accounts[*actor.account].alias : "";
}

void Append(const std::vector<Sentence>& sentences,
            const diag::SourceMap& sources, std::string& out) {
  for (const Sentence& sentence : sentences) {
    std::vector<std::string> places;
    for (const diag::Span place : sentence.places) {
      if (std::string text = PlaceOf(place, sources); !text.empty()) {
        places.push_back(std::move(text));
      }
    }
    out += "  - " + sentence.text +
           (places.empty() ? "" : " (" + support::Join(places, ", ") + ")") +
           "\n";
  }
}

void AppendStatements(const Simulated& one, const simulation::World& world,
                      const diag::SourceMap& sources, std::string& out) {
  std::vector<TableLine> lines;
  for (const simulation::Why& why : one.verdict.why) {
    lines.push_back(
        {why.reason.statement->allows ? "  allow" : "  deny",
         std::string(simulation::SideName(why.reason.side, one.question)),
         PlaceOf(why.reason.statement->span, sources),
         simulation::Describe(world.topology(), why.held) +
             (why.reason.statement->sid.empty()
                  ? ""
                  : ", statement `" + why.reason.statement->sid + "`") +
             (why.reason.certain ? "" : ", perhaps")});
  }
  if (!lines.empty()) {
    out += Aligned(lines);
  }
}

void AppendOne(const Simulated& one, const simulation::World& world,
               const diag::SourceMap& sources, bool explain, std::string& out) {
  out += AnswerOf(one.verdict, world) + ": " +
         simulation::Describe(world.topology(), one.actor) + ", " +
         one.question.action + " on " + one.question.resource + "\n";
  if (explain) {
    Append(simulation::Story(world, one.actor, one.question, one.verdict),
           sources, out);
  } else {
    AppendStatements(one, world, sources, out);
    Append(simulation::Obstacles(world, one.actor, one.question, one.verdict),
           sources, out);
  }
  const std::string caveat = simulation::CaveatOf(one.verdict);
  if (!caveat.empty()) {
    out += "  note: " + caveat + "\n";
  }
}

TableLine CellsOf(const Simulated& one, const simulation::World& world) {
  return {NameOf(one.actor, world), AccountOf(one.actor, world),
          one.question.action, one.question.resource,
          AnswerOf(one.verdict, world)};
}

constexpr const char* kHeads[] = {"by", "account", "action", "resource",
                                  "decision"};

void AppendPlace(diag::Span span, const diag::SourceMap& sources,
                 diag::JsonObject& into) {
  if (!span.valid()) {
    return;
  }
  const diag::Source& source = sources[span.file];
  const diag::Position at = source.PositionOf(span.begin);
  into.Text("file", source.path());
  into.Number("line", at.line);
  into.Number("column", at.column);
}

void AppendRecord(const Simulated& one, const simulation::World& world,
                  const diag::SourceMap& sources, std::string& out) {
  const evaluation::Decision& decision = one.verdict.decision;
  diag::JsonObject record(out);
  record.Text("by", NameOf(one.actor, world));
  record.Text("account", AccountOf(one.actor, world));
  record.Text("principal", one.actor.caller.name);
  record.Text("action", one.question.action);
  record.Text("resource", one.question.resource);
  record.Text("decision", evaluation::NameOf(decision.answer));
  record.Key("decided_by");
  {
    diag::JsonList list(out);
    for (const simulation::Why& why : one.verdict.why) {
      list.Next();
      diag::JsonObject statement(out);
      statement.Text("side",
                     simulation::SideName(why.reason.side, one.question));
      statement.Text("policy",
                     simulation::Describe(world.topology(), why.held));
      if (!why.reason.statement->sid.empty()) {
        statement.Text("sid", why.reason.statement->sid);
      }
      statement.Text("effect", why.reason.statement->allows ? "Allow" : "Deny");
      AppendPlace(why.reason.statement->span, sources, statement);
    }
  }
  if (!decision.keys.empty()) {
    record.Key("depends_on");
    diag::JsonList keys(out);
    for (const std::string& key : decision.keys) {
      keys.Next();
      diag::AppendJsonText(out, simulation::SpelledKey(world.catalogue(), key));
    }
  }
  record.Key("missing");
  {
    diag::JsonList list(out);
    for (const Sentence& sentence :
         simulation::Obstacles(world, one.actor, one.question, one.verdict)) {
      list.Next();
      diag::AppendJsonText(out, sentence.text);
    }
  }
  record.Text("note", simulation::CaveatOf(one.verdict));
}

}  // namespace

std::string AsText(const std::vector<Simulated>& all,
                   const simulation::World& world,
                   const diag::SourceMap& sources, bool explain) {
  std::string text;
  if (all.size() == 1 || explain) {
    for (const Simulated& one : all) {
      text += text.empty() ? "" : "\n";
      AppendOne(one, world, sources, explain, text);
    }
    return text;
  }
  std::vector<TableLine> lines = {{std::begin(kHeads), std::end(kHeads)}};
  for (const Simulated& one : all) {
    lines.push_back(CellsOf(one, world));
  }
  return Aligned(lines);
}

std::string AsCsv(const std::vector<Simulated>& all,
                  const simulation::World& world) {
  std::string text =
      support::Join(
          std::vector<std::string>(std::begin(kHeads), std::end(kHeads)), ",") +
      "\n";
  for (const Simulated& one : all) {
    TableLine cells = CellsOf(one, world);
    std::transform(cells.begin(), cells.end(), cells.begin(), CsvField);
    text += support::Join(cells, ",") + "\n";
  }
  return text;
}

std::string AsJson(const std::vector<Simulated>& all,
                   const simulation::World& world,
                   const diag::SourceMap& sources) {
  std::string out;
  {
    diag::JsonObject whole(out);
    whole.Number("format_version", 1);
    whole.Key("results");
    diag::JsonList list(out, true);
    for (const Simulated& one : all) {
      list.Next();
      AppendRecord(one, world, sources, out);
    }
  }
  return out + "\n";
}

}  // namespace iamgen::driver
