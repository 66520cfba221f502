// Topologies written in a test, as far as the model.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "diag/source.h"
#include "model/topology.h"
#include "passes/derive_halves.h"
#include "resolve/resolve.h"
#include "support/file_system.h"
#include "syntax/parse.h"
#include "syntax/reader.h"

namespace iamgen::testing {

// Two accounts with a number for each letter, and one outside.
inline constexpr std::string_view kAccounts = R"(iamgen: 1
master: { id: "111111111111" }
children:
  dev: { id: "222222222222", tags: { stage: nonprod }, ou: Work/Dev }
  prod: { id: "333333333333", tags: { stage: prod }, ou: Work }
external_accounts: { partner: { id: "999999999999" } }
)";

class Modelling {
 public:
  // `text` follows `kAccounts`, or is all of it if it says `iamgen:` itself.
  explicit Modelling(std::string_view text) {
    const std::string whole =
        text.starts_with("iamgen:") || text.starts_with("{")
            ? std::string(text)
            : std::string(kAccounts) + std::string(text);
    Resolve(whole);
  }

  Modelling(std::string_view text,
            const std::vector<std::pair<std::string, std::string>>& beside) {
    for (const auto& [path, bytes] : beside) {
      files.Add(path, bytes);
    }
    Resolve(std::string(kAccounts) + std::string(text));
  }

  // With both halves of every edge.
  Modelling& Derive() {
    if (topology) {
      topology = passes::DeriveHalves(*std::move(topology));
    }
    return *this;
  }

  // "SPEC043 8:13 message | ...", in the order of printing.
  [[nodiscard]] std::string Findings() const {
    std::string all;
    for (const diag::Diagnostic* one : sink.Sorted()) {
      const diag::Position at =
          sources[one->span.file].PositionOf(one->span.begin);
      all += (all.empty() ? "" : " | ") + std::string(one->rule->id) + " " +
             std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
             one->message;
    }
    return all;
  }

  [[nodiscard]] std::vector<std::string> Rules() const {
    std::vector<std::string> rules;
    for (const diag::Diagnostic* one : sink.Sorted()) {
      rules.emplace_back(one->rule->id);
    }
    return rules;
  }

  [[nodiscard]] std::string Dump() const {
    return topology ? model::Dump(*topology) : "no topology";
  }

  [[nodiscard]] const model::Role& Role(std::string_view key) const {
    for (const model::Role& role : topology->roles) {
      if (role.key == key) {
        return role;
      }
    }
    ADD_FAILURE() << "no role " << key;
    return *topology->roles.begin();
  }

  [[nodiscard]] model::AccountId Account(std::string_view alias) const {
    for (std::size_t i = 0; i < topology->accounts.size(); ++i) {
      const model::AccountId id = topology->accounts.IdAt(i);
      if (topology->accounts[id].alias == alias) {
        return id;
      }
    }
    ADD_FAILURE() << "no account " << alias;
    return {};
  }

  // "dev prod", or "?".
  [[nodiscard]] std::string Aliases(model::AccountSetId set) const {
    if (!set.valid()) {
      return "?";
    }
    std::string all;
    for (const model::AccountId id : topology->account_sets[set].members) {
      all += (all.empty() ? "" : " ") + topology->accounts[id].alias;
    }
    return all;
  }

  support::MemoryFileSystem files;
  diag::SourceMap sources;
  diag::Sink sink;
  std::optional<model::Topology> topology;

 private:
  void Resolve(const std::string& text) {
    const auto tree = syntax::Read(sources, sources.Add("t.yaml", text), sink);
    const auto ast = syntax::ParseTopology(tree, sink);
    if (ast) {
      topology =
          resolve::Resolve(*ast, {sources, files, "", {"templates"}}, sink);
    }
  }
};

}  // namespace iamgen::testing
