// The data of the page: numbers in place of what is said more than once.
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "driver/graph_html.h"
#include "driver/graph_words.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using analysis::Halves;
using analysis::TrustGraph;
using analysis::TrustLink;

// What graph_page/data.js calls them, by place.
int NumberOf(Halves halves) {
  switch (halves) {
    case Halves::kAll:
      return 0;
    case Halves::kTrustAlone:
      return 1;
    case Halves::kPermissionAlone:
      return 2;
    case Halves::kOtherOutside:
      break;
  }
  return 3;
}

// `<` begins tags and comments, and ends nothing that JSON needs it for.
void AppendWithoutTags(std::string& out, std::string_view json) {
  for (const char c : json) {
    if (c == '<' || c == '>' || c == '&') {
      out += c == '<' ? "\\u003c" : c == '>' ? "\\u003e" : "\\u0026";
    } else {
      out += c;
    }
  }
}

std::string Quoted(std::string_view text) {
  std::string json = "\"";
  support::AppendJsonEscaped(json, text);
  return json + '"';
}

// JSON without the white space between its values, of which every line begins
// with some: strings hold no ends of lines.
std::string OnOneLine(std::string_view json) {
  std::string line;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] == '\n') {
      while (i + 1 < json.size() && json[i + 1] == ' ') {
        ++i;
      }
    } else {
      line += json[i];
    }
  }
  return line;
}

// Texts, each once.
class Table {
 public:
  std::size_t Of(const std::string& json) {
    const auto [place, is_new] = places_.emplace(json, rows_.size());
    if (is_new) {
      rows_.push_back(json);
    }
    return place->second;
  }

  [[nodiscard]] const std::vector<std::string>& rows() const { return rows_; }

 private:
  std::map<std::string, std::size_t> places_;
  std::vector<std::string> rows_;
};

class Writer {
 public:
  Writer(const TrustGraph& graph, const model::Topology& topology,
         const diag::SourceMap& sources)
      : graph_(graph), topology_(topology), sources_(sources) {}

  std::string Run() && {
    NumberAccounts();
    std::vector<std::string> nodes;
    for (const analysis::TrustNode& node : graph_.nodes) {
      const std::string account =
          node.account ? std::to_string(numbers_.at(*node.account)) : "-1";
      nodes.push_back("[" + Quoted(node.name) + "," + Quoted(node.type) + "," +
                      account + "," + LineOf(node.span) + "]");
    }
    std::vector<std::string> links;
    for (const TrustLink& link : graph_.links) {
      links.push_back(LinkOf(link));
    }
    std::vector<std::string> statements;
    for (const std::string& statement : graph_.statements) {
      statements.push_back(OnOneLine(statement));
    }
    Add("accounts", accounts_);
    Add("nodes", nodes);
    Add("links", links);
    Add("conditions", conditions_.rows());
    Add("lines", lines_.rows());
    Add("statements", statements);
    return json_ + "\n}";
  }

 private:
  // Those that are in the picture.
  void NumberAccounts() {
    for (const auto& entry : NodesByAccount(graph_)) {
      const model::Account& account = topology_.accounts[entry.first];
      numbers_.emplace(entry.first, accounts_.size());
      accounts_.push_back("{\"alias\":" + Quoted(account.alias) +
                          ",\"id\":" + Quoted(account.id) + ",\"ours\":" +
                          (account.built() ? "true" : "false") + "}");
    }
  }

  std::string LineOf(diag::Span span) {
    return span.valid()
               ? std::to_string(lines_.Of(Quoted(sources_.Describe(span))))
               : "-1";
  }

  static std::string ListOf(const std::vector<std::size_t>& places) {
    std::string list = "[";
    for (const std::size_t place : places) {
      list += (list.size() == 1 ? "" : ",") + std::to_string(place);
    }
    return list + "]";
  }

  std::string LinkOf(const TrustLink& link) {
    std::string conditions = "[";
    for (const std::string& condition : link.conditions) {
      conditions += (conditions.size() == 1 ? "" : ",") + Quoted(condition);
    }
    return "[" + std::to_string(link.from) + "," + std::to_string(link.to) +
           "," + std::to_string(NumberOf(link.halves)) + "," +
           (Denies(link) ? "1" : "0") + "," +
           std::to_string(conditions_.Of(conditions + "]")) + "," +
           LineOf(link.span) + "," + LineOf(link.source_span) + "," +
           ListOf(link.trust) + "," + ListOf(link.permission) + "]";
  }

  void Add(std::string_view name, const std::vector<std::string>& values) {
    json_ += (json_.empty() ? "{\n" : ",\n") + Quoted(name) + ":[";
    for (std::size_t i = 0; i < values.size(); ++i) {
      json_ += i == 0 ? "\n" : ",\n";
      AppendWithoutTags(json_, values[i]);
    }
    json_ += ']';
  }

  const TrustGraph& graph_;
  const model::Topology& topology_;
  const diag::SourceMap& sources_;
  std::map<model::AccountId, std::size_t> numbers_;
  std::vector<std::string> accounts_;
  Table conditions_;
  Table lines_;
  std::string json_;
};

}  // namespace

std::string PageDataOf(const TrustGraph& graph, const model::Topology& topology,
                       const diag::SourceMap& sources) {
  return Writer(graph, topology, sources).Run();
}

}  // namespace iamgen::driver
