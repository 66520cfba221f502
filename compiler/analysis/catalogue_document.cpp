// A reader for JSON without mistakes: policies as AWS publishes them.
#include "analysis/catalogue_document.h"

#include <string>
#include <utility>

namespace iamgen::analysis {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view json) : rest_(json) {}

  std::optional<policy::Document> Read() {
    policy::Document document;
    Members([&](const std::string& name) {
      if (name == "Version") {
        document.version = policy::Value{Text(), {}};
      } else if (name == "Statement") {
        document.has_statement = true;
        Items([&] { document.statements.push_back(Statement()); });
      } else {
        Skip();
      }
    });
    if (broken_ || !document.has_statement) {
      return std::nullopt;
    }
    return document;
  }

 private:
  void Space() {
    const std::size_t end = rest_.find_first_not_of(" \t\r\n");
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end);
  }

  [[nodiscard]] char Next() {
    Space();
    if (rest_.empty()) {
      broken_ = true;
      return '\0';
    }
    return rest_.front();
  }

  bool Take(char wanted) {
    if (Next() != wanted) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  // Calls `look` with the name of every member; it reads the value.
  template <typename Look>
  void Members(Look look) {
    broken_ |= !Take('{');
    if (Take('}')) {
      return;
    }
    while (!broken_) {
      const std::string name = Text();
      broken_ |= !Take(':');
      if (!broken_) {
        look(name);
      }
      if (Take('}')) {
        return;
      }
      broken_ |= !Take(',');
    }
  }

  // Calls `look` for every item of a list, or for what stands there alone.
  template <typename Look>
  void Items(Look look) {
    if (!Take('[')) {
      look();
      return;
    }
    if (Take(']')) {
      return;
    }
    while (!broken_) {
      look();
      if (Take(']')) {
        return;
      }
      broken_ |= !Take(',');
    }
  }

  // A text, or a number or a word as it is written.
  std::string Text() {
    std::string text;
    if (!Take('"')) {
      const std::size_t end = rest_.find_first_of(",]} \t\r\n");
      text = rest_.substr(0, end);
      rest_.remove_prefix(text.size());
      broken_ |= text.empty();
      return text;
    }
    while (!rest_.empty() && rest_.front() != '"') {
      if (rest_.front() == '\\' && rest_.size() > 1) {
        rest_.remove_prefix(1);
        // Policies have nothing but Latin letters, so nothing else is escaped.
        broken_ |= rest_.front() == 'u';
      }
      text += rest_.front();
      rest_.remove_prefix(1);
    }
    broken_ |= !Take('"');
    return text;
  }

  void Skip() {
    if (Next() == '{') {
      Members([&](const std::string&) { Skip(); });
    } else if (Next() == '[') {
      Items([&] { Skip(); });
    } else {
      Text();
    }
  }

  policy::Values Values() {
    policy::Values values;
    values.is_list = Next() == '[';
    Items([&] { values.values.push_back({Text(), {}}); });
    return values;
  }

  policy::Clause Clause(bool except) {
    policy::Clause clause;
    clause.present = true;
    clause.except = except;
    clause.of = Values();
    return clause;
  }

  policy::Statement Statement() {
    policy::Statement statement;
    Members([&](const std::string& name) {
      if (name == "Sid") {
        statement.sid = policy::Value{Text(), {}};
      } else if (name == "Effect") {
        statement.effect = policy::Value{Text(), {}};
      } else if (name == "Action" || name == "NotAction") {
        statement.action = Clause(name == "NotAction");
      } else if (name == "Resource" || name == "NotResource") {
        statement.resource = Clause(name == "NotResource");
      } else if (name == "Condition") {
        statement.has_condition = true;
        Members([&](const std::string& op) {
          policy::ConditionBlock block;
          block.op = {op, {}};
          Members([&](const std::string& key) {
            policy::ConditionTest test;
            test.key = {key, {}};
            test.of = Values();
            block.tests.push_back(std::move(test));
          });
          statement.condition.push_back(std::move(block));
        });
      } else {
        Skip();
      }
    });
    return statement;
  }

  std::string_view rest_;
  bool broken_ = false;
};

}  // namespace

std::optional<policy::Document> ReadCatalogueDocument(std::string_view json) {
  return Reader(json).Read();
}

}  // namespace iamgen::analysis
