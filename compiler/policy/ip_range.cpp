// Addresses by way of the system's parser.
#include "policy/ip_range.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <vector>

namespace iamgen::policy {
namespace {

constexpr std::uint8_t kV4Start = 96;
constexpr std::uint8_t kBits = 8;

// Bit `at` of the address, counted from the left.
bool BitOf(const std::array<std::uint8_t, 16>& bytes, unsigned at) {
  return (bytes[at / kBits] >> (kBits - 1 - at % kBits) & 1U) != 0;
}

}  // namespace

bool IpRange::HasHostBits() const {
  for (unsigned at = prefix; at < 128; ++at) {
    if (BitOf(bytes, at)) {
      return true;
    }
  }
  return false;
}

std::string IpRange::Masked() const {
  std::array<std::uint8_t, 16> masked = bytes;
  for (unsigned at = prefix; at < 128; ++at) {
    masked[at / kBits] &=
        static_cast<std::uint8_t>(~(1U << (kBits - 1 - at % kBits)));
  }
  char text[INET6_ADDRSTRLEN];
  const char* done =
      is_v4 ? inet_ntop(AF_INET, masked.data() + 12, text, sizeof text)
            : inet_ntop(AF_INET6, masked.data(), text, sizeof text);
  return std::string(done == nullptr ? "" : done) + "/" +
         std::to_string(is_v4 ? prefix - kV4Start : prefix);
}

bool IpRange::Contains(const IpRange& other) const {
  if (is_v4 != other.is_v4 || other.prefix < prefix) {
    return false;
  }
  for (unsigned at = 0; at < prefix; ++at) {
    if (BitOf(bytes, at) != BitOf(other.bytes, at)) {
      return false;
    }
  }
  return true;
}

bool IpRange::IsPrivate() const {
  static const std::vector<IpRange> networks = [] {
    constexpr std::array<std::string_view, 9> kNetworks = {
        "10.0.0.0/8",    "172.16.0.0/12", "192.168.0.0/16",
        "100.64.0.0/10", "127.0.0.0/8",   "169.254.0.0/16",
        "fc00::/7",      "fe80::/10",     "::1/128"};
    std::vector<IpRange> parsed;
    for (const std::string_view network : kNetworks) {
      parsed.push_back(ParseIpRange(network).value_or(IpRange{}));
    }
    return parsed;
  }();
  return std::any_of(
      networks.begin(), networks.end(),
      [&](const IpRange& network) { return network.Contains(*this); });
}

std::optional<IpRange> ParseIpRange(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string address(text.substr(0, slash));
  IpRange range;
  std::array<std::uint8_t, 4> v4{};
  if (inet_pton(AF_INET, address.c_str(), v4.data()) == 1) {
    range.is_v4 = true;
    std::copy(v4.begin(), v4.end(), range.bytes.begin() + 12);
  } else if (inet_pton(AF_INET6, address.c_str(), range.bytes.data()) != 1) {
    return std::nullopt;
  }
  if (slash == std::string_view::npos) {
    return range;
  }
  const std::string_view length = text.substr(slash + 1);
  unsigned bits = 0;
  const auto read =
      std::from_chars(length.data(), length.data() + length.size(), bits);
  const unsigned most = range.is_v4 ? 32 : 128;
  if (read.ec != std::errc() || read.ptr != length.data() + length.size() ||
      bits > most) {
    return std::nullopt;
  }
  range.prefix =
      static_cast<std::uint8_t>(range.is_v4 ? bits + kV4Start : bits);
  return range;
}

}  // namespace iamgen::policy
