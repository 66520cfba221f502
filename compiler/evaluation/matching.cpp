// Actions, resources and principals of a statement against a request.
#include "evaluation/matching.h"

#include <algorithm>

#include "evaluation/glob.h"
#include "policy/document.h"

namespace iamgen::evaluation {
namespace {

// An account that stands alone is one of the partition of the resource.
bool SamePartition(const PrincipalEntry& entry, const Request& request) {
  if (!entry.partition.empty()) {
    return entry.partition == request.caller.partition;
  }
  return !request.resource_arn ||
         (*request.resource_arn)[1] == request.caller.partition;
}

// A provider of OpenID Connect has its host's name at the end of its ARN; those
// that IAM knows by name have no ARN.
bool IsProvider(std::string_view entry, std::string_view caller) {
  const auto ends = [](std::string_view arn, std::string_view host) {
    constexpr std::string_view kPrefix = ":oidc-provider/";
    const std::size_t at = arn.find(kPrefix);
    return at != std::string_view::npos &&
           arn.substr(at + kPrefix.size()) == host;
  };
  return entry == caller || ends(entry, caller) || ends(caller, entry);
}

Ways WayOf(const PrincipalEntry& entry, const Request& request) {
  const Caller& caller = request.caller;
  switch (entry.kind) {
    case PrincipalEntryKind::kEveryone:
      return kEveryone;
    case PrincipalEntryKind::kAccount:
      return !caller.account.empty() && entry.account == caller.account &&
                     SamePartition(entry, request)
                 ? kByAccount
                 : kNoWay;
    case PrincipalEntryKind::kUser:
      if (caller.kind == CallerKind::kUser && entry.name == caller.name) {
        return kDirect;
      }
      return caller.kind == CallerKind::kFederatedUser &&
                     entry.name == caller.user_behind
                 ? kUserBehind
                 : kNoWay;
    case PrincipalEntryKind::kRole:
      // ARNs of sessions have no path.
      return caller.kind == CallerKind::kSession &&
                     entry.account == caller.account &&
                     entry.role == caller.role && SamePartition(entry, request)
                 ? kByRole
                 : kNoWay;
    case PrincipalEntryKind::kSession:
      return caller.kind == CallerKind::kSession && entry.name == caller.name
                 ? kDirect
                 : kNoWay;
    case PrincipalEntryKind::kFederatedUser:
      return caller.kind == CallerKind::kFederatedUser &&
                     entry.name == caller.name
                 ? kDirect
                 : kNoWay;
    case PrincipalEntryKind::kService:
      return caller.kind == CallerKind::kService && entry.name == caller.name
                 ? kDirect
                 : kNoWay;
    case PrincipalEntryKind::kFederated:
      return caller.kind == CallerKind::kFederated &&
                     IsProvider(entry.name, caller.name)
                 ? kDirect
                 : kNoWay;
    case PrincipalEntryKind::kNobody:
    case PrincipalEntryKind::kUnknown:
      return kNoWay;
  }
  return kNoWay;
}

// What is not known may be any run of characters.
std::string UnknownAsRuns(std::string pattern) {
  std::replace(pattern.begin(), pattern.end(), policy::kUnknown, kAnyRun);
  return pattern;
}

}  // namespace

Ways Matcher::WaysOf(const PrincipalMatcher& matcher) const {
  Ways ways = kNoWay;
  for (const PrincipalEntry& entry : matcher.entries) {
    ways = static_cast<Ways>(ways | WayOf(entry, request_));
  }
  return ways;
}

Truth Matcher::Action(const ActionMatcher& matcher) const {
  if (request_.action_id && matcher.covered && !matcher.uncertain) {
    return TruthOf(matcher.covered->Contains(*request_.action_id) !=
                   matcher.except);
  }
  Truth hit = matcher.uncertain ? Truth::kDepends : Truth::kNo;
  for (const ActionPattern& entry : matcher.entries) {
    if (!entry.unknown && Matches(entry.pattern, request_.action)) {
      hit = Truth::kYes;
      break;
    }
  }
  return matcher.except ? Not(hit) : hit;
}

Truth Matcher::ResourceEntry(const ResourcePattern& pattern) {
  if (pattern.anything) {
    return Truth::kYes;
  }
  if (pattern.nothing) {
    return Truth::kNo;
  }
  if (!request_.resource_arn) {
    return request_.of_many ? Truth::kDepends : Truth::kNo;
  }
  const ArnFields& arn = *request_.resource_arn;
  if (pattern.unknown) {
    return Truth::kDepends;
  }
  const auto field = [this](std::string_view wanted, std::string_view there) {
    return request_.of_many ? MatchesAll(wanted, there)
                            : TruthOf(Matches(wanted, there));
  };
  Truth fields = Truth::kYes;
  for (std::size_t i = 0; i < pattern.fields.size(); ++i) {
    fields = And(fields, field(pattern.fields[i], arn[i]));
    if (fields == Truth::kNo) {
      return fields;
    }
  }
  if (pattern.rest.fixed()) {
    return And(fields, field(pattern.rest.pieces.front().text, arn.back()));
  }
  bool depends = false;
  const auto rest = Filled(pattern.rest, depends);
  if (depends) {
    return Truth::kDepends;
  }
  return rest ? And(fields, field(*rest, arn.back())) : Truth::kNo;
}

Truth Matcher::Resource(const ResourceMatcher& matcher) {
  if (matcher.absent) {
    return Truth::kYes;
  }
  Truth hit = matcher.uncertain ? Truth::kDepends : Truth::kNo;
  for (const ResourcePattern& entry : matcher.entries) {
    hit = Or(hit, ResourceEntry(entry));
    if (hit == Truth::kYes) {
      break;
    }
  }
  return matcher.except ? Not(hit) : hit;
}

Truth Matcher::Body(const CompiledStatement& statement) {
  Truth truth = Action(statement.action);
  if (truth == Truth::kNo) {
    return truth;
  }
  asked_.clear();
  truth = And(truth, Resource(statement.resource));
  for (const Test& test : statement.tests) {
    if (truth == Truth::kNo) {
      return truth;
    }
    truth = And(truth, Condition(test));
  }
  if (truth == Truth::kDepends) {
    deciding_.insert(asked_.begin(), asked_.end());
  }
  return statement.uncertain ? And(truth, Truth::kDepends) : truth;
}

std::optional<std::string> Matcher::Filled(const Template& text,
                                           bool& depends) {
  std::string filled;
  for (const Piece& piece : text.pieces) {
    if (piece.key.empty()) {
      filled += piece.text;
      continue;
    }
    const ContextKey* key = request_.context.Find(piece.key);
    if (key != nullptr && key->unknown) {
      asked_.insert(piece.key);
      depends = true;
      return std::nullopt;
    }
    // A list has no one value.
    const bool one = key != nullptr && key->values.size() == 1 &&
                     !(key->is_list && piece.multivalued);
    if (one) {
      filled += key->values.front();
    } else if (piece.otherwise) {
      filled += *piece.otherwise;
    } else {
      return std::nullopt;
    }
  }
  if (text.unknown) {
    depends = true;
    return UnknownAsRuns(filled);
  }
  return filled;
}

}  // namespace iamgen::evaluation
