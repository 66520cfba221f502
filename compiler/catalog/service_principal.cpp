// Knows the shapes a principal's name can have, and what a misspelt one was
// meant to be.
#include "catalog/service_principal.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "catalog/partition.h"
#include "catalog/text_faults.h"
#include "support/text.h"

namespace iamgen::catalog {
namespace {

constexpr std::string_view kCommonDomain = "amazonaws.com";

constexpr CharacterSet kCharacters = {
    .capitals = false, .others = "-.", .text = "a-z 0-9 - ."};

// What people call a service, where its principal has quite another name.
struct Nickname {
  std::string_view written;
  std::string_view service;
};

constexpr std::array<Nickname, 14> kNicknames = {{
    {"api-gateway", "apigateway"},
    {"apigw", "apigateway"},
    {"beanstalk", "elasticbeanstalk"},
    {"elb", "elasticloadbalancing"},
    {"elbv2", "elasticloadbalancing"},
    {"emr", "elasticmapreduce"},
    {"eventbridge", "events"},
    {"lambda-edge", "edgelambda"},
    {"lambda@edge", "edgelambda"},
    {"msk", "kafka"},
    {"sfn", "states"},
    {"step-functions", "states"},
    {"stepfunctions", "states"},
    {"systems-manager", "ssm"},
}};

std::string Full(std::string_view service, std::string_view domain) {
  std::string name(service);
  name += '.';
  name += domain;
  return name;
}

// The row of a service by its short name. `amazonaws.com` goes before the two
// rows that have another domain only.
const ServicePrincipal* FindService(std::string_view service) {
  if (const auto* row = FindServicePrincipal(Full(service, kCommonDomain))) {
    return row;
  }
  const auto rows = ServicePrincipals();
  const auto row = std::ranges::find(rows, service, &ServicePrincipal::service);
  return row != rows.end() ? &*row : nullptr;
}

std::string NameIn(std::string_view partition, const ServicePrincipal& row) {
  for (const PartitionForm& form : PartitionForms()) {
    if (form.partition == partition && form.service == row.service) {
      return std::string(form.name);
    }
  }
  return std::string(row.name);
}

KnownPrincipal Known(const ServicePrincipal& row, std::string_view partition) {
  return {.name = NameIn(partition, row), .row = &row};
}

// Short names near to one, in whatever case it is written.
std::vector<std::string> NearestServices(std::string_view service) {
  const std::string lower = support::Lower(service);
  if (FindService(lower) != nullptr) {
    return {lower};
  }
  const auto nickname =
      std::ranges::find(kNicknames, lower, &Nickname::written);
  if (nickname != kNicknames.end()) {
    return {std::string(nickname->service)};
  }
  std::vector<std::string_view> services;
  for (const ServicePrincipal& row : ServicePrincipals()) {
    services.push_back(row.service);
  }
  return support::Nearest(lower, services);
}

// The same as full names.
std::vector<std::string> NearestPrincipals(std::string_view service,
                                           std::string_view partition) {
  std::vector<std::string> nearest = NearestServices(service);
  for (std::string& name : nearest) {
    if (const ServicePrincipal* row = FindService(name)) {
      name = NameIn(partition, *row);
    }
  }
  return nearest;
}

// "logs" and "amazonaws.com.cn" of "logs.amazonaws.com.cn".
struct Parts {
  std::string_view service;
  std::string_view domain;
};

std::optional<Parts> SplitOff(std::string_view name, std::string_view domain) {
  if (name.size() <= domain.size() + 1 || !name.ends_with(domain) ||
      name[name.size() - domain.size() - 1] != '.') {
    return std::nullopt;
  }
  return Parts{.service = name.substr(0, name.size() - domain.size() - 1),
               .domain = domain};
}

std::optional<Parts> Split(std::string_view name) {
  if (const auto parts = SplitOff(name, kCommonDomain)) {
    return parts;
  }
  for (const Partition& partition : Partitions()) {
    if (const auto parts = SplitOff(name, partition.dns_suffix)) {
      return parts;
    }
  }
  return std::nullopt;
}

// What was meant by a name whose domain nobody knows: "ssm" of
// "ssm.amazon.com", "ec2" of "ec2.aws.com".
std::string_view WithoutWrongDomain(std::string_view name) {
  for (const std::string_view mark : {".amazon", ".aws", ".com"}) {
    const std::size_t at = name.find(mark);
    if (at != std::string_view::npos && at > 0) {
      return name.substr(0, at);
    }
  }
  return name;
}

// Every label between dots has something in it and no hyphen at its ends.
bool HasSoundLabels(std::string_view name) {
  while (true) {
    const std::size_t dot = name.find('.');
    const std::string_view label = name.substr(0, dot);
    if (label.empty() || label.front() == '-' || label.back() == '-') {
      return false;
    }
    if (dot == std::string_view::npos) {
      return true;
    }
    name.remove_prefix(dot + 1);
  }
}

bool MustOptIn(std::string_view region) {
  const Region* known = FindRegion(region);
  return known != nullptr && known->opt_in;
}

// A full name with a region before its domain; nullopt when it has none.
std::optional<PrincipalLookup> ResolveRegional(std::string_view written,
                                               const Parts& parts,
                                               std::string_view partition) {
  const std::size_t dot = parts.service.rfind('.');
  if (dot == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view region = parts.service.substr(dot + 1);
  const Partition* home = PartitionOfRegion(region);
  if (home == nullptr) {
    return std::nullopt;
  }
  const std::string_view service = parts.service.substr(0, dot);
  if (home->name != partition) {
    return UnknownPrincipal{.fault = "names region `" + std::string(region) +
                                     "`, which is not in partition `" +
                                     std::string(partition) + '`',
                            .nearest = NearestPrincipals(service, partition)};
  }
  const ServicePrincipal* row =
      FindServicePrincipal(Full(service, kCommonDomain));
  if (row != nullptr && (row->regional || MustOptIn(region))) {
    return KnownPrincipal{.name = std::string(written), .row = row};
  }
  return UnlistedPrincipal{.name = std::string(written),
                           .nearest = NearestPrincipals(service, partition)};
}

PrincipalLookup ResolveFull(std::string_view written, const Parts& parts,
                            const Partition& partition) {
  const auto form =
      std::ranges::find(PartitionForms(), written, &PartitionForm::name);
  const bool own_form =
      form != PartitionForms().end() && form->partition == partition.name;
  if (own_form) {
    if (const ServicePrincipal* row = FindService(form->service)) {
      return KnownPrincipal{.name = std::string(written), .row = row};
    }
  }
  if (parts.domain != kCommonDomain && parts.domain != partition.dns_suffix) {
    return UnknownPrincipal{
        .fault = "ends in `" + std::string(parts.domain) +
                 "`, which partition `" + std::string(partition.name) +
                 "` does not use",
        .nearest = NearestPrincipals(parts.service, partition.name)};
  }
  if (const ServicePrincipal* row = FindServicePrincipal(written)) {
    return Known(*row, partition.name);
  }
  if (auto regional = ResolveRegional(written, parts, partition.name)) {
    return *std::move(regional);
  }
  return UnlistedPrincipal{
      .name = std::string(written),
      .nearest = NearestPrincipals(parts.service, partition.name)};
}

}  // namespace

const ServicePrincipal* FindServicePrincipal(std::string_view name) {
  const auto rows = ServicePrincipals();
  const auto row =
      std::ranges::lower_bound(rows, name, {}, &ServicePrincipal::name);
  return row != rows.end() && row->name == name ? &*row : nullptr;
}

PrincipalLookup ResolveServicePrincipal(std::string_view written,
                                        std::string_view partition_name) {
  const Partition* named = FindPartition(partition_name);
  const Partition& partition =
      named != nullptr ? *named : *FindPartition("aws");
  if (written.empty()) {
    return UnknownPrincipal{.fault = "is empty", .nearest = {}};
  }
  const std::string lower = support::Lower(written);
  const auto parts = Split(lower);
  if (auto fault = FaultInCharacters(written, kCharacters)) {
    return UnknownPrincipal{
        .fault = *std::move(fault),
        .nearest = parts ? NearestPrincipals(parts->service, partition.name)
                         : NearestServices(WithoutWrongDomain(lower))};
  }
  if (!HasSoundLabels(written)) {
    return UnknownPrincipal{
        .fault = "has a part that is empty or has a hyphen at its end",
        .nearest = NearestServices(WithoutWrongDomain(written))};
  }
  if (parts) {
    return ResolveFull(written, *parts, partition);
  }
  if (const ServicePrincipal* row = FindServicePrincipal(written)) {
    // Of another domain altogether: alexa-appkit.amazon.com.
    return Known(*row, partition.name);
  }
  if (const ServicePrincipal* row = FindService(written)) {
    return Known(*row, partition.name);
  }
  const std::string_view service = WithoutWrongDomain(written);
  if (service.size() < written.size()) {
    return UnknownPrincipal{
        .fault = "does not end in `" + std::string(kCommonDomain) + '`',
        .nearest = NearestPrincipals(service, partition.name)};
  }
  return UnknownPrincipal{.fault = "is no service that is known",
                          .nearest = NearestServices(written)};
}

}  // namespace iamgen::catalog
