// How an account that is too large for one stack is divided into several.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "backends/backend.h"
#include "backends/cfn/template.h"
#include "backends/cfn/unit.h"

namespace iamgen::backends::cfn {

// "CloudFormation quotas", of a template in a bucket.
inline constexpr std::size_t kMostResources = 500;
inline constexpr std::size_t kMostBytes = 1'048'576;
inline constexpr std::size_t kMostParameters = 200;
// Of a template that goes with the request, not by way of a bucket.
inline constexpr std::size_t kMostInlineBytes = 51'200;
// "Quotas", of what a template gives to others; these give nothing.
inline constexpr std::size_t kMostOutputs = 200;

// One stack of several.
struct Part {
  // What its file has after the account's alias: nothing, "2", "policies-2".
  std::string name;
  Residents entities;
};

// The rule. An account that fits into one stack has one. Of one that does not,
// the stack keeps its groups. Roles and users are dealt out, by a hash of their
// keys, to it and to stacks 2, 3, ...; what belongs to a role is dealt with it.
// Policies and providers are dealt out to it and to stacks policies-2,
// policies-3, ..., which come before. There are as many stacks as are needed,
// and one more takes half of what one other had (linear hashing), and nothing
// from the rest.
//
// What needs another entity stands in no stack before that, and what is known
// by a made-up name stands in one stack with all that refers to it; so the
// stacks can be deployed in their order. Where an entity stands depends on its
// own key and on what it needs, never on what else there is.
class Stacks {
 public:
  explicit Stacks(const model::Topology& topology) : topology_(topology) {}

  // In the order of deployment; `pieces` are those of the template of all. One
  // part, if nothing can be done about what is too large.
  std::vector<Part> Divide(const Residents& entities,
                           std::span<const Piece> pieces);

 private:
  const std::vector<Tie>& Ties(Unit unit);

  const model::Topology& topology_;
  std::map<Unit, std::vector<Tie>> ties_;
};

// Writes templates, several where one is too large and that is asked for.
class StackWriter {
 public:
  explicit StackWriter(const Request& request, const Common* common = nullptr)
      : request_(request),
        templates_(request, common),
        stacks_(request.topology) {}

  // `path` is that of the file, without what all templates end with. Nothing is
  // written of an account that has no resources.
  support::Status Write(const std::string& path, const Content& content,
                        model::AccountId owner, const Writer& write);

 private:
  support::Status WriteOne(const std::string& path, const Template& made,
                           model::AccountId owner, std::string_view entities,
                           const Writer& write);

  const Request& request_;
  Templates templates_;
  Stacks stacks_;
};

}  // namespace iamgen::backends::cfn
