// Numbers, dates, booleans, bytes and addresses, read digit by digit.
#include "oracle/naive_values.h"

#include <arpa/inet.h>

#include <array>
#include <cstddef>
#include <cstdlib>

#include "oracle/naive_matching.h"

namespace iamgen::oracle {
namespace {

bool Digits(const std::string& text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789") == std::string::npos;
}

// Takes so many digits off the front of `text`.
std::optional<int> TakeDigits(std::string& text, std::size_t count) {
  if (text.size() < count || !Digits(text.substr(0, count))) {
    return std::nullopt;
  }
  const int value = std::atoi(text.substr(0, count).c_str());
  text.erase(0, count);
  return value;
}

bool Take(std::string& text, char c) {
  if (text.empty() || text.front() != c) {
    return false;
  }
  text.erase(0, 1);
  return true;
}

bool Leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int DaysOf(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};
  return month == 2 && Leap(year) ? 29
                                  : kDays[static_cast<std::size_t>(month - 1)];
}

// Counted one year, one month at a time.
long long DaysSince1970(int year, int month, int day) {
  long long days = 0;
  for (int y = 1970; y < year; ++y) {
    days += Leap(y) ? 366 : 365;
  }
  for (int y = year; y < 1970; ++y) {
    days -= Leap(y) ? 366 : 365;
  }
  for (int m = 1; m < month; ++m) {
    days += DaysOf(year, m);
  }
  return days + day - 1;
}

// `Z`, `+hh:mm`, `-hh:mm`; none means UTC. Seconds to subtract.
std::optional<int> ReadZone(std::string text) {
  if (text.empty() || text == "Z") {
    return 0;
  }
  const int sign = text.front() == '-' ? -1 : 1;
  if (!Take(text, '+') && !Take(text, '-')) {
    return std::nullopt;
  }
  const auto hours = TakeDigits(text, 2);
  const bool colon = Take(text, ':');
  const auto minutes = TakeDigits(text, 2);
  if (!hours || !colon || !minutes || !text.empty() || *hours > 23 ||
      *minutes > 59) {
    return std::nullopt;
  }
  return sign * (*hours * 3600 + *minutes * 60);
}

// `hh:mm`, `hh:mm:ss`, `hh:mm:ss.f`, then the zone.
std::optional<Instant> ReadTime(std::string text) {
  const auto hour = TakeDigits(text, 2);
  const bool colon = Take(text, ':');
  const auto minute = TakeDigits(text, 2);
  if (!hour || !colon || !minute || *hour > 23 || *minute > 59) {
    return std::nullopt;
  }
  int second = 0;
  std::string fraction;
  if (Take(text, ':')) {
    const auto read = TakeDigits(text, 2);
    if (!read || *read > 59) {
      return std::nullopt;
    }
    second = *read;
    if (Take(text, '.')) {
      const std::size_t end = text.find_first_not_of("0123456789");
      fraction = text.substr(0, end);
      if (fraction.empty()) {
        return std::nullopt;
      }
      text.erase(0, fraction.size());
      while (!fraction.empty() && fraction.back() == '0') {
        fraction.pop_back();
      }
    }
  }
  const auto zone = ReadZone(text);
  if (!zone) {
    return std::nullopt;
  }
  return Instant{*hour * 3600 + *minute * 60 + second - *zone, fraction};
}

}  // namespace

std::optional<long double> ReadNumber(const std::string& text) {
  std::string rest = text;
  if (!Take(rest, '-')) {
    Take(rest, '+');
  }
  const std::size_t point = rest.find('.');
  if (!Digits(rest.substr(0, point)) ||
      (point != std::string::npos && !Digits(rest.substr(point + 1)))) {
    return std::nullopt;
  }
  return std::strtold(text.c_str(), nullptr);
}

std::optional<Instant> ReadDate(const std::string& text) {
  if (Digits(text)) {
    return Instant{std::atoll(text.c_str()), ""};
  }
  std::string rest = text;
  const auto year = TakeDigits(rest, 4);
  const bool first = Take(rest, '-');
  const auto month = TakeDigits(rest, 2);
  const bool second = Take(rest, '-');
  const auto day = TakeDigits(rest, 2);
  if (!year || !first || !month || !second || !day || *month < 1 ||
      *month > 12 || *day < 1 || *day > DaysOf(*year, *month)) {
    return std::nullopt;
  }
  Instant time{0, ""};
  if (!rest.empty()) {
    const auto read =
        Take(rest, 'T') ? ReadTime(rest) : std::optional<Instant>();
    if (!read) {
      return std::nullopt;
    }
    time = *read;
  }
  time.first += DaysSince1970(*year, *month, *day) * 86400;
  return time;
}

std::optional<bool> ReadBool(const std::string& text) {
  const std::string lower = Lower(text);
  if (lower != "true" && lower != "false") {
    return std::nullopt;
  }
  return lower == "true";
}

std::optional<std::string> ReadBase64(const std::string& text) {
  static const std::string alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (text.size() % 4 != 0) {
    return std::nullopt;
  }
  std::string body = text;
  while (!body.empty() && body.back() == '=') {
    body.pop_back();
  }
  if (text.size() - body.size() > 2) {
    return std::nullopt;
  }
  std::vector<bool> bits;
  for (const char c : body) {
    const std::size_t value = alphabet.find(c);
    if (value == std::string::npos) {
      return std::nullopt;
    }
    for (std::size_t bit = 6; bit > 0; --bit) {
      bits.push_back(((value >> (bit - 1)) & 1U) != 0);
    }
  }
  std::string bytes;
  for (std::size_t i = 0; i + 8 <= bits.size(); i += 8) {
    int byte = 0;
    for (std::size_t bit = 0; bit < 8; ++bit) {
      byte = byte * 2 + (bits[i + bit] ? 1 : 0);
    }
    bytes.push_back(static_cast<char>(byte));
  }
  return bytes;
}

std::optional<AddressRange> ReadRange(const std::string& text) {
  const std::size_t slash = text.find('/');
  const std::string address = text.substr(0, slash);
  std::array<unsigned char, 16> bytes{};
  std::size_t count = 0;
  if (inet_pton(AF_INET, address.c_str(), bytes.data()) == 1) {
    count = 4;
  } else if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) {
    count = 16;
  } else {
    return std::nullopt;
  }
  AddressRange range;
  for (std::size_t i = 0; i < count; ++i) {
    for (unsigned bit = 8; bit > 0; --bit) {
      range.bits.push_back(((bytes[i] >> (bit - 1)) & 1U) != 0);
    }
  }
  range.length = range.bits.size();
  if (slash != std::string::npos) {
    const std::string length = text.substr(slash + 1);
    if (!Digits(length) || length.size() > 3 ||
        static_cast<std::size_t>(std::atoi(length.c_str())) >
            range.bits.size()) {
      return std::nullopt;
    }
    range.length = static_cast<std::size_t>(std::atoi(length.c_str()));
  }
  return range;
}

// Families never mix; the range's host bits do not count.
bool Contains(const AddressRange& range, const AddressRange& address) {
  if (range.bits.size() != address.bits.size()) {
    return false;
  }
  for (std::size_t i = 0; i < range.length; ++i) {
    if (range.bits[i] != address.bits[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace iamgen::oracle
