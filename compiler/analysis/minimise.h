// Documents that say the same in fewer characters.
#pragma once

#include "catalog/catalogue.h"
#include "model/policy.h"

namespace iamgen::analysis {

struct Minimising {
  // Lists that name every action of a service, or every one that begins alike,
  // become patterns, as the catalogue knows them. Patterns take in what AWS
  // adds later, so that without it none is ever made.
  const catalog::Catalogue* patterns = nullptr;
};

// Drops what others of a list or other statements cover, and joins statements
// that differ in one element alone. Not one decision changes. What stays keeps
// its order; a statement that others are joined to keeps its place and its Sid.
model::Document Minimise(model::Document document, const Minimising& how);

}  // namespace iamgen::analysis
