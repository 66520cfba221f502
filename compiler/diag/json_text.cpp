// Commas, quotes and escapes.
#include "diag/json_text.h"

#include "support/text.h"

namespace iamgen::diag {

void AppendJsonText(std::string& out, std::string_view text) {
  out += '"';
  if (support::FirstInvalidUtf8(text) == std::string_view::npos) {
    support::AppendJsonEscaped(out, text);
  } else {
    support::AppendJsonEscaped(out, support::WellFormedUtf8(text));
  }
  out += '"';
}

void JsonObject::Key(std::string_view key) {
  if (!first_) {
    out_ += ',';
  }
  first_ = false;
  AppendJsonText(out_, key);
  out_ += ':';
}

void JsonObject::Text(std::string_view key, std::string_view value) {
  Key(key);
  AppendJsonText(out_, value);
}

void JsonObject::Number(std::string_view key, std::size_t value) {
  Key(key);
  out_ += std::to_string(value);
}

void JsonList::Next() {
  if (!first_) {
    out_ += ',';
  }
  first_ = false;
  if (lines_) {
    out_ += '\n';
  }
}

}  // namespace iamgen::diag
