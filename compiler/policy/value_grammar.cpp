// Small grammars, by hand.
#include "policy/value_grammar.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <cstdint>

#include "support/text.h"

namespace iamgen::policy {
namespace {

bool IsDigit(char one) {
  return std::isdigit(static_cast<unsigned char>(one)) != 0;
}

bool IsLetterOrDigit(char one) {
  return std::isalnum(static_cast<unsigned char>(one)) != 0;
}

bool Cut(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

// Cuts the number at the front off, of one to `most` digits. nullopt: there is
// none.
std::optional<std::int64_t> CutNumber(std::string_view& text,
                                      std::size_t most) {
  const std::size_t digits =
      std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > most) {
    return std::nullopt;
  }
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + digits, number);
  text.remove_prefix(digits);
  return number;
}

// The same between two bounds.
std::optional<std::int64_t> CutNumber(std::string_view& text,
                                      std::int64_t least, std::int64_t most) {
  const auto number = CutNumber(text, std::size_t{2});
  return number && *number >= least && *number <= most ? number : std::nullopt;
}

// Days since 1970-01-01. "chrono-Compatible Low-Level Date Algorithms".
std::int64_t DaysOf(std::int64_t year, std::int64_t month, std::int64_t day) {
  constexpr std::int64_t kDaysOfEra = 146097;
  constexpr std::int64_t kYearsOfEra = 400;
  constexpr std::int64_t kEpoch = 719468;
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era =
      (year >= 0 ? year : year - (kYearsOfEra - 1)) / kYearsOfEra;
  const std::int64_t year_of_era = year - era * kYearsOfEra;
  const std::int64_t day_of_year =
      (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysOfEra + day_of_era - kEpoch;
}

std::int64_t DaysIn(std::int64_t year, std::int64_t month) {
  constexpr std::array<std::int64_t, 12> kDays = {31, 28, 31, 30, 31, 30,
                                                  31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[static_cast<std::size_t>(month - 1)] +
         (month == 2 && leap ? 1 : 0);
}

// "2030", "2030-01", "2030-01-01", as days since 1970.
std::optional<std::int64_t> CutDay(std::string_view& text) {
  constexpr std::size_t kYearDigits = 9;
  constexpr std::int64_t kMonths = 12;
  const bool before = Cut(text, '-');
  if (!before) {
    Cut(text, '+');
  }
  auto year = CutNumber(text, kYearDigits);
  if (!year) {
    return std::nullopt;
  }
  year = before ? -*year : *year;
  if (!Cut(text, '-')) {
    return DaysOf(*year, 1, 1);
  }
  const auto month = CutNumber(text, 1, kMonths);
  if (!month) {
    return std::nullopt;
  }
  if (!Cut(text, '-')) {
    return DaysOf(*year, *month, 1);
  }
  const auto day = CutNumber(text, 1, DaysIn(*year, *month));
  return day ? std::optional(DaysOf(*year, *month, *day)) : std::nullopt;
}

// "12", "12:30", "12:30:59.5", or nothing, as seconds.
std::optional<double> CutTime(std::string_view& text) {
  constexpr std::int64_t kHours = 23;
  constexpr std::int64_t kSixtieths = 59;
  if (text.empty() || !IsDigit(text.front())) {
    return 0;
  }
  const auto hour = CutNumber(text, 0, kHours);
  if (!hour) {
    return std::nullopt;
  }
  auto seconds = static_cast<double>(*hour * 3600);
  if (!Cut(text, ':')) {
    return seconds;
  }
  const auto minute = CutNumber(text, 0, kSixtieths);
  if (!minute) {
    return std::nullopt;
  }
  seconds += static_cast<double>(*minute * 60);
  if (!Cut(text, ':')) {
    return seconds;
  }
  const auto second = CutNumber(text, 0, kSixtieths);
  if (!second) {
    return std::nullopt;
  }
  seconds += static_cast<double>(*second);
  if (Cut(text, '.')) {
    double unit = 0.1;
    for (; !text.empty() && IsDigit(text.front()); text.remove_prefix(1)) {
      seconds += unit * (text.front() - '0');
      unit /= 10;
    }
  }
  return seconds;
}

// "Z", "+01:00", "+0100", "+01", or nothing, as seconds.
std::optional<double> ZoneOf(std::string_view text) {
  constexpr std::int64_t kHours = 23;
  constexpr std::int64_t kSixtieths = 59;
  if (text.empty() || text == "Z" || text == "z") {
    return 0;
  }
  const bool west = text.front() == '-';
  if (!Cut(text, '+') && !Cut(text, '-')) {
    return std::nullopt;
  }
  std::string_view hours = text.substr(0, 2);
  text.remove_prefix(hours.size());
  const bool two_digits = hours.size() == 2;
  const auto hour = CutNumber(hours, 0, kHours);
  if (!two_digits || !hour || !hours.empty()) {
    return std::nullopt;
  }
  std::int64_t minutes = *hour * 60;
  if (!text.empty()) {
    Cut(text, ':');
    const auto minute = CutNumber(text, 0, kSixtieths);
    if (!minute || !text.empty()) {
      return std::nullopt;
    }
    minutes += *minute;
  }
  return static_cast<double>((west ? -minutes : minutes) * 60);
}

}  // namespace

std::optional<double> ParseNumber(std::string_view text) {
  const bool negative = Cut(text, '-');
  if (!negative) {
    Cut(text, '+');
  }
  const auto is_part = [](char one) { return IsDigit(one) || one == '.'; };
  if (!std::all_of(text.begin(), text.end(), is_part) ||
      std::count(text.begin(), text.end(), '.') > 1 ||
      std::none_of(text.begin(), text.end(), IsDigit)) {
    return std::nullopt;
  }
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return negative ? -number : number;
}

bool IsEpoch(std::string_view text) {
  std::uint64_t seconds = 0;
  const auto read =
      std::from_chars(text.data(), text.data() + text.size(), seconds);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() &&
         seconds <= static_cast<std::uint64_t>(INT64_MAX);
}

std::optional<double> ParseDate(std::string_view text) {
  constexpr double kDay = 86400;
  // Without either IAM takes it for seconds.
  if (text.find_first_of("tT-") == std::string_view::npos) {
    return std::nullopt;
  }
  const auto day = CutDay(text);
  if (!day) {
    return std::nullopt;
  }
  auto seconds = static_cast<double>(*day) * kDay;
  if (Cut(text, 'T') || Cut(text, 't')) {
    const auto time = CutTime(text);
    if (!time) {
      return std::nullopt;
    }
    seconds += *time;
  }
  const auto zone = ZoneOf(text);
  return zone ? std::optional(seconds - *zone) : std::nullopt;
}

bool IsBoolean(std::string_view text) {
  return support::EqualIgnoringCase(text, "true") ||
         support::EqualIgnoringCase(text, "false");
}

bool IsBase64(std::string_view text) {
  constexpr std::size_t kGroup = 4;
  if (text.size() % kGroup != 0) {
    return false;
  }
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) {
    text.remove_suffix(1);
  }
  return std::all_of(text.begin(), text.end(), [](char one) {
    return IsLetterOrDigit(one) || one == '+' || one == '/';
  });
}

bool IsResourceId(std::string_view prefix, std::string_view text) {
  constexpr std::size_t kShort = 8;
  constexpr std::size_t kLong = 17;
  if (!text.starts_with(prefix)) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return (text.size() == kShort || text.size() == kLong) &&
         std::all_of(text.begin(), text.end(), IsLetterOrDigit);
}

}  // namespace iamgen::policy
