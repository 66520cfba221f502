// Quotes and here-documents.
#include "backends/aws_cli/script.h"

#include <string>
#include <utility>
#include <variant>

#include "backends/shell.h"
#include "backends/slots.h"
#include "writers/json.h"
#include "writers/yaml_scalar.h"

namespace iamgen::backends::aws_cli {
namespace {

writers::Rope RopeOf(const writers::Text& text) {
  writers::Rope rope;
  for (const auto& piece : text.pieces) {
    if (const auto* literal = std::get_if<std::string>(&piece)) {
      rope.Append(*literal);
    } else {
      rope.AppendHole(std::get<writers::Slot>(piece));
    }
  }
  return rope;
}

}  // namespace

void Script::Comment(std::string_view text) {
  std::string line = "\n# ";
  writers::AppendYamlComment(line, text);
  rope_.Append(line + "\n");
}

void Script::Quoted(const writers::Rope& rope) {
  rope_.Append("'");
  std::size_t done = 0;
  const auto append = [&](std::size_t end) {
    AppendShellQuoted(rope_.tail(), rope.bytes().substr(done, end - done));
    done = end;
  };
  for (const writers::Rope::Hole& hole : rope.holes()) {
    append(hole.offset);
    rope_.AppendHole(hole.slot);
  }
  append(rope.size());
  rope_.Append("'");
}

void Script::Word(const writers::Text& text) {
  rope_.Append(" ");
  Quoted(RopeOf(text));
}

void Script::JsonWord(const writers::Value& value) {
  rope_.Append(" ");
  Quoted(writers::WriteJson(value, 0));
}

void Script::Assign(std::string_view variable, const writers::Text& text) {
  rope_.Append(variable);
  rope_.Append("=");
  Quoted(RopeOf(text));
  rope_.Append("\n");
}

void Script::AssignJson(std::string_view variable,
                        const writers::Value& value) {
  rope_.Append(variable);
  rope_.Append("=");
  Quoted(writers::WriteJson(value, 0));
  rope_.Append("\n");
}

void Script::Document(const writers::Value& value) {
  // No line of JSON is this word: each starts with a blank, a bracket or a
  // quote, and a line end inside a string is written `\n`.
  rope_.Append(" <<'JSON'\n");
  rope_.Append(writers::WriteJson(value, compact_ ? 0 : 2));
  rope_.Append("\nJSON\n");
}

void Script::Here(std::string_view text) {
  std::string lines = "\n" + std::string(text);
  if (!text.ends_with('\n')) {
    lines += '\n';
  }
  std::string end = "END";
  while (lines.find("\n" + end + "\n") != std::string::npos) {
    end += '_';
  }
  rope_.Append(" <<'" + end + "'" + lines + end + "\n");
}

}  // namespace iamgen::backends::aws_cli
