// The texts of rules' examples: the frames that most stand in, and what is said
// of those that are too long to be shown.
#pragma once

#include <string>
#include <string_view>

// One account and what is in it, a text in quotes.
#define IAMGEN_ONE_ACCOUNT(entities) \
  "iamgen: 1\n"                      \
  "master: { id: \"222222222222\" }\n" entities

// Two accounts of one organization.
#define IAMGEN_TWO_ACCOUNTS(entities)          \
  "iamgen: 1\n"                                \
  "master: { id: \"222222222222\" }\n"         \
  "children: { dev: { id: \"333333333333\" } " \
  "}\n" entities

// A whole policy around its statements, both texts in quotes.
#define IAMGEN_DOCUMENT(statements) \
  "{\"Version\": \"2012-10-17\",\n \"Statement\": [" statements "]}"

namespace iamgen::diag {

// What an example is that shows `[[40 times: "item-#", ]]` for 40 items: in
// each
// `#` is its number, from 1, and `@` the one before. INVARIANT: what stands
// between `[[` and `]]` begins so, and holds no `]]`.
std::string WholeText(std::string_view shown);

}  // namespace iamgen::diag
