// The date stands in the table.
#include "catalog/version.h"

#include "catalog/catalogue.h"

namespace iamgen::catalog {

std::string_view DataDate() { return Catalogue::Embedded().Date(); }

}  // namespace iamgen::catalog
