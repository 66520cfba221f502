// What makes a case malformed, so that nobody has to answer it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "oracle/naive_matching.h"

namespace iamgen::oracle {

// A policy of a case: what it is and where it stands (a JSON pointer).
struct PlacedDocument {
  DocumentKind kind = DocumentKind::kIdentity;
  std::string place;
  nlohmann::json document;
};

// Empty where the document is in order.
std::string WhatIsWrong(const PlacedDocument& placed, const Context& context);

}  // namespace iamgen::oracle
