// Slots, expansion of lists, and the keys of shared ropes.
#include "backends/slots.h"

#include <algorithm>

#include "backends/shell.h"
#include "model/evaluate.h"
#include "support/text.h"
#include "writers/hcl.h"
#include "writers/yaml_scalar.h"

namespace iamgen::backends {

std::string EscapedForSub(std::string_view value) {
  std::string escaped;
  for (std::size_t i = 0; i < value.size(); ++i) {
    escaped += value[i];
    if (value[i] == '$' && i + 1 < value.size() && value[i + 1] == '{') {
      escaped += "{!";
      ++i;
    }
  }
  return escaped;
}

writers::Slot Slots::For(const model::Hole& hole, SlotForm form) {
  const auto [slot, is_new] =
      slots_.emplace(Key{hole, form}, static_cast<writers::Slot>(keys_.size()));
  if (is_new) {
    keys_.push_back({hole, form});
  }
  return slot->second;
}

writers::Text Slots::Written(const model::Text& text, SlotForm form) {
  writers::Text made;
  for (const auto& part : text.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      made.Add(*literal);
      continue;
    }
    const model::Hole& hole = std::get<model::Hole>(part);
    if (hole.kind == model::HoleKind::kEntityArn) {
      made.Append(Written(model::OwnArnText(topology_, hole.entity), form));
    } else {
      made.AddSlot(For(hole, form));
    }
  }
  return made;
}

const std::vector<std::string>& Slots::ValuesIn(model::AccountId account) {
  // Values of this account that are there already stay.
  std::size_t done = account == valued_for_ ? values_.size() : 0;
  values_.resize(keys_.size());
  for (; done < keys_.size(); ++done) {
    model::Text text;
    text.Add(keys_[done].hole);
    const std::string value = model::Evaluate(topology_, text, account);
    values_[done].clear();
    switch (keys_[done].form) {
      case SlotForm::kPlain:
        writers::AppendYamlEscaped(values_[done], value);
        break;
      case SlotForm::kSub:
        writers::AppendYamlEscaped(values_[done], EscapedForSub(value));
        break;
      case SlotForm::kHcl:
        writers::AppendHclSlot(values_[done], value);
        break;
      case SlotForm::kHclJson:
        writers::AppendHclJsonSlot(values_[done], value);
        break;
      case SlotForm::kShell:
        AppendShellQuoted(values_[done], value);
        break;
      case SlotForm::kShellJson: {
        std::string json;
        support::AppendJsonEscaped(json, value);
        AppendShellQuoted(values_[done], json);
        break;
      }
    }
  }
  valued_for_ = account;
  return values_;
}

std::vector<model::Text> Expand(const model::Topology& topology,
                                const model::Text& text,
                                model::AccountId account) {
  std::vector<model::Text> texts(1);
  const auto multiply = [&](const std::vector<model::Text>& by) {
    std::vector<model::Text> multiplied;
    multiplied.reserve(texts.size() * by.size());
    for (const model::Text& left : texts) {
      for (const model::Text& right : by) {
        multiplied.push_back(left);
        multiplied.back().Add(right);
      }
    }
    texts = std::move(multiplied);
  };
  for (const auto& part : text.parts) {
    const auto* hole = std::get_if<model::Hole>(&part);
    if (hole == nullptr) {
      for (model::Text& one : texts) {
        one.Add(std::get<std::string>(part));
      }
      continue;
    }
    std::vector<model::Text> values;
    if (hole->kind == model::HoleKind::kVariable &&
        topology.variables[hole->variable].may_be_list) {
      std::vector<std::string> strings;
      model::Text alone;
      alone.Add(*hole);
      model::AppendEvaluated(topology, alone, account, strings);
      for (std::string& string : strings) {
        values.emplace_back(std::move(string));
      }
    } else if (hole->accounts.valid()) {
      for (const model::AccountId member :
           model::MembersOf(topology, *hole, account)) {
        model::Hole own = *hole;
        own.accounts = {};
        own.others_only = false;
        model::Text value;
        if (hole->kind == model::HoleKind::kEntityArn) {
          if (member == account) {
            value.Add(own);
          } else {
            value.Add(model::ArnOf(topology, hole->entity, member));
          }
        } else if (member == account) {
          own.kind = model::HoleKind::kAccountId;
          own.as_root = false;
          if (hole->as_root) {
            value.Add(std::string("arn:"));
            value.Add(model::Hole{.kind = model::HoleKind::kPartition});
            value.Add(std::string(":iam::"));
            value.Add(own);
            value.Add(std::string(":root"));
          } else {
            value.Add(own);
          }
        } else {
          const model::Account& other = topology.accounts[member];
          value.Add(hole->as_root ? "arn:" + other.partition +
                                        ":iam::" + other.id + ":root"
                                  : other.id);
        }
        values.push_back(std::move(value));
      }
    } else {
      for (model::Text& one : texts) {
        one.Add(*hole);
      }
      continue;
    }
    multiply(values);
  }
  return texts;
}

void Shape::SeeSet(model::AccountSetId set,
                   std::vector<model::AccountSetId>& into) {
  if (set.valid() && std::find(into.begin(), into.end(), set) == into.end()) {
    into.push_back(set);
  }
}

void Shape::See(const model::Text& text) {
  for (const auto& part : text.parts) {
    if (const auto* hole = std::get_if<model::Hole>(&part)) {
      SeeSet(hole->accounts, listed_);
      if (hole->kind == model::HoleKind::kVariable &&
          topology_->variables[hole->variable].may_be_list) {
        variables_.push_back(hole->variable);
      }
    }
  }
}

void Shape::See(const model::Texts& texts) {
  for (const model::LocatedText& text : texts) {
    See(text.value);
  }
}

void Shape::See(const model::Document& document) {
  for (const model::Statement& statement : document.statements) {
    SeeSet(statement.only_in, only_in_);
    See(statement.sid);
    See(statement.actions.values);
    if (statement.resources) {
      See(statement.resources->values);
    }
    if (statement.principal) {
      for (const model::Principals& one : statement.principal->principals) {
        See(one.values);
      }
    }
    for (const model::ConditionTest& test : statement.conditions) {
      See(test.key);
      See(test.values);
    }
  }
}

void Shape::SeeKeys(const model::Document& document) {
  for (const model::Statement& statement : document.statements) {
    // A document's style has one function for Sids and for keys.
    SeeKey(statement.sid);
    for (const model::ConditionTest& test : statement.conditions) {
      SeeKey(test.op);
      SeeKey(test.key);
    }
  }
}

void Shape::SeeKeys(const std::vector<model::Tag>& tags) {
  for (const model::Tag& tag : tags) {
    SeeKey(tag.key);
  }
}

void Shape::See(const std::vector<model::Tag>& tags) {
  for (const model::Tag& tag : tags) {
    See(tag.value.value);
  }
}

void Shape::See(const model::IdentityView& identity) {
  See(identity.name.value);
  See(identity.path.value);
  if (identity.tags != nullptr) {
    See(*identity.tags);
  }
  for (const model::Attachment& attachment : identity.attachments) {
    See(attachment.arn.value);
  }
  if (identity.boundary != nullptr && *identity.boundary) {
    See((*identity.boundary)->arn.value);
  }
  for (const model::InlinePolicy& policy : identity.inlines) {
    See(policy.name.value);
    See(policy.document);
  }
}

std::string Shape::KeyIn(model::AccountId account) const {
  std::string key;
  for (const model::AccountSetId set : only_in_) {
    key += topology_->account_sets[set].Contains(account) ? '1' : '0';
  }
  const bool lists_itself =
      std::any_of(listed_.begin(), listed_.end(), [&](model::AccountSetId set) {
        return topology_->account_sets[set].Contains(account);
      });
  // Another partition may give an AWS name another ARN only by its slots, so
  // values decide nothing; lists of its own do.
  if (lists_itself || has_open_keys_ || !variables_.empty()) {
    key += '#' + std::to_string(account.index);
  }
  return key;
}

}  // namespace iamgen::backends
