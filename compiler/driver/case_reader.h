// What a case of `simulate --cases` says: a request and the policies that have
// a say in it. "docs/cli.md" has the members.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalogue.h"
#include "diag/source.h"
#include "driver/case_line.h"
#include "driver/known_policies.h"
#include "evaluation/compiled_policy.h"
#include "evaluation/decide.h"
#include "evaluation/request.h"
#include "importers/datum.h"

namespace iamgen::driver {

// Reads one case. The first thing that is wrong with it is kept.
class CaseReader {
 public:
  CaseReader(const importers::Datum& whole, const diag::SourceMap& sources,
             const catalog::Catalogue& catalogue,
             evaluation::Use use = evaluation::Use::kOnce)
      : whole_(whole), sources_(sources), catalogue_(catalogue), use_(use) {}

  // A case whose policies have been taken out of its line.
  CaseReader(const importers::Datum& whole, const diag::SourceMap& sources,
             const catalog::Catalogue& catalogue, const CaseLine& line,
             KnownPolicies& known)
      : whole_(whole),
        sources_(sources),
        catalogue_(catalogue),
        line_(&line),
        known_(&known) {}

  void Read();

  evaluation::Request request;
  evaluation::Policies policies;
  // Empty: nothing is wrong.
  std::string error;
  // Why AWS would refuse what is nevertheless understood.
  std::vector<std::string> warnings;

 private:
  using Documents = std::vector<const evaluation::CompiledPolicy*>;

  void Blame(std::string message);
  // nullptr: absent, or null.
  [[nodiscard]] const importers::Datum* Member(std::string_view name) const;
  std::string Text(std::string_view name, bool needed);
  bool Flag(std::string_view name);

  void CheckNames();
  void ReadRequest();
  void ReadCaller();
  void ReadContext();
  void ReadPolicies();

  const evaluation::CompiledPolicy* Policy(const std::string& name,
                                           const importers::Datum& datum,
                                           policy::Kind kind);
  const evaluation::CompiledPolicy* One(const std::string& name,
                                        policy::Kind kind);
  // One document may stand in place of a list of one.
  Documents Several(const std::string& name, const importers::Datum& list,
                    policy::Kind kind);
  Documents List(const std::string& name, policy::Kind kind);
  std::vector<Documents> Levels(const std::string& name, policy::Kind kind);

  const importers::Datum& whole_;
  const diag::SourceMap& sources_;
  const catalog::Catalogue& catalogue_;
  const evaluation::Use use_ = evaluation::Use::kOnce;
  // nullptr: the policies stand in the case.
  const CaseLine* line_ = nullptr;
  KnownPolicies* known_ = nullptr;
  // They keep their places.
  std::deque<PolicyReading> readings_;
};

}  // namespace iamgen::driver
