// Writing C++ source: literals, and files that have changed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace iamgen::catalog::embed {

// `"text"sv`, on as many lines as it takes: each line of the text begins a new
// piece. The suffix keeps compilers from counting at compile time.
std::string Literal(std::string_view text);

// A table in the making. Rows come out in the order in which they are added.
class Table {
 public:
  // `function` is what the header declares; it gives the rows.
  Table(std::string_view row_type, std::string_view function);

  // `values` are the initialisers of the row's members, with commas between.
  void Add(std::string_view values);

  // The array and the function. Without rows, a function that gives none.
  [[nodiscard]] std::string Text() const;

 private:
  std::string row_type_;
  std::string function_;
  std::string rows_;
  std::size_t count_ = 0;
};

// A whole generated file: `header` is included, `body` goes into the namespace.
std::string SourceFile(std::string_view header, std::string_view body);

// Both throw std::runtime_error, naming the path.
std::string ReadFile(const std::filesystem::path& path);
void WriteFile(const std::filesystem::path& path, std::string_view text);

}  // namespace iamgen::catalog::embed
