// The functions of the shell that scripts are made of.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "model/provider.h"

namespace iamgen::backends::aws_cli {

// In the order in which a script has them: none comes before what it calls.
enum class Function : std::uint8_t {
  kPacked,
  kGet,
  kAsk,
  kList,
  kChange,
  kExtra,
  kHas,
  kRetag,
  kBound,
  kPolicy,
  kOidc,
  kSaml,
  kGroup,
  kUser,
  kMemberships,
  kMember,
  kLogin,
  kRole,
  kProfile,
  kInlines,
  kInline,
  kAttached,
  kPermission,
  kBucketPolicy,
  kQueuePolicy,
  kTopicPolicy,
  kSecretPolicy
};

inline constexpr std::size_t kFunctions =
    static_cast<std::size_t>(Function::kSecretPolicy) + 1;

// A function's text, with the comment that says what it does.
struct FunctionText {
  Function function;
  std::string_view text;
  std::initializer_list<Function> calls;
};

// The function that writes the policy of a resource of the type.
Function PolicyFunctionOf(model::ResourceType type);

// By layer: what the others are made of, then entities of IAM, then resources
// of other services.
std::span<const FunctionText> BasicFunctions();
std::span<const FunctionText> EntityFunctions();
std::span<const FunctionText> ResourceFunctions();

// The functions that a script needs.
class Functions {
 public:
  // With what it calls itself.
  void Use(Function function);

  void AppendTo(std::string& script) const;

 private:
  std::array<bool, kFunctions> used_{};
};

}  // namespace iamgen::backends::aws_cli
