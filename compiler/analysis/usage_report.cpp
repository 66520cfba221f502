// Times as reports write them, and reports put together.
#include "analysis/usage_report.h"

#include <algorithm>
#include <cstddef>

namespace iamgen::analysis {
namespace {

constexpr Moment kMinute = 60;
constexpr Moment kHour = 60 * kMinute;
constexpr Moment kDay = 24 * kHour;
constexpr int kMonths = 12;

bool IsLeap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int DaysOf(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[month - 1] + (month == 2 && IsLeap(year) ? 1 : 0);
}

// Days from 1970 to the first of a year.
Moment DaysBefore(int year) {
  constexpr int kEpoch = 1970;
  const Moment past = year - 1;
  const Moment all = past * 365 + past / 4 - past / 100 + past / 400;
  constexpr Moment kPast = kEpoch - 1;
  return all - (kPast * 365 + kPast / 4 - kPast / 100 + kPast / 400);
}

// Takes texts apart from their front.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool Number(std::size_t digits, int most, int& value) {
    if (rest_.size() < digits) {
      return false;
    }
    value = 0;
    for (const char c : rest_.substr(0, digits)) {
      if (c < '0' || c > '9') {
        return false;
      }
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(digits);
    return value <= most;
  }

  bool Is(char c) {
    const bool is = rest_.starts_with(c);
    rest_.remove_prefix(is ? 1 : 0);
    return is;
  }

  void SkipDigits() {
    rest_.remove_prefix(
        std::min(rest_.find_first_not_of("0123456789"), rest_.size()));
  }

  [[nodiscard]] bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

// Behind the date: a time and its zone, or nothing.
bool ScanTime(Scanner& scanner, Moment& moment) {
  if (scanner.done()) {
    return true;
  }
  constexpr int kMostHours = 23;
  constexpr int kMostMinutes = 59;
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!(scanner.Is('T') || scanner.Is(' ')) ||
      !scanner.Number(2, kMostHours, hour) || !scanner.Is(':') ||
      !scanner.Number(2, kMostMinutes, minute)) {
    return false;
  }
  // A leap second is there now and then.
  if (scanner.Is(':') && !scanner.Number(2, kMostMinutes + 1, second)) {
    return false;
  }
  if (scanner.Is('.')) {
    scanner.SkipDigits();
  }
  moment += hour * kHour + minute * kMinute + second;
  const bool east = scanner.Is('+');
  if (east || scanner.Is('-')) {
    if (!scanner.Number(2, kMostHours, hour)) {
      return false;
    }
    scanner.Is(':');
    if (!scanner.Number(2, kMostMinutes, minute)) {
      return false;
    }
    moment += (east ? -1 : 1) * (hour * kHour + minute * kMinute);
  } else {
    scanner.Is('Z');
  }
  return scanner.done();
}

LastUse Later(const LastUse& a, const LastUse& b) {
  return !a ? b : !b ? a : std::max(*a, *b);
}

}  // namespace

std::optional<Moment> ParseMoment(std::string_view text) {
  Scanner scanner(text);
  constexpr int kMostYears = 9999;
  constexpr int kMostDays = 31;
  int year = 0;
  int month = 0;
  int day = 0;
  if (!scanner.Number(4, kMostYears, year) || year == 0 || !scanner.Is('-') ||
      !scanner.Number(2, kMonths, month) || month == 0 || !scanner.Is('-') ||
      !scanner.Number(2, kMostDays, day) || day == 0 ||
      day > DaysOf(year, month)) {
    return std::nullopt;
  }
  Moment days = DaysBefore(year) + day - 1;
  for (int before = 1; before < month; ++before) {
    days += DaysOf(year, before);
  }
  Moment moment = days * kDay;
  return ScanTime(scanner, moment) ? std::optional(moment) : std::nullopt;
}

std::string DateOf(Moment moment) {
  Moment days = moment / kDay - (moment % kDay < 0 ? 1 : 0);
  // A year is 365.2425 days; the guess is off by one at most.
  int year = static_cast<int>(days * 400 / 146097) + 1970;
  while (DaysBefore(year) > days) {
    --year;
  }
  while (DaysBefore(year + 1) <= days) {
    ++year;
  }
  days -= DaysBefore(year);
  int month = 1;
  while (days >= DaysOf(year, month)) {
    days -= DaysOf(year, month++);
  }
  const auto padded = [](Moment number, std::size_t digits) {
    std::string text = std::to_string(number);
    return text.size() < digits ? std::string(digits - text.size(), '0') + text
                                : text;
  };
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(days + 1, 2);
}

void ServiceUse::Merge(const ServiceUse& other) {
  last = Later(last, other.last);
  for (const auto& [name, use] : other.actions) {
    LastUse& mine = actions[name];
    mine = Later(mine, use);
  }
}

void UsageReport::Merge(const UsageReport& other) {
  made = Later(made, other.made);
  for (const auto& [prefix, use] : other.services) {
    services[prefix].Merge(use);
  }
}

std::optional<Moment> NewestOf(const UsageReports& reports) {
  std::optional<Moment> newest;
  for (const auto& [arn, report] : reports) {
    newest = Later(newest, report.made);
  }
  return newest;
}

}  // namespace iamgen::analysis
