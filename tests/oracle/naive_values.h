// What the values of typed condition operators mean.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace iamgen::oracle {

// Seconds since 1970, and the digits after the point without trailing noughts.
using Instant = std::pair<long long, std::string>;

// The bits of an address, and how many of them count.
struct AddressRange {
  std::vector<bool> bits;
  std::size_t length = 0;
};

std::optional<long double> ReadNumber(const std::string& text);
std::optional<Instant> ReadDate(const std::string& text);
std::optional<bool> ReadBool(const std::string& text);
std::optional<std::string> ReadBase64(const std::string& text);
// Without a prefix length: one host.
std::optional<AddressRange> ReadRange(const std::string& text);
bool Contains(const AddressRange& range, const AddressRange& address);

}  // namespace iamgen::oracle
