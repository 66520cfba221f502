// Knows what names may be, and that none is there twice.
#include "catalog/name_numbers.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/folding.h"
#include "support/text.h"

namespace iamgen::catalog {
namespace {

class Sorter {
 public:
  Sorter(Contents& contents, NameNumbers& numbers)
      : contents_(contents), numbers_(numbers) {}

  std::optional<std::string> Run() {
    for (const ServiceRecord& service : contents_.services) {
      Check(IsPlainName(service.prefix), service.prefix, "a service");
    }
    for (const ActionRecord& action : contents_.actions) {
      Check(IsPlainName(action.name), action.name, "an action");
    }
    for (const PolicyRecord& policy : contents_.policies) {
      const bool plain =
          !policy.name.empty() && policy.name.find('/') == std::string::npos;
      Check(plain, policy.name, "a managed policy");
      Check(policy.path.empty() ||
                (policy.path.front() == '/' && policy.path.back() == '/'),
            policy.path, "a path");
    }
    OrderAll();
    OrderPolicies();
    return std::move(failure_);
  }

 private:
  void Fail(std::string message) {
    if (!failure_) {
      failure_ = std::move(message);
    }
  }

  void Check(bool good, const std::string& name, const char* what) {
    if (!good) {
      Fail("`" + name + "` is no name of " + what);
    }
  }

  // Sorts `records` by their names and numbers these.
  template <typename Record, typename Name>
  void Order(std::vector<Record>& records, Numbers& numbers, Name name) {
    std::sort(records.begin(), records.end(),
              [&](const Record& left, const Record& right) {
                return CompareFolded(name(left), name(right)) < 0;
              });
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (!numbers.emplace(support::Lower(name(records[i])), i).second) {
        Fail("`" + name(records[i]) + "` is there twice");
      }
    }
  }

  void OrderAll() {
    Order(contents_.services, numbers_.services,
          [](const ServiceRecord& service) { return service.prefix; });
    Order(contents_.actions, numbers_.actions, [](const ActionRecord& action) {
      return InService(action.service, action.name);
    });
    Order(contents_.resource_types, numbers_.types,
          [](const ResourceTypeRecord& type) {
            return InService(type.service, type.name);
          });
    Order(contents_.keys, numbers_.keys,
          [](const KeyRecord& key) { return key.name; });
    Numbers others;
    Order(contents_.other_actions, others,
          [](const OtherActionRecord& other) { return other.action; });
    Numbers operations;
    Order(contents_.operations, operations,
          [](const OperationRecord& operation) { return operation.operation; });
  }

  // By bytes: the names of managed policies are case-sensitive.
  void OrderPolicies() {
    auto& policies = contents_.policies;
    std::sort(policies.begin(), policies.end(),
              [](const PolicyRecord& left, const PolicyRecord& right) {
                return left.name < right.name;
              });
    const auto twice = std::adjacent_find(
        policies.begin(), policies.end(),
        [](const PolicyRecord& left, const PolicyRecord& right) {
          return left.name == right.name;
        });
    if (twice != policies.end()) {
      Fail("`" + twice->name + "` is there twice");
    }
  }

  Contents& contents_;
  NameNumbers& numbers_;
  std::optional<std::string> failure_;
};

}  // namespace

std::optional<std::string> Sort(Contents& contents, NameNumbers& numbers) {
  return Sorter(contents, numbers).Run();
}

}  // namespace iamgen::catalog
