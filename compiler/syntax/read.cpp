// Chooses the reader for a file, and shows what it made of it.
#include <string>
#include <string_view>
#include <utility>

#include "support/text.h"
#include "syntax/reader.h"
#include "syntax/text_check.h"

namespace iamgen::syntax {
namespace {

constexpr std::string_view kJsonSpace = " \t\r\n";

// `{"` or `{}`, with white space between: an object, by its punctuation.
bool LooksLikeJson(std::string_view text) {
  text.remove_prefix(TextStart(text));
  const std::size_t open = text.find_first_not_of(kJsonSpace);
  if (open == std::string_view::npos || text[open] != '{') {
    return false;
  }
  const std::size_t next = text.find_first_not_of(kJsonSpace, open + 1);
  return next != std::string_view::npos &&
         (text[next] == '"' || text[next] == '}');
}

std::string_view NameOf(NodeKind kind) {
  switch (kind) {
    case NodeKind::kNull:
      return "null";
    case NodeKind::kPlain:
      return "plain";
    case NodeKind::kQuoted:
      return "quoted";
    case NodeKind::kNumber:
      return "number";
    case NodeKind::kBoolean:
      return "boolean";
    case NodeKind::kSequence:
      return "sequence";
    case NodeKind::kMapping:
      return "mapping";
    case NodeKind::kBroken:
      return "broken";
  }
  return "";
}

class Dumper {
 public:
  Dumper(const Tree& tree, const diag::Source& source)
      : tree_(tree), source_(source) {}

  void Add(NodeIndex index, std::size_t depth, std::string_view label) {
    const Node& node = tree_[index];
    out_.append(2 * depth, ' ');
    out_ += label;
    out_ += NameOf(node.kind);
    out_ += ' ';
    AddPosition(node.begin);
    out_ += '-';
    AddPosition(node.end);
    AddText(index);
    out_ += '\n';
    const bool mapping = node.kind == NodeKind::kMapping;
    bool key = mapping;
    for (NodeIndex child = node.first_child; child != kNoNode;
         child = tree_[child].next_sibling) {
      Add(child, mapping && !key ? depth + 2 : depth + 1,
          !mapping ? "- "
          : key    ? "key "
                   : "");
      key = mapping && !key;
    }
  }

  std::string Take() { return std::move(out_); }

 private:
  void AddPosition(std::uint32_t offset) {
    const diag::Position position = source_.PositionOf(offset);
    out_ +=
        std::to_string(position.line) + ":" + std::to_string(position.column);
  }

  void AddText(NodeIndex index) {
    switch (tree_[index].kind) {
      case NodeKind::kPlain:
      case NodeKind::kQuoted:
      case NodeKind::kNumber:
      case NodeKind::kBoolean:
        out_ += " \"";
        support::AppendJsonEscaped(out_, tree_.TextOf(index));
        out_ += '"';
        break;
      case NodeKind::kNull:
      case NodeKind::kSequence:
      case NodeKind::kMapping:
      case NodeKind::kBroken:
        break;
    }
  }

  const Tree& tree_;
  const diag::Source& source_;
  std::string out_;
};

}  // namespace

bool IsJson(const diag::Source& source) {
  const std::string_view path = source.path();
  const auto ends_in = [&](std::string_view ending) {
    return path.size() > ending.size() &&
           support::EqualIgnoringCase(path.substr(path.size() - ending.size()),
                                      ending);
  };
  return ends_in(".json") || (!ends_in(".yaml") && !ends_in(".yml") &&
                              LooksLikeJson(source.text()));
}

Tree Read(const diag::SourceMap& sources, diag::FileId file, diag::Sink& sink,
          YamlProducer producer) {
  return IsJson(sources[file]) ? ReadJson(sources, file, sink)
                               : ReadYaml(sources, file, sink, producer);
}

std::string Dump(const Tree& tree, const diag::SourceMap& sources) {
  if (tree.empty()) {
    return {};
  }
  Dumper dumper(tree, sources[tree.file]);
  dumper.Add(0, 0, "");
  return dumper.Take();
}

}  // namespace iamgen::syntax
