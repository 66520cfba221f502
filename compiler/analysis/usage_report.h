// When services and actions were last used, by the ARN of who used them: what
// IAM's reports of last access say.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace iamgen::analysis {

// Seconds since 1970.
using Moment = std::int64_t;

// "2026-09-30", "2026-09-30T10:20:30Z", "2026-09-30 10:20:30.5+02:00".
// nullopt: none of these, or no day of the calendar.
std::optional<Moment> ParseMoment(std::string_view text);

// "2026-09-30".
std::string DateOf(Moment moment);

// nullopt: not within the time that IAM looks back over, which is 400 days.
using LastUse = std::optional<Moment>;

struct ServiceUse {
  LastUse last;
  // By name in small letters, "getobject"; only of the services whose actions
  // IAM tracks, and in reports that were asked for them.
  std::map<std::string, LastUse, std::less<>> actions;

  // Takes the later of both.
  void Merge(const ServiceUse& other);
};

// Of one user, group, role or policy.
struct UsageReport {
  // When it was made, if it says so.
  std::optional<Moment> made;
  // By prefix in small letters, "s3". One that is not there was not granted
  // when the report was made.
  std::map<std::string, ServiceUse, std::less<>> services;

  void Merge(const UsageReport& other);
};

// By ARN.
using UsageReports = std::map<std::string, UsageReport, std::less<>>;

// When the newest of them was made. nullopt: none says so.
std::optional<Moment> NewestOf(const UsageReports& reports);

}  // namespace iamgen::analysis
