// Rule by rule: what IAM would refuse, and values that cannot be read.
//
// Chosen where AWS is silent: every document is looked at, also those that do
// not concern the request; a value of the context is wrong when any condition
// of any document that asks for its key cannot read it.
#include "oracle/naive_validity.h"

#include "oracle/naive_conditions.h"

namespace iamgen::oracle {
namespace {

using nlohmann::json;

bool NamesPrincipals(DocumentKind kind) {
  return kind == DocumentKind::kResource || kind == DocumentKind::kTrust ||
         kind == DocumentKind::kEndpoint || kind == DocumentKind::kRcp;
}

std::string ActionError(const json& statement) {
  if (statement.contains("Action") == statement.contains("NotAction")) {
    return "either Action or NotAction";
  }
  for (const char* name : {"Action", "NotAction"}) {
    for (const std::string& entry :
         AsTexts(statement.value(name, json::array()))) {
      const std::string service = entry.substr(0, entry.find(':'));
      if (entry != "*" && entry.find(':') == std::string::npos) {
        return "an action without a service";
      }
      if (entry != "*" && service.find_first_of("*?") != std::string::npos) {
        return "a wildcard in the service of an action";
      }
    }
  }
  return "";
}

// In the first five fields; a variable's own colons do not count because the
// text up to `${` is what is looked at.
bool EarlyVariable(const std::string& entry) {
  const std::size_t at = entry.find("${");
  return at != std::string::npos && ArnFields(entry.substr(0, at)).size() < 6;
}

std::string EntryError(const std::string& entry, DocumentKind kind,
                       bool variables) {
  if (entry == "*") {
    return "";
  }
  if (variables && EarlyVariable(entry)) {
    return "a variable in the first five fields of an ARN";
  }
  const std::string first = entry.substr(0, entry.find(':'));
  if (first == entry ||
      (first != "arn" && first.find_first_of("*?") == std::string::npos)) {
    return "a resource that is no ARN";
  }
  if (ArnFields(entry).size() == 6) {
    return "";
  }
  const std::size_t star = entry.find('*');
  if (star != std::string::npos && star + 1 != entry.size()) {
    return "a star in the middle of an ARN with too few fields";
  }
  if (kind == DocumentKind::kRcp ||
      (kind == DocumentKind::kScp && star == std::string::npos)) {
    return "an ARN with too few fields";
  }
  return "";
}

std::string ResourceError(const json& statement, DocumentKind kind,
                          bool variables) {
  const bool given =
      statement.contains("Resource") || statement.contains("NotResource");
  if (statement.contains("Resource") && statement.contains("NotResource")) {
    return "either Resource or NotResource";
  }
  // AWS refuses it in trust policies, but what it means there is clear.
  if (!given && kind != DocumentKind::kTrust) {
    return "neither kind of Resource";
  }
  for (const char* name : {"Resource", "NotResource"}) {
    for (const std::string& entry :
         AsTexts(statement.value(name, json::array()))) {
      std::string error = EntryError(entry, kind, variables);
      if (!error.empty()) {
        return error;
      }
    }
  }
  return "";
}

std::string PrincipalEntriesError(const json& principal) {
  if (principal == "*") {
    return "";
  }
  if (!principal.is_object()) {
    return "a principal that is neither `*` nor a map";
  }
  for (const auto& [type, entries] : principal.items()) {
    if (type != "AWS" && type != "Service" && type != "Federated" &&
        type != "CanonicalUser") {
      return "a principal of unknown type";
    }
    for (const std::string& entry : AsTexts(entries)) {
      if (type == "AWS" && entry == "*") {
        continue;
      }
      if (entry.find_first_of("*?") != std::string::npos) {
        return "a wildcard in a principal";
      }
      if (entry.find(":group/") != std::string::npos) {
        return "a group as principal";
      }
    }
  }
  return "";
}

std::string PrincipalError(const json& statement, DocumentKind kind) {
  const bool any =
      statement.contains("Principal") || statement.contains("NotPrincipal");
  if (any && !NamesPrincipals(kind)) {
    return "a principal in a policy that has none";
  }
  if (statement.contains("NotPrincipal")) {
    if (statement.at("Effect") != "Deny") {
      return "NotPrincipal with Allow";
    }
    if (kind == DocumentKind::kTrust || kind == DocumentKind::kRcp ||
        statement.contains("Principal")) {
      return "NotPrincipal where it may not stand";
    }
    return PrincipalEntriesError(statement.at("NotPrincipal"));
  }
  if (kind == DocumentKind::kRcp) {
    return statement.value("Principal", json()) == "*"
               ? ""
               : "an RCP whose principal is not `*`";
  }
  return any ? PrincipalEntriesError(statement.at("Principal")) : "";
}

std::string ValuesError(const ConditionOperator& op, const std::string& key,
                        const json& list, const Context& context,
                        bool variables) {
  for (const std::string& value : AsTexts(list)) {
    const bool variable = variables && value.find("${") != std::string::npos;
    if (op.positive == "ArnLike" && variable && EarlyVariable(value)) {
      return "a variable in the first five fields of an ARN";
    }
    if (!(op.positive == "Bool" && variable) && !PolicyValueReads(op, value)) {
      return "a condition's value that cannot be read: " + value;
    }
  }
  const auto found = context.find(Lower(key));
  if (found == context.end() || op.positive == "Null") {
    return "";
  }
  const bool empty = found->second.size() == 1 && found->second[0].empty();
  if (empty) {
    return "";
  }
  for (const std::string& value : found->second) {
    if (!ContextValueReads(op, value)) {
      return "a value of the context that cannot be read: " + value;
    }
  }
  return "";
}

std::string ConditionError(const json& statement, const Context& context,
                           bool variables) {
  if (!statement.contains("Condition")) {
    return "";
  }
  if (!statement.at("Condition").is_object()) {
    return "a condition that is no map";
  }
  for (const auto& [name, keys] : statement.at("Condition").items()) {
    const auto op = ReadOperator(name);
    if (!op || !keys.is_object()) {
      return "an unknown condition operator: " + name;
    }
    for (const auto& [key, list] : keys.items()) {
      std::string error = ValuesError(*op, key, list, context, variables);
      if (!error.empty()) {
        return error;
      }
    }
  }
  return "";
}

std::string StatementError(const json& statement, DocumentKind kind,
                           const Context& context, bool variables) {
  if (!statement.is_object()) {
    return "a statement that is no map";
  }
  const json effect = statement.value("Effect", json());
  if (effect != "Allow" && effect != "Deny") {
    return "an effect that is neither Allow nor Deny";
  }
  std::string error = ActionError(statement);
  if (error.empty()) {
    error = ResourceError(statement, kind, variables);
  }
  if (error.empty()) {
    error = PrincipalError(statement, kind);
  }
  if (error.empty()) {
    error = ConditionError(statement, context, variables);
  }
  return error;
}

}  // namespace

std::string WhatIsWrong(const PlacedDocument& placed, const Context& context) {
  if (!placed.document.is_object() || !placed.document.contains("Statement")) {
    return placed.place + ": no policy";
  }
  const bool variables =
      placed.document.value("Version", json()) == "2012-10-17";
  for (const json& statement : AsList(placed.document.at("Statement"))) {
    const std::string error =
        StatementError(statement, placed.kind, context, variables);
    if (!error.empty()) {
      return placed.place + ": " + error;
    }
  }
  return "";
}

}  // namespace iamgen::oracle
