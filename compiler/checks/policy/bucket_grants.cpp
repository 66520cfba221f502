// Knows which actions on a bucket give away those on its objects.
#include "checks/policy/bucket_grants.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <unordered_set>
#include <utility>

#include "catalog/action_set.h"
#include "policy/pattern.h"

namespace iamgen::checks {
namespace {

using policy::ParsedResource;
using policy::ParsedStatement;

constexpr std::array<std::string_view, 3> kOnObjects = {
    "s3:GetObject", "s3:PutObject", "s3:DeleteObject"};

// The last only deletes.
constexpr std::array<std::string_view, 3> kOnBuckets = {
    "s3:PutBucketPolicy", "s3:PutBucketAcl", "s3:PutLifecycleConfiguration"};

// The bucket of a resource of S3, as a pattern; nullopt: something else.
std::optional<std::string> BucketOf(const ParsedResource& resource,
                                    bool of_objects) {
  if (resource.anything) {
    return "*";
  }
  if (!resource.arn || !policy::Matches(resource.arn->service, "s3")) {
    return resource.arn || resource.value->known()
               ? std::nullopt
               : std::optional<std::string>("*");
  }
  const std::string_view text = resource.arn->resource;
  const std::size_t slash = text.find('/');
  // "logs*" also names the objects of such buckets.
  if (of_objects == (slash != std::string_view::npos) ||
      (of_objects && policy::HasWildcard(text))) {
    return policy::VariablesAsWildcards(text.substr(0, slash));
  }
  return std::nullopt;
}

// The buckets whose objects an action is allowed on.
class Buckets {
 public:
  void Add(std::string bucket) {
    const bool pattern = policy::HasWildcard(bucket) ||
                         bucket.find(policy::kUnknown) != std::string::npos;
    if (!pattern) {
      names_.insert(std::move(bucket));
    } else if (patterns_.size() < kMost) {
      patterns_.push_back(std::move(bucket));
    } else {
      all_ = true;
    }
  }

  void AddAll() { all_ = true; }

  // Whether one of them may be the bucket.
  [[nodiscard]] bool MayHold(const std::string& bucket) const {
    const auto meets = [&](const std::string& one) {
      return policy::Meet(one, bucket);
    };
    if (all_ || names_.contains(bucket) ||
        std::any_of(patterns_.begin(), patterns_.end(), meets)) {
      return true;
    }
    const bool literal = !policy::HasWildcard(bucket) &&
                         bucket.find(policy::kUnknown) == std::string::npos;
    return !literal && (names_.size() > kMost ||
                        std::any_of(names_.begin(), names_.end(), meets));
  }

 private:
  // So that nothing made to cost time does; nobody writes so many.
  static constexpr std::size_t kMost = 256;

  bool all_ = false;
  std::unordered_set<std::string> names_;
  std::vector<std::string> patterns_;
};

class Search {
 public:
  Search(std::span<const ParsedStatement> statements,
         const catalog::Catalogue& catalogue)
      : statements_(statements), catalogue_(catalogue), denied_(catalogue) {}

  std::vector<BucketGrant> Run() {
    for (const ParsedStatement& one : statements_) {
      if (one.denies() && !one.IsConditional() && one.OnEverything()) {
        denied_ |= one.covered;
      }
    }
    for (const ParsedStatement& one : statements_) {
      if (one.allows()) {
        Objects(one);
      }
    }
    for (const ParsedStatement& one : statements_) {
      if (one.allows() && !one.statement->action.except &&
          !one.statement->resource.except) {
        Changes(one);
      }
    }
    return std::move(grants_);
  }

 private:
  bool Covers(const ParsedStatement& statement, std::string_view name) const {
    const auto action = catalogue_.FindAction(name);
    return action && statement.covered.Contains(*action) &&
           !denied_.Contains(*action);
  }

  // Covers it, or may do so.
  bool MayCover(const ParsedStatement& statement, std::string_view name) const {
    return Covers(statement, name) || !statement.statement->action.complete() ||
           std::any_of(statement.actions.begin(), statement.actions.end(),
                       [](const auto& one) { return one.unknown; });
  }

  void Objects(const ParsedStatement& statement) {
    for (std::size_t i = 0; i < kOnObjects.size(); ++i) {
      if (!MayCover(statement, kOnObjects[i])) {
        continue;
      }
      if (statement.statement->resource.except ||
          !statement.statement->resource.complete()) {
        objects_[i].AddAll();
      }
      for (const ParsedResource& one : statement.resources) {
        if (auto bucket = BucketOf(one, true)) {
          objects_[i].Add(*std::move(bucket));
        }
      }
    }
  }

  void Changes(const ParsedStatement& statement) {
    const auto by = std::find_if(
        kOnBuckets.begin(), kOnBuckets.end(),
        [&](std::string_view one) { return Covers(statement, one); });
    if (by == kOnBuckets.end()) {
      return;
    }
    for (const ParsedResource& one : statement.resources) {
      auto bucket = BucketOf(one, false);
      if (!bucket || !told_.insert(*bucket).second) {
        continue;
      }
      BucketGrant grant{.statement = &statement,
                        .by = *by,
                        .bucket = one.value->text,
                        .gained = {}};
      const bool only_deletes = by == kOnBuckets.end() - 1;
      for (std::size_t i = only_deletes ? 2 : 0; i < kOnObjects.size(); ++i) {
        if (!objects_[i].MayHold(*bucket)) {
          grant.gained.emplace_back(kOnObjects[i]);
        }
      }
      if (!grant.gained.empty()) {
        grants_.push_back(std::move(grant));
      }
    }
  }

  std::span<const ParsedStatement> statements_;
  const catalog::Catalogue& catalogue_;
  catalog::ActionSet denied_;
  std::array<Buckets, kOnObjects.size()> objects_;
  std::set<std::string> told_;
  std::vector<BucketGrant> grants_;
};

}  // namespace

std::vector<BucketGrant> WideningBucketGrants(
    std::span<const ParsedStatement> statements,
    const catalog::Catalogue& catalogue) {
  return Search(statements, catalogue).Run();
}

}  // namespace iamgen::checks
