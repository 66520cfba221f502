// JSON written piece by piece, for what is read by programs: no tree is built.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace iamgen::analysis {

// Appends values, members and brackets in the order of the calls, with commas
// and an indentation of two blanks.
class JsonText {
 public:
  void OpenObject() { Open('{'); }

  void CloseObject() { Close('}'); }

  void OpenList() { Open('['); }

  void CloseList() { Close(']'); }

  // The next value is this member's.
  void Key(std::string_view key);
  void String(std::string_view value);
  // A number or a word of JSON.
  void Literal(std::string_view value);

  void Member(std::string_view key, std::string_view value) {
    Key(key);
    String(value);
  }

  // What has been written since the last call.
  std::string Take();

 private:
  void Open(char bracket);
  void Close(char bracket);
  // Before a value: the comma and the line, unless a key stands there.
  void Begin();
  void NewLine();

  std::string out_;
  // Of each open bracket: whether anything stands in it.
  std::vector<bool> filled_;
  bool after_key_ = false;
};

}  // namespace iamgen::analysis
