// Reads a case, has it decided, and prints what came of it.
#include "driver/simulate_case.h"

#include <deque>
#include <utility>
#include <vector>

#include "catalog/names.h"
#include "diag/json_text.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "evaluation/compiled_policy.h"
#include "evaluation/decide.h"
#include "evaluation/request.h"
#include "importers/datum.h"
#include "importers/document_rules.h"
#include "importers/policy_document.h"
#include "syntax/reader.h"

namespace iamgen::driver {
namespace {

using evaluation::CompiledPolicy;
using evaluation::Side;
using importers::Datum;
using importers::DatumKind;

// Whether a rule is about what a document means: others say what AWS refuses
// and everybody understands.
bool Matters(const diag::Rule& rule) {
  return rule.id != importers::kEmptyStatement.id &&
         rule.id != importers::kCharacterOutOfRange.id;
}

// Reads one case. The first thing that is wrong with it is kept.
class CaseReader {
 public:
  CaseReader(const Datum& whole, const diag::SourceMap& sources,
             const catalog::Catalogue& catalogue)
      : whole_(whole), sources_(sources), catalogue_(catalogue) {}

  void Read() {
    importers::ForEachMember(whole_, [&](const Datum& key, const Datum&) {
      if (!IsMember(key.text)) {
        Blame("`" + key.text + "` is no member of a case");
      }
    });
    ReadRequest();
    policies.identity = List("identity_policies", policy::Kind::kIdentity);
    policies.boundary = One("permission_boundary", policy::Kind::kBoundary);
    policies.session = One("session_policy", policy::Kind::kSession);
    policies.resource =
        One("resource_policy", evaluation::IsAssumption(request.action)
                                   ? policy::Kind::kTrust
                                   : policy::Kind::kResource);
    policies.service_control = Levels("scps", policy::Kind::kServiceControl);
    policies.resource_control = Levels("rcps", policy::Kind::kResourceControl);
    policies.endpoint = List("endpoint_policies", policy::Kind::kResource);
    policies.caller_in_management_account =
        Flag("principal_in_management_account");
    policies.resource_in_management_account =
        Flag("resource_in_management_account");
  }

  evaluation::Request request;
  evaluation::Policies policies;
  // Empty: nothing is wrong.
  std::string error;

 private:
  static bool IsMember(std::string_view name) {
    constexpr std::string_view kMembers[] = {"id",
                                             "principal",
                                             "action",
                                             "resource",
                                             "resource_account",
                                             "context",
                                             "identity_policies",
                                             "resource_policy",
                                             "permission_boundary",
                                             "session_policy",
                                             "scps",
                                             "rcps",
                                             "endpoint_policies",
                                             "principal_in_management_account",
                                             "resource_in_management_account"};
    for (const std::string_view one : kMembers) {
      if (one == name) {
        return true;
      }
    }
    return false;
  }

  void Blame(std::string message) {
    if (error.empty()) {
      error = std::move(message);
    }
  }

  // nullptr: absent, or null.
  const Datum* Member(std::string_view name) const {
    const Datum* datum = whole_.Find(name);
    return datum != nullptr && !datum->Is(DatumKind::kNull) ? datum : nullptr;
  }

  std::string Text(std::string_view name, bool needed) {
    const Datum* datum = Member(name);
    if (datum != nullptr && datum->Is(DatumKind::kText)) {
      return datum->text;
    }
    if (datum != nullptr || needed) {
      Blame("`" + std::string(name) + "` is " +
            (datum == nullptr
                 ? "missing"
                 : std::string(Describe(datum->kind)) + ", and takes a text"));
    }
    return "";
  }

  bool Flag(std::string_view name) {
    const Datum* datum = Member(name);
    if (datum != nullptr && !datum->Is(DatumKind::kBoolean)) {
      Blame("`" + std::string(name) + "` takes true or false");
    }
    return datum != nullptr && datum->text == "true";
  }

  void ReadRequest() {
    const std::string principal = Text("principal", true);
    const auto caller = evaluation::ParseCaller(principal);
    if (caller) {
      request.caller = *caller;
    } else {
      Blame("`" + principal + "` is no principal that makes requests");
    }
    const std::string action = Text("action", true);
    if (action.find(':') == std::string::npos ||
        action.find_first_of("*?") != std::string::npos) {
      Blame("`" + action + "` is no single action");
    }
    request.SetAction(action, catalogue_);
    const Datum* resource = Member("resource");
    request.SetResource(resource == nullptr ? "*" : Text("resource", true));
    if (request.resource != "*" && !request.resource_arn) {
      Blame("`" + request.resource + "` is no ARN of six fields");
    }
    request.resource_account = Text("resource_account", false);
    if (!request.resource_account.empty() &&
        !catalog::IsAccountId(request.resource_account)) {
      Blame("`" + request.resource_account + "` is no account id");
    }
    ReadContext();
  }

  void ReadContext() {
    const Datum* context = Member("context");
    if (context == nullptr) {
      return;
    }
    if (!context->Is(DatumKind::kObject)) {
      Blame("`context` takes an object");
      return;
    }
    importers::ForEachMember(*context, [&](const Datum& key, const Datum& is) {
      evaluation::ContextKey made;
      made.name = key.text;
      made.is_list = is.Is(DatumKind::kList);
      // A value that is there and that nobody knows.
      made.unknown = is.Is(DatumKind::kNull);
      if (is.scalar()) {
        made.values.push_back(is.text);
      } else if (made.is_list) {
        for (const Datum& one : is.children) {
          if (!one.scalar()) {
            Blame("`" + key.text + "` holds what is no text");
          }
          made.values.push_back(one.text);
        }
      } else if (!made.unknown) {
        Blame("`" + key.text + "` takes a text or a list of texts");
      }
      request.context.Add(std::move(made));
    });
  }

  const CompiledPolicy* Policy(const std::string& name, const Datum& datum,
                               policy::Kind kind) {
    diag::Sink sink;
    const policy::Document document = importers::ReadPolicy(
        datum, sources_, {.kind = kind, .texts_of_numbers = true}, sink);
    for (const diag::Diagnostic* one : sink.Sorted()) {
      if (one->severity == diag::Severity::kError && Matters(*one->rule)) {
        Blame(name + ": " + one->message);
      }
    }
    compiled_.push_back(evaluation::Compile(document, catalogue_));
    if (!compiled_.back().faults.empty()) {
      Blame(name + ": " + compiled_.back().faults.front().message);
    }
    return &compiled_.back();
  }

  const CompiledPolicy* One(const std::string& name, policy::Kind kind) {
    const Datum* datum = Member(name);
    return datum == nullptr ? nullptr : Policy(name, *datum, kind);
  }

  std::vector<const CompiledPolicy*> Documents(const std::string& name,
                                               const Datum& list,
                                               policy::Kind kind) {
    std::vector<const CompiledPolicy*> made;
    if (!list.Is(DatumKind::kList)) {
      Blame("`" + name + "` takes a list");
      return made;
    }
    for (std::size_t i = 0; i < list.children.size(); ++i) {
      made.push_back(
          Policy(name + "[" + std::to_string(i) + "]", list.children[i], kind));
    }
    return made;
  }

  std::vector<const CompiledPolicy*> List(const std::string& name,
                                          policy::Kind kind) {
    const Datum* datum = Member(name);
    return datum == nullptr ? std::vector<const CompiledPolicy*>()
                            : Documents(name, *datum, kind);
  }

  std::vector<std::vector<const CompiledPolicy*>> Levels(
      const std::string& name, policy::Kind kind) {
    std::vector<std::vector<const CompiledPolicy*>> levels;
    const Datum* datum = Member(name);
    if (datum == nullptr) {
      return levels;
    }
    if (!datum->Is(DatumKind::kList)) {
      Blame("`" + name + "` takes a list of lists");
      return levels;
    }
    for (std::size_t i = 0; i < datum->children.size(); ++i) {
      levels.push_back(Documents(name + "[" + std::to_string(i) + "]",
                                 datum->children[i], kind));
    }
    return levels;
  }

  const Datum& whole_;
  const diag::SourceMap& sources_;
  const catalog::Catalogue& catalogue_;
  // They keep their places.
  std::deque<CompiledPolicy> compiled_;
};

std::string PlaceOf(const evaluation::Reason& reason) {
  const std::string document = "[" + std::to_string(reason.document) + "]";
  const std::string level = "[" + std::to_string(reason.level) + "]";
  switch (reason.side) {
    case Side::kIdentity:
      return "identity_policies" + document;
    case Side::kResource:
      return "resource_policy";
    case Side::kBoundary:
      return "permission_boundary";
    case Side::kSession:
      return "session_policy";
    case Side::kServiceControl:
      return "scps" + level + document;
    case Side::kResourceControl:
      return "rcps" + level + document;
    case Side::kEndpoint:
      return "endpoint_policies" + document;
  }
  return "";
}

void AppendReasons(std::string& out,
                   const std::vector<evaluation::Reason>& reasons) {
  diag::JsonList list(out);
  for (const evaluation::Reason& reason : reasons) {
    list.Next();
    diag::JsonObject one(out);
    one.Text("policy", PlaceOf(reason));
    one.Number("statement", reason.statement->index);
    if (!reason.statement->sid.empty()) {
      one.Text("sid", reason.statement->sid);
    }
    one.Text("effect", reason.statement->allows ? "Allow" : "Deny");
  }
}

// One line with the id as it was written, and what `add` adds.
template <typename Add>
std::string Answer(const Datum* id, Add add) {
  std::string out;
  {
    diag::JsonObject answer(out);
    if (id != nullptr && id->Is(DatumKind::kText)) {
      answer.Text("id", id->text);
    } else {
      answer.Key("id");
      out += id != nullptr && id->scalar() ? id->text : "null";
    }
    add(answer, out);
  }
  return out;
}

std::string Failed(const Datum* id, const std::string& message) {
  return Answer(id, [&](diag::JsonObject& answer, std::string&) {
    answer.Text("error", message);
  });
}

std::string Decided(const Datum* id, const evaluation::Decision& decision) {
  return Answer(id, [&](diag::JsonObject& answer, std::string& out) {
    answer.Text("decision", NameOf(decision.answer));
    answer.Key("decided_by");
    AppendReasons(out, decision.reasons);
    if (!decision.keys.empty()) {
      answer.Key("depends_on");
      diag::JsonList keys(out);
      for (const std::string& key : decision.keys) {
        keys.Next();
        diag::AppendJsonText(out, key);
      }
    }
  });
}

}  // namespace

std::string AnswerCase(std::string_view line,
                       const catalog::Catalogue& catalogue) {
  diag::SourceMap sources;
  diag::Sink sink;
  const diag::FileId file = sources.Add("case", std::string(line));
  const syntax::Tree tree = syntax::ReadJson(sources, file, sink);
  const Datum whole = tree.empty() ? Datum() : importers::DatumFrom(tree, 0);
  const Datum* const id = whole.Find("id");
  if (sink.HasErrors() || tree.empty()) {
    const auto found = sink.Sorted();
    return Failed(
        id, found.empty() ? "the line holds no JSON" : found.front()->message);
  }
  if (!whole.Is(DatumKind::kObject)) {
    return Failed(id, "a case is an object");
  }
  CaseReader reader(whole, sources, catalogue);
  reader.Read();
  if (!reader.error.empty()) {
    return Failed(id, reader.error);
  }
  const evaluation::Decision decision =
      Decide(reader.request, reader.policies, catalogue);
  return decision.error ? Failed(id, *decision.error) : Decided(id, decision);
}

}  // namespace iamgen::driver
