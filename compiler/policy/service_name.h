// Service principals of documents as they will be sent: no short names, and no
// partition known for certain. There is no complete list of the services, so
// that a name which is in no list proves little.
// "AWS JSON policy elements: Principal", AWS service principals.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalogue.h"

namespace iamgen::policy {

enum class ServiceDoubt : std::uint8_t {
  kNone,      // Known, or likely enough.
  kUnlisted,  // Of the right form and in no list.
  kUnlikely,  // Perhaps of a wrong form, or close to a known one.
  kWrong      // Exists in no partition.
};

struct JudgedService {
  ServiceDoubt doubt = ServiceDoubt::kNone;
  // The rest of a sentence that begins with what was written.
  std::string fault;
  // Full names that could have been meant, best first.
  std::vector<std::string> nearest;
};

// An empty partition is any of them.
JudgedService JudgeService(std::string_view written, std::string_view partition,
                           const catalog::Catalogue& catalogue);

}  // namespace iamgen::policy
