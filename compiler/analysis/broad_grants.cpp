// Finds the statement of each finding.
#include "analysis/broad_grants.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "model/entity.h"
#include "model/evaluate.h"
#include "model/identities.h"

namespace iamgen::analysis {
namespace {

using model::EntityKind;
using model::EntityRef;

// Of full administrators, stars, what may be passed, and what is changed,
// handed out or read wherever it is.
constexpr std::string_view kRules[] = {
    "IAM601", "IAM602", "IAM603", "IAM604", "IAM605", "IAM606",
    "IAM607", "IAM608", "IAM609", "IAM610", "IAM611", "IAM612",
    "IAM613", "IAM614", "IAM615", "IAM616", "IAM617", "IAM618",
    "IAM619", "IAM620", "IAM621", "IAM622", "IAM624", "IAM625",
    "IAM626", "IAM627", "IAM628", "IAM637", "IAM642"};

std::string Described(const model::Topology& topology, EntityRef entity) {
  return std::string(model::NameOf(entity.kind)) + "/" +
         model::KeyOf(topology, entity);
}

class Grants {
 public:
  Grants(const model::Topology& topology, const catalog::Catalogue& catalogue,
         Access& access, std::span<const ReviewPage> pages)
      : topology_(topology),
        catalogue_(catalogue),
        access_(access),
        narrowing_(topology, catalogue, AdministratorsOf(pages)) {
    for (const model::IdentityView& one : model::Identities(topology)) {
      for (const model::Attachment& attachment : one.attachments) {
        if (attachment.policy.valid()) {
          holders_[attachment.policy].push_back(
              Described(topology, one.entity));
        } else {
          attachments_.emplace(attachment.span, &attachment);
        }
      }
    }
    for (const FoundDocument& found : access.policies().documents()) {
      if (found.kind == policy::Kind::kBoundary) {
        boundaries_.insert(found.entity);
      }
      if (found.kind != policy::Kind::kIdentity) {
        continue;
      }
      for (const model::Statement& one : found.document->statements) {
        if (one.effect == model::Effect::kAllow) {
          written_[{one.span.file, one.span.begin}].push_back({&found, &one});
        }
      }
    }
  }

  void Add(const Judged& judged) {
    const diag::Diagnostic& finding = *judged.finding;
    // A boundary grants nothing.
    if (boundaries_.contains(finding.entity)) {
      return;
    }
    const std::vector<Written>* at = StatementsAt(finding.span);
    const diag::Span place =
        at == nullptr ? finding.span : at->front().statement->span;
    const auto [known, is_new] = grants_.try_emplace(place);
    BroadGrant& grant = known->second;
    if (is_new) {
      grant.span = finding.span;
      grant.entity = finding.entity;
      if (at != nullptr) {
        Look(*at, grant);
      } else {
        grant.holders = {finding.entity};
        LookAtAttachment(finding.span, grant);
      }
    }
    grant.span = std::min(grant.span, finding.span);
    grant.findings.push_back(judged);
  }

  std::vector<BroadGrant> Take() && {
    std::vector<BroadGrant> all;
    for (auto& [place, grant] : grants_) {
      std::stable_sort(grant.findings.begin(), grant.findings.end(),
                       [](const Judged& a, const Judged& b) {
                         return a.finding->severity < b.finding->severity;
                       });
      all.push_back(std::move(grant));
    }
    return all;
  }

 private:
  // A template's statement stands in many documents.
  struct Written {
    const FoundDocument* found = nullptr;
    const model::Statement* statement = nullptr;
  };

  static std::vector<model::RoleId> AdministratorsOf(
      std::span<const ReviewPage> pages) {
    std::vector<model::RoleId> roles;
    for (const ReviewPage& page : pages) {
      if (page.administrator && page.entity.kind == EntityKind::kRole) {
        roles.push_back({page.entity.index});
      }
    }
    return roles;
  }

  // nullptr: the place is in no statement that allows.
  [[nodiscard]] const std::vector<Written>* StatementsAt(
      diag::Span span) const {
    auto next = written_.upper_bound({span.file, span.begin});
    if (next == written_.begin()) {
      return nullptr;
    }
    const auto& found = std::prev(next)->second;
    const diag::Span within = found.front().statement->span;
    return within.file == span.file && span.end <= within.end ? &found
                                                              : nullptr;
  }

  void Look(const std::vector<Written>& all, BroadGrant& grant) {
    std::set<std::string> holders;
    for (const Written& one : all) {
      if (one.found->role != DocumentRole::kManaged) {
        holders.insert(one.found->entity);
        continue;
      }
      const auto those = holders_.find({one.found->owner.index});
      if (those != holders_.end()) {
        holders.insert(those->second.begin(), those->second.end());
      }
    }
    grant.holders.assign(holders.begin(), holders.end());
    const FoundDocument& found = *all.front().found;
    for (const model::AccountId account :
         topology_.account_sets[found.accounts].members) {
      if (!model::StandsIn(topology_, *all.front().statement, account)) {
        continue;
      }
      const ParsedPolicy& parsed = access_.policies().In(found, account);
      for (const policy::ParsedStatement& one : parsed.statements) {
        if (one.statement->span == all.front().statement->span) {
          grant.instead = narrowing_.Than(one, account);
          return;
        }
      }
    }
  }

  void LookAtAttachment(diag::Span span, BroadGrant& grant) {
    const auto found = attachments_.find(span);
    if (found != attachments_.end()) {
      const model::Text& arn = found->second->arn.value;
      // Partitions do not matter here, and are known in any account.
      grant.instead = InsteadOfPolicy(
          model::Evaluate(topology_, arn, topology_.accounts.IdAt(0)),
          catalogue_);
    }
  }

  const model::Topology& topology_;
  const catalog::Catalogue& catalogue_;
  Access& access_;
  Narrowing narrowing_;
  std::map<model::PolicyId, std::vector<std::string>> holders_;
  std::map<diag::Span, const model::Attachment*> attachments_;
  std::set<std::string> boundaries_;
  std::map<std::pair<diag::FileId, std::uint32_t>, std::vector<Written>>
      written_;
  std::map<diag::Span, BroadGrant> grants_;
};

}  // namespace

bool BroadGrant::accepted() const {
  return std::all_of(findings.begin(), findings.end(),
                     [](const Judged& one) { return one.accepted; });
}

bool IsAboutWidth(const diag::Rule& rule) {
  return std::find(std::begin(kRules), std::end(kRules), rule.id) !=
         std::end(kRules);
}

std::vector<BroadGrant> BroadGrantsOf(const model::Topology& topology,
                                      const catalog::Catalogue& catalogue,
                                      Access& access,
                                      std::span<const ReviewPage> pages,
                                      std::span<const Judged> findings) {
  Grants grants(topology, catalogue, access, pages);
  for (const Judged& one : findings) {
    if (IsAboutWidth(*one.finding->rule)) {
      grants.Add(one);
    }
  }
  return std::move(grants).Take();
}

}  // namespace iamgen::analysis
