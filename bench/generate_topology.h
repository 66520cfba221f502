// Topologies of any size, the same bytes for the same numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace iamgen::bench {

// How roles are written: once for all accounts, with variables for what
// differs, or spelled out for each account.
enum class Spelling : std::uint8_t { kCompact, kExpanded };

struct Size {
  // The master account is one of them.
  std::size_t accounts = 1;
  std::size_t roles = 5;
  Spelling spelling = Spelling::kCompact;
};

// A topology without findings. Both spellings make the same policies: each
// role trusts EC2 or another role of its account, and has one inline policy of
// two statements; every fifth attaches the library's one policy.
std::string GenerateTopology(const Size& size);

}  // namespace iamgen::bench
