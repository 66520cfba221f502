// Counts the characters of documents that were never written.
#include "analysis/document_size.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "model/evaluate.h"

namespace iamgen::analysis {
namespace {

// What a string in a list takes besides its text, generously.
constexpr std::size_t kPerString = 16;

// Characters of a JSON string with its quotes. IAM counts characters, and
// takes only those of Latin-1, so a code point is one.
std::size_t StringSize(std::string_view text) {
  std::size_t size = 2;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    size += c == '"' || c == '\\' ? 2 : (byte & 0xC0U) == 0x80U ? 0 : 1;
  }
  return size;
}

// The size of a document without white space, in one account; the pieces are
// those that the backends write.
class Measure {
 public:
  Measure(const model::Topology& topology, model::AccountId account)
      : topology_(topology), account_(account) {}

  [[nodiscard]] std::size_t Of(const model::Document& document) const {
    constexpr std::string_view kFrame =
        R"({"Version":"2012-10-17","Statement":[]})";
    std::size_t size = kFrame.size();
    std::size_t count = 0;
    for (const model::Statement& statement : document.statements) {
      if (model::StandsIn(topology_, statement, account_)) {
        size += Of(statement) + (count++ > 0 ? 1 : 0);
      }
    }
    return count == 0 ? 0 : size;
  }

 private:
  [[nodiscard]] std::size_t One(const model::Text& text) const {
    return StringSize(model::Evaluate(topology_, text, account_));
  }

  [[nodiscard]] std::size_t List(const model::Texts& texts) const {
    const std::vector<std::string> strings =
        model::EvaluateList(topology_, texts, account_);
    std::size_t size = 0;
    for (const std::string& string : strings) {
      size += StringSize(string);
    }
    return strings.size() == 1
               ? size
               : size + 2 + (strings.empty() ? 0 : strings.size() - 1);
  }

  // A member with its key, colon and the comma before it.
  static std::size_t Key(std::string_view name) { return name.size() + 4; }

  [[nodiscard]] std::size_t Of(const model::Statement& statement) const {
    // Braces, and "Effect" without a comma before it.
    std::size_t size = 2 + Key("Effect") - 1 +
                       (statement.effect == model::Effect::kAllow ? 7 : 6);
    if (!statement.sid.empty()) {
      size += Key("Sid") + One(statement.sid);
    }
    if (statement.principal) {
      size += Key(statement.principal->except ? "NotPrincipal" : "Principal");
      if (statement.principal->anyone) {
        size += 3;
      } else {
        size += 1;
        for (const model::Principals& one : statement.principal->principals) {
          size += Key(model::NameOf(one.type)) + List(one.values);
        }
      }
    }
    size += Key(statement.actions.except ? "NotAction" : "Action") +
            List(statement.actions.values);
    if (statement.resources) {
      size += Key(statement.resources->except ? "NotResource" : "Resource") +
              List(statement.resources->values);
    }
    if (!statement.conditions.empty()) {
      size += Key("Condition") + 1;
      const model::Text* last = nullptr;
      for (const model::ConditionTest& test : statement.conditions) {
        if (last == nullptr || !(*last == test.op)) {
          // "op":{...} with a comma before all but the first.
          size += One(test.op) + 3;
        }
        last = &test.op;
        size += One(test.key) + 2 + List(test.values);
      }
    }
    return size;
  }

  const model::Topology& topology_;
  model::AccountId account_;
};

bool HasHoles(const model::Document& document) {
  const auto open = [](const model::Texts& texts) {
    return std::any_of(
        texts.begin(), texts.end(),
        [](const model::LocatedText& text) { return !text.value.IsLiteral(); });
  };
  return std::any_of(
      document.statements.begin(), document.statements.end(),
      [&](const model::Statement& statement) {
        bool any = statement.only_in.valid() ||
                   open(statement.actions.values) ||
                   !statement.sid.IsLiteral() ||
                   (statement.resources && open(statement.resources->values));
        if (statement.principal) {
          for (const auto& one : statement.principal->principals) {
            any = any || open(one.values);
          }
        }
        for (const auto& test : statement.conditions) {
          any = any || open(test.values) || !test.key.IsLiteral();
        }
        return any;
      });
}

// A size that no account exceeds, from the longest values there are. Nearly all
// documents are so far below their limit that this settles it, without a look
// at each of ten thousand accounts.
class UpperBound {
 public:
  UpperBound(const model::Topology& topology, std::size_t longest)
      : topology_(topology), longest_(longest) {}

  [[nodiscard]] std::size_t Of(const model::Document& document) const {
    std::size_t size = 64;
    for (const model::Statement& one : document.statements) {
      size += 128 + Of(one.sid) + Of(one.actions.values);
      if (one.resources) {
        size += Of(one.resources->values);
      }
      if (one.principal) {
        for (const auto& principals : one.principal->principals) {
          size += 32 + Of(principals.values);
        }
      }
      for (const auto& test : one.conditions) {
        size += 32 + Of(test.op) + Of(test.key) + Of(test.values);
      }
    }
    return size;
  }

 private:
  // "arn:aws-us-gov:iam::111111111111:instance-profile" and a margin.
  static constexpr std::size_t kArnFrame = 64;

  [[nodiscard]] std::size_t Of(const model::Texts& texts) const {
    std::size_t size = 0;
    for (const model::LocatedText& text : texts) {
      size += kPerString + Of(text.value);
    }
    return size;
  }

  [[nodiscard]] std::size_t Of(const model::Text& text) const {
    std::size_t size = kPerString;
    std::size_t times = 1;
    for (const auto& part : text.parts) {
      if (const auto* literal = std::get_if<std::string>(&part)) {
        size += 2 * literal->size();
        continue;
      }
      const model::Hole& hole = std::get<model::Hole>(part);
      std::size_t one = longest_ + kArnFrame;
      if (hole.kind == model::HoleKind::kEntityArn) {
        one += Of(model::OwnArnText(topology_, hole.entity));
      }
      if (hole.accounts.valid()) {
        times = topology_.account_sets[hole.accounts].members.size();
      } else if (hole.kind == model::HoleKind::kVariable &&
                 topology_.variables[hole.variable].may_be_list) {
        times = std::max<std::size_t>(1, longest_ / kPerString);
      }
      size += one;
    }
    return size * times;
  }

  const model::Topology& topology_;
  std::size_t longest_;
};

}  // namespace

DocumentSizes::DocumentSizes(const model::Topology& topology)
    : topology_(topology) {
  for (const model::Account& account : topology.accounts) {
    for (const std::string* text :
         {&account.id, &account.alias, &account.partition, &account.region,
          &account.dns_suffix}) {
      longest_ = std::max(longest_, text->size());
    }
    for (const auto& value : account.variables) {
      std::size_t size = 0;
      for (const std::string& text :
           value ? value->texts : std::vector<std::string>()) {
        size += 2 * text.size() + kPerString;
      }
      longest_ = std::max(longest_, size);
    }
  }
}

Largest DocumentSizes::LargestOf(
    const std::vector<const model::Document*>& documents,
    model::AccountSetId accounts, std::size_t limit) const {
  const UpperBound bound(topology_, longest_);
  Largest largest;
  if (!accounts.valid()) {
    return largest;
  }
  std::size_t most = 0;
  for (const model::Document* document : documents) {
    most += bound.Of(*document);
  }
  if (most <= limit) {
    return largest;
  }
  const bool varies =
      std::any_of(documents.begin(), documents.end(),
                  [](const model::Document* one) { return HasHoles(*one); });
  for (const model::AccountId id : topology_.account_sets[accounts].members) {
    std::size_t size = 0;
    for (const model::Document* document : documents) {
      size += Measure(topology_, id).Of(*document);
    }
    if (size > largest.size) {
      largest = {size, id};
    }
    if (!varies) {
      break;
    }
  }
  return largest;
}

}  // namespace iamgen::analysis
