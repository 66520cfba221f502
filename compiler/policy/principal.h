// Principals of type AWS, taken apart. "AWS JSON policy elements: Principal".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "policy/arn.h"

namespace iamgen::policy {

enum class PrincipalForm : std::uint8_t {
  kEveryone,  // "*"
  kAccount,   // twelve digits, or arn:P:iam::A:root
  kUser,
  kRole,
  kSession,  // arn:P:sts::A:assumed-role/ROLE/SESSION
  kFederatedUser,
  kGroup,     // No principal, but people write it.
  kRoleId,    // AROA...
  kUserId,    // AIDA...
  kOfAws,     // A CloudFront origin access identity.
  kNotKnown,  // Some of it is not known.
  kMalformed
};

struct AwsPrincipal {
  PrincipalForm form = PrincipalForm::kMalformed;
  // Twelve digits; empty where there are none, or they are not known.
  std::string account;
  // Of a role or a session: the role's name, without its path.
  std::string role;
};

// "arn:P::A:", of a partition that exists, without a region; parts that are
// not known may be right.
bool HasSoundFront(const Arn& arn);

AwsPrincipal ParseAwsPrincipal(std::string_view text);

}  // namespace iamgen::policy
