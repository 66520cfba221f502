// Ranges of IP addresses, as conditions write them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iamgen::policy {

struct IpRange {
  // IPv4 in the last four bytes, in its mapped form.
  std::array<std::uint8_t, 16> bytes{};
  // Of 128; IPv4 counts from 96.
  std::uint8_t prefix = 128;
  bool is_v4 = false;

  // Bits behind the prefix that are not zero.
  [[nodiscard]] bool HasHostBits() const;
  // With these bits zero: "203.0.113.0/24".
  [[nodiscard]] std::string Masked() const;
  [[nodiscard]] bool Contains(const IpRange& other) const;
  // Of networks that no address of the Internet is in: RFC 1918, RFC 6598,
  // loopback, link-local, unique local.
  [[nodiscard]] bool IsPrivate() const;
};

// An IPv4 or IPv6 address, alone or with `/length`. nullopt: neither.
std::optional<IpRange> ParseIpRange(std::string_view text);

}  // namespace iamgen::policy
