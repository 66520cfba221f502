// The variables of accounts: read once, evaluated per account, all accounted
// for in the end.
#include <algorithm>

#include "resolve/diagnostics.h"
#include "resolve/scope.h"
#include "support/text.h"

namespace iamgen::resolve {

Names::Names(const syntax::Topology& ast, model::Topology& topology,
             Accounts& accounts, const diag::SourceMap& sources,
             diag::Sink& sink)
    : ast_(ast),
      topology_(topology),
      accounts_(accounts),
      sources_(sources),
      sink_(sink) {
  pending_.resize(topology_.accounts.size());
  // Accounts that were refused are not in the model: find by place.
  std::map<diag::Span, std::uint32_t> by_span;
  for (std::size_t i = 0; i < topology_.accounts.size(); ++i) {
    by_span.emplace(topology_.accounts[topology_.accounts.IdAt(i)].span,
                    static_cast<std::uint32_t>(i));
  }
  const auto read = [&](const syntax::Account& account) {
    const auto index = by_span.find(account.alias.span);
    if (index == by_span.end()) {
      return;
    }
    for (const auto& [name, value] : account.variables) {
      auto [known, is_new] = variable_ids_.try_emplace(name.value);
      if (is_new) {
        known->second = topology_.variables.Add({name.value, false});
        variable_infos_.push_back({name.span});
      }
      ++variable_infos_[known->second.index].definitions;
      topology_.variables[known->second].may_be_list |= value.is_list;
      pending_[index->second].emplace(known->second.index, &value);
    }
  };
  if (ast.master) {
    read(*ast.master);
  }
  std::for_each(ast.children.begin(), ast.children.end(), read);
  // The top level fills the gaps, so a list there makes a list here.
  for (const auto& [name, value] : ast.variables) {
    const auto known = variable_ids_.find(name.value);
    if (known != variable_ids_.end()) {
      topology_.variables[known->second].may_be_list |= value.is_list;
    }
  }
  for (model::Account& account : topology_.accounts) {
    account.variables.resize(topology_.variables.size());
  }
}

void Names::ResolveVariables() {
  // A value that is a list by way of a reference is one everywhere.
  for (auto& pending : pending_) {
    for (const auto& [index, value] : pending) {
      for (const syntax::Text& text : value->texts) {
        if (text.value.find(".ids") != std::string::npos ||
            text.value.find('@') != std::string::npos) {
          TextPlace place{.accounts = accounts_.all(), .used_at = {}};
          place.is_value = true;
          model::Texts texts;
          Many(text, place, texts);
          topology_.variables[topology_.variables.IdAt(index)].may_be_list |=
              texts.size() != 1 ||
              model::MayBeList(topology_, texts.front().value);
        }
      }
    }
  }
  for (const model::AccountId id :
       topology_.account_sets[accounts_.all()].members) {
    for (std::size_t i = 0; i < topology_.variables.size(); ++i) {
      EvaluateAccountVariable(id, topology_.variables.IdAt(i));
    }
  }
  // Values are read even where nothing uses them: what is wrong is said.
  for (const auto& [name, value] : ast_.variables) {
    TopLevel(name.value);
  }
}

void Names::EvaluateAccountVariable(model::AccountId account,
                                    model::VariableId variable) {
  auto& slot = topology_.accounts[account].variables[variable.index];
  auto& pending = pending_[account.index];
  if (slot) {
    return;
  }
  const std::string& name = topology_.variables[variable].name;
  const auto own = pending.find(variable.index);
  if (own == pending.end() &&
      std::none_of(
          ast_.variables.begin(), ast_.variables.end(),
          [&](const auto& entry) { return entry.first.value == name; })) {
    return;
  }
  if (own != pending.end()) {
    // The common case costs no set of accounts and no search.
    const bool plain =
        std::all_of(own->second->texts.begin(), own->second->texts.end(),
                    [](const syntax::Text& text) {
                      return text.value.find("{{") == std::string::npos;
                    });
    if (plain) {
      model::VariableValue value;
      value.is_list = own->second->is_list;
      for (const syntax::Text& text : own->second->texts) {
        value.texts.push_back(text.value);
      }
      slot = std::move(value);
      return;
    }
  }
  const std::string key = name + "@" + topology_.accounts[account].alias;
  if (std::find(resolving_.begin(), resolving_.end(), key) !=
      resolving_.end()) {
    sink_.Add(kUndefinedVariable,
              own == pending.end() ? diag::Span{} : own->second->span,
              "variable `" + name + "` is defined by way of itself");
    slot = model::VariableValue{{""}, false};
    return;
  }
  resolving_.push_back(key);
  Binding value;
  if (own != pending.end()) {
    const TextPlace place{.accounts = accounts_.Intern({account}),
                          .used_at = {}};
    value = Bind(*own->second, place);
  } else if (const Binding* top = TopLevel(name)) {
    value = *top;
  }
  resolving_.pop_back();
  model::VariableValue evaluated;
  for (const model::LocatedText& text : value.texts) {
    model::AppendEvaluated(topology_, text.value, account, evaluated.texts);
  }
  evaluated.is_list = value.is_list || evaluated.texts.size() != 1;
  topology_.accounts[account].variables[variable.index] = std::move(evaluated);
}

void Names::ReportUnused(const Bindings& bindings, std::string_view what) {
  for (const auto& [name, binding] : bindings) {
    if (!binding.used) {
      sink_.Add(kUnusedVariable, binding.span,
                std::string(what) + " `" + name + "` is used nowhere");
    }
  }
}

void Names::ReportUnused() {
  for (const std::string& name : circular_) {
    const auto binding = top_level_.find(name);
    if (binding != top_level_.end()) {
      binding->second.used = true;
    }
  }
  ReportUnused(top_level_, "variable");
  for (const auto& [name, id] : variable_ids_) {
    const VariableInfo& info = variable_infos_[id.index];
    if (!info.used) {
      sink_.Add(kUnusedVariable, info.first,
                "variable `" + name + "` is used nowhere" +
                    (info.definitions > 1
                         ? ", though " + std::to_string(info.definitions) +
                               " accounts define it"
                         : std::string()));
    }
  }
}

}  // namespace iamgen::resolve
