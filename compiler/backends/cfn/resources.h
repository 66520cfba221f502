// The resources of a template: what each entity becomes in one account.
#pragma once

#include <optional>
#include <string>

#include "backends/cfn/references.h"
#include "backends/document.h"
#include "backends/slots.h"
#include "model/topology.h"
#include "writers/value.h"

namespace iamgen::backends::cfn {

// A resource and the logical id it has.
struct Resource {
  std::string logical_id;
  writers::Value value;
};

// Builds resources ("AWS Identity and Access Management resource type
// reference"). The account being built is written by pseudo parameters, so
// that templates of equal accounts are equal; other accounts by their ids.
class Resources {
 public:
  Resources(const model::Topology& topology, Slots& slots)
      : topology_(topology), slots_(slots), references_(topology) {}

  Resource Policy(model::PolicyId id, model::AccountId account);
  Resource Role(model::RoleId id, model::AccountId account);
  Resource Profile(support::Id<model::InstanceProfile> id,
                   model::AccountId account);
  // One of a job's permissions to be invoked.
  Resource Permission(const model::LambdaJob& job, std::size_t index,
                      const model::LocatedText& source_arn);

 private:
  // A text as CloudFormation writes it: a string, `Fn::Sub`, `Fn::GetAtt` or
  // `Ref`.
  writers::Value Convert(const model::Text& text, Position position,
                         model::EntityRef from);
  // A text without functions: names, keys.
  writers::Text Plain(const model::Text& text);
  bool IsSymbolic(const model::Hole& hole, Position position,
                  model::EntityRef from) const;
  std::string LogicalIdOf(model::EntityRef entity) const;
  writers::Value Tree(const model::Document& document, model::AccountId account,
                      model::EntityRef from);
  writers::Value Attached(const model::Attachment& attachment,
                          model::EntityRef from);
  void AddPath(const model::Text& path, writers::Map& properties);

  const model::Topology& topology_;
  Slots& slots_;
  References references_;
};

}  // namespace iamgen::backends::cfn
