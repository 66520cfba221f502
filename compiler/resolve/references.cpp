// References that are more than a name: `[BRACKETS]`, buckets, entities.
#include <algorithm>

#include "model/entity.h"
#include "resolve/diagnostics.h"
#include "resolve/scope.h"
#include "support/text.h"

namespace iamgen::resolve {
namespace {

std::string_view Trim(std::string_view text) {
  while (text.starts_with(' ')) {
    text.remove_prefix(1);
  }
  while (text.ends_with(' ')) {
    text.remove_suffix(1);
  }
  return text;
}

std::string DashesToUnderscores(std::string_view name) {
  std::string changed(name);
  std::replace(changed.begin(), changed.end(), '-', '_');
  return changed;
}

Binding Single(const model::Hole& hole) {
  Binding binding;
  model::Text text;
  text.Add(hole);
  binding.texts.push_back({std::move(text), {}});
  return binding;
}

// "instance profile": the kind in a sentence.
std::string WordFor(model::EntityKind kind) {
  std::string word(model::NameOf(kind));
  std::replace(word.begin(), word.end(), '_', ' ');
  return word;
}

}  // namespace

std::optional<Binding> Names::LookupBracket(std::string_view name,
                                            const TextPlace& place,
                                            diag::Span span) {
  if (IsDefined(name, place)) {
    return LookupName(name, place, span);
  }
  const std::string underscored = DashesToUnderscores(name);
  if (IsDefined(underscored, place)) {
    return LookupName(underscored, place, span);
  }
  // The names that downloaded policies use for what the topology knows.
  if (underscored == "MASTER_ACCOUNT_ID") {
    return LookupName("master.id", place, span);
  }
  if (underscored == "ACCOUNT_ID" || underscored == "AWS_ACCOUNT_ID") {
    return LookupName("account.id", place, span);
  }
  if (underscored == "CHILD_ACCOUNT_ID") {
    const auto& members = topology_.account_sets[place.accounts].members;
    const bool master_alone =
        members.size() == 1 && members.front() == accounts_.master();
    return LookupName(master_alone ? "children.ids" : "account.id", place,
                      span);
  }
  return LookupName(name, place, span);
}

std::optional<Binding> Names::LookupBucket(model::BucketPart part,
                                           std::string_view name,
                                           const TextPlace& place,
                                           diag::Span span) {
  auto found = LookupName(name, place, span);
  if (!found) {
    return std::nullopt;
  }
  for (model::LocatedText& text : found->texts) {
    if (text.value.IsLiteral()) {
      // The partition stays open; what follows it does not.
      const std::string made =
          model::BucketPartOf(part, text.value.literal(), "");
      model::Text whole;
      if (part == model::BucketPart::kPrefix) {
        whole.Add(made);
      } else {
        whole.Add(std::string("arn:"));
        whole.Add(model::Hole{.kind = model::HoleKind::kPartition});
        whole.Add(made.substr(std::string_view("arn:").size()));
      }
      text.value = std::move(whole);
    } else if (auto* hole = std::get_if<model::Hole>(&text.value.parts[0]);
               hole != nullptr && text.value.parts.size() == 1 &&
               hole->kind == model::HoleKind::kVariable &&
               hole->part == model::BucketPart::kNone) {
      hole->part = part;
    } else {
      // A value made of pieces, such as `{{PREFIX}}-logs/app`: cut at the
      // first slash of its literals.
      model::Text bucket;
      model::Text path;
      bool in_path = false;
      for (const auto& piece : text.value.parts) {
        if (const auto* literal = std::get_if<std::string>(&piece)) {
          const std::size_t slash =
              in_path ? std::string::npos : literal->find('/');
          if (slash != std::string::npos) {
            bucket.Add(literal->substr(0, slash));
            path.Add(literal->substr(slash + 1));
            in_path = true;
          } else {
            (in_path ? path : bucket).Add(*literal);
          }
        } else {
          (in_path ? path : bucket).Add(std::get<model::Hole>(piece));
        }
      }
      if (!path.parts.empty()) {
        if (auto* last = std::get_if<std::string>(&path.parts.back())) {
          while (last->ends_with('/')) {
            last->pop_back();
          }
          if (last->empty()) {
            path.parts.pop_back();
          }
        }
      }
      model::Text whole;
      if (part == model::BucketPart::kPrefix) {
        whole = path;
      } else {
        whole.Add(std::string("arn:"));
        whole.Add(model::Hole{.kind = model::HoleKind::kPartition});
        whole.Add(std::string(":s3:::"));
        whole.Add(bucket);
        if (part == model::BucketPart::kObjectsArn) {
          if (!path.empty()) {
            whole.Add(std::string("/"));
            whole.Add(path);
          }
          whole.Add(std::string("/*"));
        }
      }
      text.value = std::move(whole);
    }
  }
  return found;
}

bool Names::KnowsArn(model::EntityRef entity, model::AccountSetId selected,
                     const TextPlace& place, diag::Span span) {
  const bool own =
      !selected.valid() || topology_.account_sets[selected].members ==
                               topology_.account_sets[place.accounts].members;
  if (own || !model::HasGeneratedName(topology_, entity)) {
    return true;
  }
  sink_
      .Add(kGeneratedName, span,
           "the name of " + WordFor(entity.kind) + " `" +
               model::KeyOf(topology_, entity) +
               "` is generated, so that no other account can know its ARN")
      .Also(model::KeySpanOf(topology_, entity), "it is defined here")
      .Help("give it `names: fixed`");
  return false;
}

std::optional<Binding> Names::LookupEntity(model::EntityKind kind,
                                           std::string_view name,
                                           const TextPlace& place,
                                           diag::Span span) {
  const std::size_t at = name.find('@');
  const std::string key(Trim(name.substr(0, at)));
  const auto entity = find_entity_(kind, key);
  if (!entity) {
    sink_
        .Add(kUnknownName, span,
             "there is no " + WordFor(kind) + " `" + key + "`")
        .Help(support::DidYouMean(key, model::KeysOf(topology_, kind)));
    return std::nullopt;
  }
  const model::AccountSetId lives = model::AccountsOf(topology_, *entity);
  model::AccountSetId wanted = place.accounts;
  model::AccountSetId selected;
  if (at != std::string_view::npos) {
    const auto set = accounts_.Select(Trim(name.substr(at + 1)), span);
    if (!set) {
      return std::nullopt;
    }
    wanted = selected = *set;
  }
  // Where an entity lives is unknown only after a finding about it.
  const std::vector<std::string> missing =
      lives.valid() && wanted.valid() ? accounts_.Missing(wanted, lives)
                                      : std::vector<std::string>();
  if (!missing.empty()) {
    auto report = sink_.Add(kUnknownName, span,
                            WordFor(kind) + " `" + key + "` is not in " +
                                support::QuotedList(missing));
    if (at == std::string_view::npos) {
      report.Help("say in which account: `{{" +
                  std::string(model::NameOf(kind)) + ":" + key + "@...}}`");
    }
    if (place.used_at.valid()) {
      report.Also(place.used_at, "the policy is used here");
    }
    return std::nullopt;
  }
  if (!KnowsArn(*entity, selected, place, span)) {
    return std::nullopt;
  }
  Binding binding = Single(model::Hole{.kind = model::HoleKind::kEntityArn,
                                       .entity = *entity,
                                       .accounts = selected});
  binding.is_list =
      selected.valid() && topology_.account_sets[selected].members.size() != 1;
  return binding;
}

}  // namespace iamgen::resolve
