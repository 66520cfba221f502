// Finds references in texts and replaces them by what their names mean.
#include "resolve/scope.h"

#include <algorithm>
#include <array>

#include "model/entity.h"
#include "resolve/diagnostics.h"
#include "support/text.h"

namespace iamgen::resolve {
namespace {

constexpr std::array<std::string_view, 10> kBuiltIns = {
    "account.id", "account.name", "master.id", "children.ids", "accounts.ids",
    "partition",  "dns_suffix",   "region",    "name",         "role.name"};

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

bool IsName(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), IsNameCharacter);
}

std::string_view Trim(std::string_view text) {
  while (text.starts_with(' ')) {
    text.remove_prefix(1);
  }
  while (text.ends_with(' ')) {
    text.remove_suffix(1);
  }
  return text;
}

Binding Single(model::Text text) {
  Binding binding;
  binding.texts.push_back({std::move(text), {}});
  return binding;
}

Binding Single(const model::Hole& hole) {
  model::Text text;
  text.Add(hole);
  return Single(std::move(text));
}

// The kind of entity a reference such as `{{role:NAME}}` asks for.
std::optional<model::EntityKind> KindOf(std::string_view word) {
  for (const model::EntityKind kind :
       {model::EntityKind::kRole, model::EntityKind::kPolicy,
        model::EntityKind::kUser, model::EntityKind::kGroup,
        model::EntityKind::kInstanceProfile, model::EntityKind::kOidcProvider,
        model::EntityKind::kSamlProvider}) {
    if (model::NameOf(kind) == word) {
      return kind;
    }
  }
  return std::nullopt;
}

std::size_t SizeOf(const model::Text& text) {
  std::size_t size = sizeof(model::Text);
  for (const auto& part : text.parts) {
    const auto* literal = std::get_if<std::string>(&part);
    size += sizeof part + (literal != nullptr ? literal->size() : 0);
  }
  return size;
}

// The bytes of every string with every value behind it, but for what is there.
std::size_t CostOf(const std::vector<model::Text>& strings,
                   const model::Texts& values) {
  std::size_t cost = 0;
  for (const model::LocatedText& value : values) {
    cost += SizeOf(value.value) * strings.size();
  }
  if (values.size() > 1) {
    for (const model::Text& string : strings) {
      cost += SizeOf(string) * (values.size() - 1);
    }
  }
  return cost;
}

}  // namespace

bool Names::Spend(std::size_t bytes, diag::Span span) {
  if (bytes <= bytes_left_) {
    bytes_left_ -= bytes;
    return true;
  }
  if (!bytes_spent_) {
    bytes_spent_ = true;
    bytes_left_ = 0;
    sink_
        .Add(kSubstitutionExplosion, span,
             "with this reference the topology makes more text than its size "
             "allows")
        .Help("use fewer references to values that hold references");
  }
  return false;
}

bool Names::MayResolve(const std::string& key, const std::string& name,
                       diag::Span span) {
  constexpr std::size_t kLongestChain = 64;
  if (std::find(resolving_.begin(), resolving_.end(), key) !=
      resolving_.end()) {
    sink_.Add(kUndefinedVariable, span,
              "variable `" + name + "` is defined by way of itself");
    circular_.push_back(name);
    return false;
  }
  if (resolving_.size() >= kLongestChain) {
    sink_
        .Add(kSubstitutionExplosion, span,
             "variable `" + name + "` ends a chain of more than " +
                 std::to_string(kLongestChain) + " variables")
        .Help("define some of them without the others");
    circular_.push_back(name);
    return false;
  }
  return true;
}

diag::Span Names::SpanWithin(const syntax::Text& text,
                             std::string_view piece) const {
  const std::string_view raw = sources_.TextOf(text.span);
  const std::size_t at = raw.find(piece);
  if (at == std::string_view::npos) {
    return text.span;
  }
  const auto begin = text.span.begin + static_cast<std::uint32_t>(at);
  return {text.span.file, begin,
          begin + static_cast<std::uint32_t>(piece.size())};
}

std::optional<Names::Reference> Names::NextReference(std::string_view text,
                                                     std::size_t from,
                                                     const TextPlace& place,
                                                     diag::Span span) {
  // Looked for at each `{{`, and found missing once.
  bool closes = true;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text.compare(i, 4, "{{{{") == 0) {
      return Reference{i, 4, {}, false};
    }
    if (text.compare(i, 2, "{{") == 0) {
      const std::size_t close =
          closes ? text.find("}}", i + 2) : std::string_view::npos;
      closes = close != std::string_view::npos;
      const std::string_view body =
          close == std::string_view::npos
              ? std::string_view()
              : Trim(text.substr(i + 2, close - i - 2));
      const bool good =
          !body.empty() && body.find_first_of("{}") == std::string_view::npos &&
          (IsName(body) || body.find(':') != std::string_view::npos);
      if (good) {
        return Reference{i, close + 2 - i, body, false};
      }
      if (!place.is_value) {
        auto report =
            sink_.Add(kMalformedReference, span,
                      close == std::string_view::npos
                          ? std::string("`{{` without `}}` after it")
                          : "`" + std::string(text.substr(i, close + 2 - i)) +
                                "` is no reference");
        report.Help(
            "write a name between the braces, or `{{{{` for the text "
            "`{{`");
      }
      ++i;
      continue;
    }
    if (place.brackets && text[i] == '[') {
      std::size_t close = i + 1;
      while (close < text.size() && IsNameCharacter(text[close])) {
        ++close;
      }
      if (close > i + 1 && close < text.size() && text[close] == ']') {
        return Reference{i, close + 1 - i, text.substr(i + 1, close - i - 1),
                         true};
      }
    }
  }
  return std::nullopt;
}

bool Names::IsListBinding(const Binding& binding) const {
  return binding.is_list || binding.texts.size() != 1 ||
         model::MayBeList(topology_, binding.texts.front().value);
}

void Names::Many(const syntax::Text& text, const TextPlace& place,
                 model::Texts& into) {
  std::vector<model::Text> strings(1);
  bool has_list = false;
  std::size_t done = 0;
  for (auto reference = NextReference(text.value, 0, place, text.span);
       reference;
       reference = NextReference(text.value, done, place, text.span)) {
    for (model::Text& string : strings) {
      string.Add(text.value.substr(done, reference->begin - done));
    }
    done = reference->begin + reference->size;
    if (reference->body.empty()) {
      for (model::Text& string : strings) {
        string.Add(std::string("{{"));
      }
      continue;
    }
    const std::string_view written =
        std::string_view(text.value).substr(reference->begin, reference->size);
    const diag::Span span = SpanWithin(text, written);
    const auto found = Lookup(*reference, place, span);
    if (!found) {
      continue;
    }
    if (IsListBinding(*found)) {
      if (has_list) {
        sink_
            .Add(
                kListInText, span,
                "`" + std::string(written) + "` is the second list in one text")
            .Help("write one text for each value of one of them");
        continue;
      }
      has_list = true;
    }
    if (!Spend(CostOf(strings, found->texts), span)) {
      continue;
    }
    if (found->texts.size() == 1) {
      for (model::Text& string : strings) {
        string.Add(found->texts.front().value);
      }
      continue;
    }
    std::vector<model::Text> multiplied;
    multiplied.reserve(strings.size() * found->texts.size());
    for (const model::Text& string : strings) {
      for (const model::LocatedText& value : found->texts) {
        multiplied.push_back(string);
        multiplied.back().Add(value.value);
      }
    }
    strings = std::move(multiplied);
  }
  for (model::Text& string : strings) {
    string.Add(text.value.substr(done));
    into.push_back({std::move(string), text.span});
  }
}

model::Texts Names::Many(const syntax::Texts& texts, const TextPlace& place) {
  model::Texts all;
  all.reserve(texts.size());
  for (const syntax::Text& text : texts) {
    Many(text, place, all);
  }
  return all;
}

model::LocatedText Names::One(const syntax::Text& text,
                              const TextPlace& place) {
  model::Texts all;
  Many(text, place, all);
  if (all.size() != 1 || model::MayBeList(topology_, all.front().value)) {
    sink_.Add(kListInText, text.span, "a list where one text is needed")
        .Help(
            "a list may stand in an action, a resource, a principal or the "
            "value of a condition");
    return {model::Text(), text.span};
  }
  return std::move(all.front());
}

Binding Names::Bind(const syntax::Value& value, const TextPlace& place) {
  TextPlace in_value = place;
  in_value.is_value = true;
  Binding binding;
  binding.span = value.span;
  binding.is_list = value.is_list;
  binding.texts = Many(value.texts, in_value);
  if (binding.texts.size() != 1) {
    binding.is_list = true;
  }
  return binding;
}

Bindings Names::Bind(const syntax::ValueMap& values, const TextPlace& place) {
  Bindings bindings;
  for (const auto& [name, value] : values) {
    Binding binding = Bind(value, place);
    binding.span = name.span;
    bindings.emplace(name.value, std::move(binding));
  }
  return bindings;
}

std::optional<Binding> Names::Lookup(const Reference& reference,
                                     const TextPlace& place, diag::Span span) {
  if (reference.bracket) {
    return LookupBracket(reference.body, place, span);
  }
  const std::size_t colon = reference.body.find(':');
  if (colon == std::string_view::npos) {
    return LookupName(reference.body, place, span);
  }
  const std::string_view kind = Trim(reference.body.substr(0, colon));
  const std::string_view name = Trim(reference.body.substr(colon + 1));
  if (kind == "bucket") {
    return LookupBucket(model::BucketPart::kBucketArn, name, place, span);
  }
  if (kind == "objects") {
    return LookupBucket(model::BucketPart::kObjectsArn, name, place, span);
  }
  if (kind == "prefix") {
    return LookupBucket(model::BucketPart::kPrefix, name, place, span);
  }
  if (const auto entity = KindOf(kind)) {
    return LookupEntity(*entity, name, place, span);
  }
  constexpr std::array<std::string_view, 10> kKinds = {
      "role",          "policy",        "user",   "group",   "instance_profile",
      "oidc_provider", "saml_provider", "bucket", "objects", "prefix"};
  std::string help = support::DidYouMean(kind, kKinds);
  if (help.empty()) {
    const std::vector<std::string> names(kKinds.begin(), kKinds.end());
    help = "there are " + support::QuotedList(names, names.size());
  }
  sink_
      .Add(kMalformedReference, span,
           "`" + std::string(kind) + "` is no kind of reference")
      .Help(std::move(help));
  return std::nullopt;
}

std::optional<Binding> Names::BuiltIn(std::string_view name,
                                      const TextPlace& place) const {
  using model::Hole;
  using model::HoleKind;
  if (name == "account.id") {
    return Single(Hole{.kind = HoleKind::kAccountId});
  }
  if (name == "account.name") {
    return Single(Hole{.kind = HoleKind::kAccountName});
  }
  if (name == "partition") {
    return Single(Hole{.kind = HoleKind::kPartition});
  }
  if (name == "dns_suffix") {
    return Single(Hole{.kind = HoleKind::kDnsSuffix});
  }
  if (name == "region" && HasRegion(place.accounts)) {
    return Single(Hole{.kind = HoleKind::kRegion});
  }
  if (name == "master.id" && accounts_.master().valid()) {
    return Single(model::Text(topology_.accounts[accounts_.master()].id));
  }
  if (name == "children.ids" || name == "accounts.ids") {
    Binding binding =
        Single(Hole{.kind = HoleKind::kAccountIds,
                    .accounts = name == "children.ids" ? accounts_.children()
                                                       : accounts_.all()});
    binding.is_list = true;
    return binding;
  }
  if (name == "name" && !topology_.name.empty()) {
    return Single(model::Text(topology_.name));
  }
  if (name == "role.name" && place.role_name != nullptr) {
    return Single(*place.role_name);
  }
  return std::nullopt;
}

bool Names::HasRegion(model::AccountSetId accounts) const {
  if (!accounts.valid()) {
    return true;
  }
  const auto& members = topology_.account_sets[accounts].members;
  return std::none_of(members.begin(), members.end(), [&](model::AccountId id) {
    return topology_.accounts[id].region.empty();
  });
}

const Binding* Names::TopLevel(std::string_view name) {
  const auto known = top_level_.find(name);
  if (known != top_level_.end()) {
    return &known->second;
  }
  const auto written = top_level_values_.find(name);
  if (written == top_level_values_.end()) {
    return nullptr;
  }
  const auto& [key, value] = *written->second;
  if (!MayResolve(key.value, key.value, key.span)) {
    return nullptr;
  }
  resolving_.push_back(key.value);
  const TextPlace place{.accounts = accounts_.all(), .used_at = {}};
  Binding binding = Bind(value, place);
  binding.span = key.span;
  resolving_.pop_back();
  return &top_level_.insert_or_assign(key.value, std::move(binding))
              .first->second;
}

std::optional<Binding> Names::AccountVariable(std::string_view name,
                                              const TextPlace& place,
                                              diag::Span span, bool report) {
  const auto known = variable_ids_.find(name);
  if (known == variable_ids_.end()) {
    return std::nullopt;
  }
  const model::VariableId variable = known->second;
  variable_infos_[variable.index].used = true;
  std::vector<std::string> missing;
  if (place.accounts.valid()) {
    for (const model::AccountId id :
         topology_.account_sets[place.accounts].members) {
      EvaluateAccountVariable(id, variable);
      if (!topology_.accounts[id].variables[variable.index]) {
        missing.push_back(topology_.accounts[id].alias);
      }
    }
  }
  if (!missing.empty()) {
    if (report) {
      ReportUndefined(name, place, span, missing);
    }
    return std::nullopt;
  }
  return Single(
      model::Hole{.kind = model::HoleKind::kVariable, .variable = variable});
}

bool Names::IsDefined(std::string_view name, const TextPlace& place) const {
  for (const Scope* scope = place.scope; scope != nullptr;
       scope = scope->outer) {
    if (scope->bindings->contains(name)) {
      return true;
    }
  }
  return variable_ids_.contains(name) || top_level_values_.contains(name) ||
         BuiltIn(name, place).has_value();
}

std::optional<Binding> Names::LookupName(std::string_view name,
                                         const TextPlace& place,
                                         diag::Span span) {
  for (const Scope* scope = place.scope; scope != nullptr;
       scope = scope->outer) {
    const auto found = scope->bindings->find(name);
    if (found != scope->bindings->end()) {
      found->second.used = true;
      return found->second;
    }
  }
  if (variable_ids_.contains(name)) {
    // Accounts that lack the name have it from the top level, if it is there.
    if (const Binding* top = TopLevel(name)) {
      top->used = true;
    }
    return AccountVariable(name, place, span, true);
  }
  if (const Binding* top = TopLevel(name)) {
    top->used = true;
    return *top;
  }
  if (auto built_in = BuiltIn(name, place)) {
    return built_in;
  }
  // What could not be read has been reported by `TopLevel`.
  if (!top_level_values_.contains(name)) {
    ReportUndefined(name, place, span, {});
  }
  return std::nullopt;
}

void Names::ReportUndefined(std::string_view name, const TextPlace& place,
                            diag::Span span,
                            const std::vector<std::string>& missing) {
  std::string message = "`" + std::string(name) + "` is not defined";
  if (!missing.empty()) {
    message += " in " + support::QuotedList(missing);
  }
  auto report = sink_.Add(kUndefinedVariable, span, std::move(message));
  if (missing.size() == 1) {
    report.In(missing.front());
  }
  if (place.used_at.valid()) {
    report.Also(place.used_at, "the policy is used here");
  }
  if (!missing.empty()) {
    const auto known = variable_ids_.find(name);
    if (known != variable_ids_.end()) {
      report.Also(variable_infos_[known->second.index].first,
                  "other accounts define it, here for one");
    }
    report.Help(
        "define it under `variables` of the account, or for all of "
        "them at the top level");
    return;
  }
  std::vector<std::string_view> known(kBuiltIns.begin(), kBuiltIns.end());
  for (const Scope* scope = place.scope; scope != nullptr;
       scope = scope->outer) {
    for (const auto& [key, binding] : *scope->bindings) {
      known.push_back(key);
    }
  }
  for (const auto& [key, value] : ast_.variables) {
    known.push_back(key.value);
  }
  for (const auto& [key, id] : variable_ids_) {
    known.push_back(key);
  }
  std::string help = support::DidYouMean(name, known);
  if (name == "each") {
    help =
        "it stands for an element of `each`, which this entity does not have";
  } else if (name == "region") {
    help = "give the account a `region`, or all of them one under `defaults`";
  } else if (help.empty()) {
    help =
        "define it under `variables` of the topology, the account or the "
        "entity";
  }
  report.Help(std::move(help));
}

}  // namespace iamgen::resolve
