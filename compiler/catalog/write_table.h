// From plain values to the bytes of a catalogue.
#pragma once

#include <string>

#include "catalog/contents.h"
#include "support/result.h"

namespace iamgen::catalog {

// Equal contents, in whatever order, make equal bytes. Fails where a name is
// there twice, names something that is not there, or is longer than the table
// can hold.
support::Result<std::string> WriteTable(Contents contents);

}  // namespace iamgen::catalog
