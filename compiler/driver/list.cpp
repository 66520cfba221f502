// `iamgen list`: what a topology defines, as a table or as records.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "diag/render.h"
#include "driver/account_words.h"
#include "driver/commands.h"
#include "driver/listing.h"
#include "driver/run.h"
#include "driver/table.h"
#include "support/text.h"
#include "writers/json.h"

namespace iamgen::driver {
namespace {

// "attached to" is `attached_to` in a record.
std::string FieldOf(const Column& column) {
  std::string field = column.name;
  std::replace(field.begin(), field.end(), ' ', '_');
  return field;
}

// By name, then by account: whoever compares two lists wants no order of the
// topology's.
std::vector<const Row*> Sorted(const Listing& listing,
                               const model::Topology& topology) {
  std::vector<const Row*> rows;
  for (const Row& row : listing.rows) {
    rows.push_back(&row);
  }
  const auto alias = [&](const Row& row) {
    return row.account ? topology.accounts[*row.account].alias : std::string();
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const Row* a, const Row* b) {
    if (a->cells.front() != b->cells.front()) {
      return a->cells.front() < b->cells.front();
    }
    return alias(*a) != alias(*b) ? alias(*a) < alias(*b) : a->cells < b->cells;
  });
  return rows;
}

}  // namespace

std::string AsTable(const Listing& listing, const model::Topology& topology) {
  // Accounts in which all that a table shows is the same, in their order.
  std::map<std::vector<Cell>, std::vector<model::AccountId>> alike;
  for (const Row& row : listing.rows) {
    std::vector<Cell> shown;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (listing.columns[i].in != Column::In::kRecords) {
        shown.push_back(row.cells[i]);
      }
    }
    auto& accounts = alike[std::move(shown)];
    if (row.account) {
      accounts.push_back(*row.account);
    }
  }
  TableLine heads;
  std::size_t account_at = 0;
  for (std::size_t i = 0; i < listing.columns.size(); ++i) {
    if (i == listing.account_at) {
      account_at = heads.size();
      heads.emplace_back("accounts");
    }
    if (listing.columns[i].in != Column::In::kRecords) {
      heads.emplace_back(listing.columns[i].name);
    }
  }
  std::vector<TableLine> lines = {std::move(heads)};
  for (auto& [cells, accounts] : alike) {
    std::sort(accounts.begin(), accounts.end());
    accounts.erase(std::unique(accounts.begin(), accounts.end()),
                   accounts.end());
    TableLine line;
    for (const Cell& cell : cells) {
      line.push_back(support::Join(cell, " "));
    }
    line.insert(
        line.begin() + static_cast<std::ptrdiff_t>(account_at),
        accounts.empty() ? std::string() : AccountsIn(topology, accounts));
    lines.push_back(std::move(line));
  }
  return Aligned(lines);
}

std::string AsJson(const Listing& listing, const model::Topology& topology) {
  writers::List records;
  for (const Row* row : Sorted(listing, topology)) {
    writers::Map record;
    for (std::size_t i = 0; i < row->cells.size(); ++i) {
      const Column& column = listing.columns[i];
      const Cell& cell = row->cells[i];
      if (i == listing.account_at && row->account) {
        const model::Account& account = topology.accounts[*row->account];
        record.push_back(
            {.key = "account", .value = {writers::Text(account.alias)}});
        record.push_back(
            {.key = "account_id", .value = {writers::Text(account.id)}});
      }
      if (column.in == Column::In::kTable) {
        continue;
      }
      if (!column.is_list) {
        record.push_back({.key = FieldOf(column),
                          .value = {writers::Text(support::Join(cell, " "))}});
        continue;
      }
      writers::List values;
      for (const std::string& value : cell) {
        values.push_back({writers::Text(value)});
      }
      record.push_back({.key = FieldOf(column), .value = {std::move(values)}});
    }
    records.push_back({std::move(record)});
  }
  std::string text;
  writers::WriteJson({std::move(records)}, 2).AppendTo(text, {});
  return text + "\n";
}

std::string AsCsv(const Listing& listing, const model::Topology& topology) {
  std::vector<TableLine> lines;
  const auto add = [&](const std::string& alias, const std::string& id,
                       const auto& field) {
    TableLine& line = lines.emplace_back();
    for (std::size_t i = 0; i < listing.columns.size(); ++i) {
      if (i == listing.account_at) {
        line.push_back(alias);
        line.push_back(id);
      }
      if (listing.columns[i].in != Column::In::kTable) {
        line.push_back(field(i));
      }
    }
  };
  add("account", "account_id",
      [&](std::size_t i) { return FieldOf(listing.columns[i]); });
  for (const Row* row : Sorted(listing, topology)) {
    const model::Account* account =
        row->account ? &topology.accounts[*row->account] : nullptr;
    add(account == nullptr ? "" : account->alias,
        account == nullptr ? "" : account->id,
        [&](std::size_t i) { return support::Join(row->cells[i], " "); });
  }
  std::string text;
  for (const TableLine& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      text += (i > 0 ? "," : "") + CsvField(line[i]);
    }
    text += '\n';
  }
  return text;
}

int List(const Options& options, const std::string& what,
         const std::string& format) {
  const support::DiskFileSystem files;
  Compilation compilation;
  if (!CompileForResult(options, files, compilation)) {
    return kCannotRun;
  }
  const Listing listing = ListOf(*compilation.model, what);
  const std::string text =
      format == "json"  ? AsJson(listing, *compilation.model)
      : format == "csv" ? AsCsv(listing, *compilation.model)
                        : AsTable(listing, *compilation.model);
  return Print(text) ? kGood : kCannotRun;
}

}  // namespace iamgen::driver
