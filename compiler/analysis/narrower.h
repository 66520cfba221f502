// What could stand in place of a grant that is wider than it need be, in the
// topology's own language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/passable_roles.h"
#include "catalog/catalogue.h"
#include "model/topology.h"
#include "policy/parsed_statement.h"

namespace iamgen::analysis {

struct Narrower {
  // Lines of YAML: a list of statements. `<BucketName>` and its like are for
  // whoever knows to fill in.
  std::vector<std::string> lines;
  // What to know about it, each a sentence.
  std::vector<std::string> remarks;
};

// For whoever may do everything, where it is known which services, by their
// prefixes, were used.
Narrower GrantsOf(const std::vector<std::string>& prefixes);

// For a policy of AWS by its ARN.
Narrower InsteadOfPolicy(std::string_view arn,
                         const catalog::Catalogue& catalogue);

class Narrowing {
 public:
  // `administrators` are roles that nobody is to pass.
  Narrowing(const model::Topology& topology,
            const catalog::Catalogue& catalogue,
            const std::vector<model::RoleId>& administrators);

  // INVARIANT: the statement allows. `account` is where it stands.
  [[nodiscard]] Narrower Than(const policy::ParsedStatement& statement,
                              model::AccountId account) const;

 private:
  class Writer;

  const model::Topology& topology_;
  const catalog::Catalogue& catalogue_;
  PassableRoles passable_;
};

}  // namespace iamgen::analysis
