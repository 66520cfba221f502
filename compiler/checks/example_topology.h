// The frame of the topologies in the rules' examples.
#pragma once

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
