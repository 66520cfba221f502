// Statement ids that stay unique when documents are put together.
#pragma once

#include <cstddef>

#include "model/policy.h"

namespace iamgen::model {

// IAM wants Sids unique within a document ("IAM JSON policy elements: Sid"). Of
// the statements from `from` on, those whose Sid stands before get a number.
void NumberSids(Document& document, std::size_t from);

}  // namespace iamgen::model
