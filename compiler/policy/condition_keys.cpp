// The lists, each a page of AWS's documentation.
#include "policy/condition_keys.h"

#include <algorithm>
#include <array>

namespace iamgen::policy {
namespace {

template <std::size_t Size>
bool Holds(const std::array<std::string_view, Size>& keys,
           std::string_view key) {
  return std::any_of(keys.begin(), keys.end(), [&](std::string_view one) {
    return one.ends_with('/') ? key.starts_with(one) : key == one;
  });
}

constexpr std::array<std::string_view, 8> kAlways = {
    "aws:currenttime",     "aws:epochtime",     "aws:securetransport",
    "aws:requestedregion", "aws:viaawsservice", "aws:principalaccount",
    "aws:principaltype",   "aws:userid"};

constexpr std::array<std::string_view, 4> kSource = {
    "aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid",
    "aws:sourceorgpaths"};

constexpr std::array<std::string_view, 14> kBoundary = {
    "aws:sourceip",       "aws:vpcsourceip",       "aws:sourcevpc",
    "aws:sourcevpcarn",   "aws:sourcevpce",        "aws:sourcearn",
    "aws:sourceaccount",  "aws:sourceorgid",       "aws:sourceorgpaths",
    "aws:principalorgid", "aws:principalorgpaths", "aws:vpceaccount",
    "aws:vpceorgid",      "aws:vpceorgpaths"};

constexpr std::array<std::string_view, 6> kCaller = {
    "aws:principalarn", "aws:principalaccount", "aws:principaltag/",
    "aws:username",     "aws:userid",           "sts:externalid"};

constexpr std::array<std::string_view, 2> kSpoofable = {"aws:useragent",
                                                        "aws:referer"};

constexpr std::array<std::string_view, 5> kPrincipalsAlone = {
    "aws:principalorgid", "aws:principalorgpaths", "aws:principaltag/",
    "aws:principalaccount", "aws:username"};

constexpr std::array<std::string_view, 2> kRegions = {"aws:requestedregion",
                                                      "ec2:region"};

constexpr std::array<std::string_view, 8> kServices = {
    "iam:passedtoservice",
    "iam:awsservicename",
    "aws:calledvia",
    "aws:calledviafirst",
    "aws:calledvialast",
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "kms:viaservice"};

constexpr std::array<std::string_view, 2> kProviders = {"saml", "sts"};

}  // namespace

bool IsAlwaysPresent(std::string_view key) { return Holds(kAlways, key); }

bool IsSourceKey(std::string_view key) { return Holds(kSource, key); }

bool IsBoundaryKey(std::string_view key) { return Holds(kBoundary, key); }

bool IsCallerKey(std::string_view key) {
  return Holds(kCaller, key) || Holds(kBoundary, key);
}

bool IsSpoofable(std::string_view key) { return Holds(kSpoofable, key); }

bool IsOfPrincipalsAlone(std::string_view key) {
  return Holds(kPrincipalsAlone, key);
}

bool IsRegionKey(std::string_view key) { return Holds(kRegions, key); }

bool IsServicePrincipalKey(std::string_view key) {
  return Holds(kServices, key);
}

bool IsProviderKey(std::string_view key) {
  const std::string_view prefix = key.substr(0, key.find(':'));
  return prefix.find('.') != std::string_view::npos ||
         std::find(kProviders.begin(), kProviders.end(), prefix) !=
             kProviders.end();
}

std::string_view ClaimOf(std::string_view key) {
  const std::size_t colon = key.rfind(':');
  return colon == std::string_view::npos ? std::string_view()
                                         : key.substr(colon + 1);
}

}  // namespace iamgen::policy
