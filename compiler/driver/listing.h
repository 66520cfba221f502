// What a topology defines, as rows: per entity and account, for `iamgen list`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/topology.h"

namespace iamgen::driver {

struct Column {
  // Where the column is shown: tables leave out what one row for many accounts
  // cannot say, and records what another column says better.
  enum class In : std::uint8_t { kBoth, kTable, kRecords };

  const char* name;
  // Whether a record has a list there, even of one.
  bool is_list = false;
  In in = In::kBoth;
};

// The texts of one column; one, if it is no list.
using Cell = std::vector<std::string>;

struct Row {
  // Nothing for a target outside of the topology.
  std::optional<model::AccountId> account;
  std::vector<Cell> cells;
};

struct Listing {
  std::vector<Column> columns;
  // The column before which the account stands.
  std::size_t account_at = 1;
  std::vector<Row> rows;
};

// What can be listed: "roles", "users", ...
std::vector<std::string> Listable();

// INVARIANT: `what` is listable. `topology` has both halves of its edges.
Listing ListOf(const model::Topology& topology, std::string_view what);

// One line for each entity, with all accounts in which the rest is the same.
std::string AsTable(const Listing& listing, const model::Topology& topology);

// One record for each entity and account.
std::string AsJson(const Listing& listing, const model::Topology& topology);
std::string AsCsv(const Listing& listing, const model::Topology& topology);

}  // namespace iamgen::driver
