// Members of a case, and what they may hold.
#include "driver/case_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "catalog/names.h"
#include "policy/principal.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using evaluation::CallerKind;
using evaluation::CompiledPolicy;
using importers::Datum;
using importers::DatumKind;

constexpr std::array<std::string_view, 16> kMembers = {
    "id",
    "principal",
    "federated_by",
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

bool IsMember(std::string_view name) {
  return std::find(kMembers.begin(), kMembers.end(), name) != kMembers.end();
}

// What looks like a member that somebody misspelt, and not like a note: of the
// names of one word only those that lack an `s`, or have one too many.
std::string Meant(const std::string& name) {
  const bool plural =
      IsMember(name + "s") ||
      (name.ends_with('s') && IsMember(name.substr(0, name.size() - 1)));
  return plural || name.find('_') != std::string::npos
             ? support::DidYouMean(name, kMembers)
             : "";
}

}  // namespace

void CaseReader::Read() {
  CheckNames();
  ReadRequest();
  ReadContext();
  ReadPolicies();
  policies.caller_in_management_account =
      Flag("principal_in_management_account");
  policies.resource_in_management_account =
      Flag("resource_in_management_account");
}

void CaseReader::Blame(std::string message) {
  if (error.empty()) {
    error = std::move(message);
  }
}

const Datum* CaseReader::Member(std::string_view name) const {
  const Datum* datum = whole_.Find(name);
  return datum != nullptr && !datum->Is(DatumKind::kNull) ? datum : nullptr;
}

std::string CaseReader::Text(std::string_view name, bool needed) {
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

bool CaseReader::Flag(std::string_view name) {
  const Datum* datum = Member(name);
  if (datum != nullptr && !datum->Is(DatumKind::kBoolean)) {
    Blame("`" + std::string(name) + "` takes true or false");
  }
  return datum != nullptr && datum->text == "true";
}

// Notes may stand beside the members, but not one that was misspelt.
void CaseReader::CheckNames() {
  importers::ForEachMember(whole_, [&](const Datum& key, const Datum&) {
    const std::string meant = IsMember(key.text) ? "" : Meant(key.text);
    if (!meant.empty()) {
      Blame("`" + key.text + "` is no member of a case: " + meant);
    }
  });
}

void CaseReader::ReadRequest() {
  ReadCaller();
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
}

void CaseReader::ReadCaller() {
  const std::string principal = Text("principal", true);
  const auto caller = evaluation::ParseCaller(principal);
  if (caller) {
    request.caller = *caller;
  } else {
    Blame("`" + principal + "` is no principal that makes requests");
  }
  const std::string user = Text("federated_by", false);
  if (user.empty()) {
    return;
  }
  const policy::AwsPrincipal behind = policy::ParseAwsPrincipal(user);
  if (request.caller.kind != CallerKind::kFederatedUser) {
    Blame("`federated_by` stands beside a principal that is no federated user");
  } else if (behind.form != policy::PrincipalForm::kUser ||
             behind.account != request.caller.account) {
    Blame("`" + user + "` is no user of the account of the session");
  }
  request.caller.user_behind = user;
}

void CaseReader::ReadContext() {
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

void CaseReader::ReadPolicies() {
  using policy::Kind;
  policies.identity = List("identity_policies", Kind::kIdentity);
  policies.boundary = One("permission_boundary", Kind::kBoundary);
  policies.session = One("session_policy", Kind::kSession);
  policies.resource =
      One("resource_policy", evaluation::IsAssumption(request.action)
                                 ? Kind::kTrust
                                 : Kind::kResource);
  policies.service_control = Levels("scps", Kind::kServiceControl);
  policies.resource_control = Levels("rcps", Kind::kResourceControl);
  policies.endpoint = List("endpoint_policies", Kind::kResource);
}

const CompiledPolicy* CaseReader::Policy(const std::string& name,
                                         const Datum& datum,
                                         policy::Kind kind) {
  const PolicyReading* reading = nullptr;
  const auto number =
      line_ == nullptr ? std::nullopt : line_->NumberAt(datum.span.begin);
  if (number) {
    reading = &known_->Get(*number, kind);
  } else {
    readings_.push_back(
        ReadCasePolicy(datum, sources_, kind, catalogue_, use_));
    reading = &readings_.back();
  }
  if (!reading->error.empty()) {
    Blame(name + ": " + reading->error);
  }
  for (const std::string& warning : reading->warnings) {
    warnings.push_back(name + ": " + warning);
  }
  return &reading->compiled;
}

const CompiledPolicy* CaseReader::One(const std::string& name,
                                      policy::Kind kind) {
  const Datum* datum = Member(name);
  return datum == nullptr ? nullptr : Policy(name, *datum, kind);
}

CaseReader::Documents CaseReader::Several(const std::string& name,
                                          const Datum& list,
                                          policy::Kind kind) {
  if (list.Is(DatumKind::kObject)) {
    return {Policy(name, list, kind)};
  }
  Documents made;
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

CaseReader::Documents CaseReader::List(const std::string& name,
                                       policy::Kind kind) {
  const Datum* datum = Member(name);
  return datum == nullptr ? Documents() : Several(name, *datum, kind);
}

std::vector<CaseReader::Documents> CaseReader::Levels(const std::string& name,
                                                      policy::Kind kind) {
  std::vector<Documents> levels;
  const Datum* datum = Member(name);
  if (datum == nullptr) {
    return levels;
  }
  if (!datum->Is(DatumKind::kList)) {
    Blame("`" + name + "` takes a list of lists");
    return levels;
  }
  for (std::size_t i = 0; i < datum->children.size(); ++i) {
    levels.push_back(Several(name + "[" + std::to_string(i) + "]",
                             datum->children[i], kind));
  }
  return levels;
}

}  // namespace iamgen::driver
