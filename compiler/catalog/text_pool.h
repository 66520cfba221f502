// The texts of a table while it is written: each stands there once, and one
// that ends another is part of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace iamgen::catalog {

class TextPool {
 public:
  static constexpr std::size_t kLongest = 0xFF;
  static constexpr std::size_t kMost = 0xFFFFFF;

  // Whether a text is short enough and has nothing in it that a terminal could
  // take for more than a text.
  static bool CanHold(std::string_view text);

  // INVARIANT: it can hold the text.
  void Add(std::string_view text);

  // After the last text was added; places are in the order of adding.
  void Lay();

  // What a row says for a text that was added.
  [[nodiscard]] std::uint32_t operator[](std::string_view text) const;

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::map<std::string, std::uint32_t, std::less<>> places_;
  std::vector<const std::string*> order_;
  std::string bytes_;
};

}  // namespace iamgen::catalog
