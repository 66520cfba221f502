// The variables of accounts: read once, evaluated per account, all accounted
// for in the end.
#include <algorithm>

#include "resolve/diagnostics.h"
#include "resolve/scope.h"
#include "support/text.h"

namespace iamgen::resolve {
namespace {

// What substitution may make: far more than any topology that IAM would take,
// whose documents are of a few thousand characters each.
constexpr std::size_t kBytesAtLeast = std::size_t{8} << 20U;
constexpr std::size_t kBytesPerByte = 256;

bool HoldsEntity(const model::Texts& texts) {
  return std::any_of(
      texts.begin(), texts.end(), [](const model::LocatedText& text) {
        return std::any_of(text.value.parts.begin(), text.value.parts.end(),
                           [](const auto& part) {
                             const auto* hole = std::get_if<model::Hole>(&part);
                             return hole != nullptr &&
                                    hole->kind == model::HoleKind::kEntityArn;
                           });
      });
}

// About how many bytes the texts are in the account, at most.
std::size_t SizeIn(const model::Topology& topology, const model::Texts& texts,
                   model::AccountId account) {
  std::size_t size = 0;
  for (const model::LocatedText& text : texts) {
    // One hole at most is a list; it stands with all the rest once per value.
    std::size_t once = sizeof(std::string);
    std::size_t in_list = 0;
    std::size_t values = 1;
    for (const auto& part : text.value.parts) {
      const auto* hole = std::get_if<model::Hole>(&part);
      if (hole == nullptr) {
        once += std::get<std::string>(part).size();
        continue;
      }
      constexpr std::size_t kArn = 128;
      if (hole->accounts.valid()) {
        values = topology.account_sets[hole->accounts].members.size();
        in_list = values * kArn;
        continue;
      }
      once += kArn;
      if (hole->kind != model::HoleKind::kVariable) {
        continue;
      }
      const auto& value =
          topology.accounts[account].variables[hole->variable.index];
      if (value) {
        std::size_t bytes = 0;
        for (const std::string& one : value->texts) {
          bytes += one.size();
        }
        if (value->texts.size() == 1) {
          once += bytes;
        } else {
          values = value->texts.size();
          in_list = bytes;
        }
      }
    }
    size += once * values + in_list;
  }
  return size;
}

}  // namespace

Names::Names(const syntax::Topology& ast, model::Topology& topology,
             Accounts& accounts, const diag::SourceMap& sources,
             diag::Sink& sink)
    : ast_(ast),
      topology_(topology),
      accounts_(accounts),
      sources_(sources),
      sink_(sink) {
  std::size_t written = 0;
  for (const diag::Source& source : sources) {
    written += source.text().size();
  }
  bytes_left_ = kBytesAtLeast + kBytesPerByte * written;
  for (const auto& entry : ast.variables) {
    top_level_values_.emplace(entry.first.value, &entry);
  }
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
  if (own == pending.end() && !top_level_values_.contains(name)) {
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
      value.span = own->second->span;
      for (const syntax::Text& text : own->second->texts) {
        value.texts.push_back(text.value);
      }
      slot = std::move(value);
      return;
    }
  }
  const std::string key = name + "@" + topology_.accounts[account].alias;
  const diag::Span span = own == pending.end()
                              ? top_level_values_.find(name)->second->first.span
                              : own->second->span;
  if (!MayResolve(key, name, span)) {
    slot = model::VariableValue{{""}, false, span};
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
  if (!entities_named_ && HoldsEntity(value.texts)) {
    sink_
        .Add(kMalformedReference, span,
             "variable `" + name +
                 "` holds an ARN, and a name or a path is made of it")
        .Help("make names and paths of other variables");
    evaluated.texts = {""};
  } else if (!Spend(SizeIn(topology_, value.texts, account), span)) {
    evaluated.texts = {""};
  }
  if (evaluated.texts.empty()) {
    for (const model::LocatedText& text : value.texts) {
      model::AppendEvaluated(topology_, text.value, account, evaluated.texts);
    }
  }
  evaluated.is_list = value.is_list || evaluated.texts.size() != 1;
  evaluated.span = own != pending.end()  ? own->second->span
                   : value.texts.empty() ? span
                                         : value.texts.front().span;
  // A list in one account is one everywhere.
  topology_.variables[variable].may_be_list |= evaluated.is_list;
  topology_.accounts[account].variables[variable.index] = std::move(evaluated);
}

std::vector<model::Tag> Names::Tags(const syntax::TextMap& own,
                                    const TextPlace& place) {
  std::vector<model::Tag> tags;
  const auto add = [&](const syntax::TextMap& from) {
    for (const auto& [key, value] : from) {
      model::Tag tag{One(key, place).value, One(value, place)};
      const auto same = std::find_if(
          tags.begin(), tags.end(),
          [&](const model::Tag& other) { return other.key == tag.key; });
      if (same != tags.end()) {
        *same = std::move(tag);
      } else {
        tags.push_back(std::move(tag));
      }
    }
  };
  add(ast_.defaults.tags);
  add(own);
  return tags;
}

void Names::ReportUnused(const Bindings& bindings, std::string_view what) {
  for (const auto& [name, binding] : bindings) {
    if (!binding.used) {
      sink_
          .Add(kUnusedVariable, binding.span,
               std::string(what) + " `" + name + "` is used nowhere")
          .About("variable/" + name);
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
      sink_
          .Add(kUnusedVariable, info.first,
               "variable `" + name + "` is used nowhere" +
                   (info.definitions > 1
                        ? ", though " + std::to_string(info.definitions) +
                              " accounts define it"
                        : std::string()))
          .About("variable/" + name);
    }
  }
}

}  // namespace iamgen::resolve
