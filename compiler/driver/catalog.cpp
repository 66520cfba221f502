// Holds the catalogue that was chosen.
#include "driver/catalog.h"

#include <deque>
#include <utility>

namespace iamgen::driver {
namespace {

const catalog::Catalogue*& Current() {
  static const catalog::Catalogue* current = &catalog::Catalogue::Embedded();
  return current;
}

}  // namespace

const catalog::Catalogue& CurrentCatalogue() { return *Current(); }

support::Status ChooseCatalogue(const std::string& path,
                                const support::FileSystem& files) {
  // What is known of a catalogue may be kept by its address, which no other
  // one may have.
  static std::deque<catalog::Catalogue> chosen;
  if (path.empty()) {
    Current() = &catalog::Catalogue::Embedded();
    return support::Done{};
  }
  auto bytes = files.Read(path, kMaxCatalogueBytes);
  if (!bytes) {
    return support::Failure{bytes.message()};
  }
  auto read = catalog::Catalogue::Read(std::move(*bytes));
  if (!read) {
    return support::Failure{path + ": " + read.message()};
  }
  chosen.push_back(std::move(*read));
  Current() = &chosen.back();
  return support::Done{};
}

}  // namespace iamgen::driver
