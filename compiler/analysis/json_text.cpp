// Commas, lines and quotes.
#include "analysis/json_text.h"

#include <utility>

#include "support/text.h"

namespace iamgen::analysis {

void JsonText::NewLine() {
  out_ += '\n';
  out_.append(2 * filled_.size(), ' ');
}

void JsonText::Begin() {
  if (std::exchange(after_key_, false) || filled_.empty()) {
    return;
  }
  if (filled_.back()) {
    out_ += ',';
  }
  filled_.back() = true;
  NewLine();
}

void JsonText::Open(char bracket) {
  Begin();
  out_ += bracket;
  filled_.push_back(false);
}

void JsonText::Close(char bracket) {
  const bool filled = filled_.back();
  filled_.pop_back();
  if (filled) {
    NewLine();
  }
  out_ += bracket;
}

void JsonText::Key(std::string_view key) {
  String(key);
  out_ += ": ";
  after_key_ = true;
}

void JsonText::String(std::string_view value) {
  Begin();
  out_ += '"';
  support::AppendJsonEscaped(out_, value);
  out_ += '"';
}

void JsonText::Literal(std::string_view value) {
  Begin();
  out_ += value;
}

std::string JsonText::Take() { return std::exchange(out_, {}); }

}  // namespace iamgen::analysis
