// JSON as the formats of findings need it: written in one go, in the order in
// which it is said, so that a hundred thousand findings need no tree.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace iamgen::diag {

// `text` between quotes. What is not UTF-8 (a file may have any name) becomes
// U+FFFD.
void AppendJsonText(std::string& out, std::string_view text);

// Writes `{`, then its members, then `}` at the end of its life. A member that
// is an object or a list is written by another of these, after `Key`.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }

  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  ~JsonObject() { out_ += '}'; }

  void Key(std::string_view key);
  void Text(std::string_view key, std::string_view value);
  void Number(std::string_view key, std::size_t value);

 private:
  std::string& out_;
  bool first_ = true;
};

// Likewise a list. Call `Next` before each of its values.
class JsonList {
 public:
  // With `lines`, each value begins a line.
  explicit JsonList(std::string& out, bool lines = false)
      : out_(out), lines_(lines) {
    out_ += '[';
  }

  JsonList(const JsonList&) = delete;
  JsonList& operator=(const JsonList&) = delete;

  ~JsonList() { out_ += lines_ && !first_ ? "\n]" : "]"; }

  void Next();

 private:
  std::string& out_;
  bool lines_;
  bool first_ = true;
};

}  // namespace iamgen::diag
