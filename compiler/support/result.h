// What a call that touches the world gives back: a value, or the one sentence
// that says why there is none.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace iamgen::support {

// A failure of the world (a missing file, a full disk), ready to be shown.
struct Failure {
  std::string message;
};

// Holds a `T` or a `Failure`. Findings about the user's input do not travel
// this way: they go to `diag::Sink`.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}

  Result(Failure failure) : state_(std::move(failure)) {}

  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(state_); }

  explicit operator bool() const { return ok(); }

  [[nodiscard]] const T& operator*() const { return std::get<T>(state_); }

  [[nodiscard]] T& operator*() { return std::get<T>(state_); }

  [[nodiscard]] const T* operator->() const { return &std::get<T>(state_); }

  [[nodiscard]] const std::string& message() const {
    return std::get<Failure>(state_).message;
  }

 private:
  std::variant<T, Failure> state_;
};

// Success without a value.
struct Done {};

using Status = Result<Done>;

}  // namespace iamgen::support
