// Trees to HCL: blocks, their layout and the escapes; and to the trees of its
// JSON syntax.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "writers/rope.h"
#include "writers/value.h"

namespace iamgen::writers {

// `resource "aws_iam_role" "Deploy" { ... }`.
struct HclBlock {
  std::string type = {};
  std::vector<std::string> labels = {};
  // Lines above it, without the `# `.
  std::vector<std::string> comments = {};
  // INVARIANT: their keys are identifiers.
  Map attributes = {};
  // Within it, after the attributes.
  std::vector<HclBlock> blocks = {};
};

// Prints the block with its comments and the newline at its end, as
// `terraform fmt` leaves it, byte for byte:
//
//     # topology.yaml:4 roles.Deploy
//     resource "aws_iam_role" "Deploy" {
//       name        = "Deploy"
//       description = "{a hole}"
//       assume_role_policy = jsonencode({
//         Version = "2012-10-17"
//         Statement = [
//           {
//             Effect    = "Allow"
//             Principal = { Service = "ec2.amazonaws.com" }
//             Action    = "sts:AssumeRole"
//           },
//         ]
//       })
//     }
//
// A list of one string is one line, and so is a map of one within another
// value; all that is larger has a line for each of its parts. Texts that are
// one expression stand without quotes.
//
// INVARIANT: the keys of maps are literal, as their widths decide the layout.
// What fills a slot is escaped by `AppendHclSlot`.
Rope WriteHcl(const HclBlock& block);

// A comment of a line of its own, with its newline. What would end the line is
// a blank.
void AppendHclComment(std::string& out, std::string_view text);

// `value` as it stands in a slot, whatever stands around it.
void AppendHclSlot(std::string& out, std::string_view value);

// The same value in Terraform's JSON syntax, printed by `WriteJson`: there
// every string is a template, keys of maps too. Slots are filled by what
// `AppendHclJsonSlot` gives.
Value HclJson(const Value& value);
void AppendHclJsonSlot(std::string& out, std::string_view value);

}  // namespace iamgen::writers
