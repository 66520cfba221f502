// Trees to YAML: the block layout. What is quoted is yaml_scalar.h's business.
#pragma once

#include "writers/rope.h"
#include "writers/value.h"

namespace iamgen::writers {

// Prints whole lines, each indented by `level` levels of two blanks and ended
// by a newline, so that ropes of members of one map can be put one after the
// other:
//
//     RoleInfraBackup:
//       # topology.yaml roles.infra-backup
//       RoleName: !Sub ${AWS::AccountId}-backup
//       ManagedPolicyArns:
//         - !Ref PolicyRead
//         - "arn:aws:iam::{a hole}:policy/write"
//
// Block style throughout: items are indented under their key, a string is one
// line however long, an empty collection is `[]` or `{}`. There are no anchors.
// Every text with a hole is double-quoted, and what fills it is escaped as
// `Rope::AppendTo` says. A key with holes stays, when filled, under the 1024
// bytes that YAML gives a key on one line; longer literal keys are taken care
// of.
//
// Any reader of YAML 1.1 or 1.2 gets the strings, numbers, booleans and nulls
// of the tree; calls come as tagged nodes.
Rope WriteYaml(const Value& value, int level);

}  // namespace iamgen::writers
