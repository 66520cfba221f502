// What stands between a parser of YAML that knows where nodes begin and a tree
// that wants to know where they end.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "syntax/event_handler.h"
#include "syntax/reader.h"
#include "syntax/tree_builder.h"
#include "syntax/yaml_mistakes.h"

namespace iamgen::syntax {

// The values that were taken out of the text, by where they begin.
class TakenOut {
 public:
  void Add(Extent extent) { ends_[extent.begin] = extent.end; }

  [[nodiscard]] std::optional<Extent> At(std::uint32_t begin) const {
    const auto found = ends_.find(begin);
    return found == ends_.end() ? std::nullopt
                                : std::optional(Extent{begin, found->second});
  }

 private:
  std::unordered_map<std::uint32_t, std::uint32_t> ends_;
};

// Turns events that know only where nodes begin into whole ones: finds the
// ends, places empty values, and refuses what only the text can show. `from` is
// where a node's properties begin, its anchor and tag, or else the node itself;
// an empty value may come with the place of whatever stands next. The tag is
// `?` for none, `!` for none on something quoted.
class YamlTranslator {
 public:
  YamlTranslator(std::string_view text, std::uint32_t start,
                 const TakenOut& taken_out, YamlMistakes& mistakes,
                 TreeBuilder& builder, YamlTags tags)
      : text_(text),
        taken_out_(taken_out),
        mistakes_(mistakes),
        builder_(builder),
        tags_(tags),
        cursor_(start) {}

  [[nodiscard]] std::uint32_t cursor() const { return cursor_; }

  // Values found to start with `{{`, which may have stopped the parser.
  [[nodiscard]] const std::vector<Extent>& references() const {
    return references_;
  }

  [[nodiscard]] YamlStop StopAt(YamlError error, std::uint32_t offset) {
    brackets_.clear();
    for (const Open& open : open_) {
      if (open.closing != 0) {
        brackets_.push_back(open.begin);
      }
    }
    return {error, offset, cursor_, last_node_, brackets_};
  }

  // Announces the anchor of the node whose event comes next.
  void Anchor(std::uint32_t from, std::string_view name) {
    anchor_name_ = name;
    anchor_from_ = from;
  }

  void StartDocument(std::uint32_t from) {
    cursor_ = from;
    if (text_.substr(cursor_).starts_with("---")) {
      cursor_ += 3;
    }
  }

  void Null(std::uint32_t from, AnchorId anchor);
  void Alias(std::uint32_t from, AnchorId anchor);
  void Scalar(std::uint32_t from, std::string_view tag, AnchorId anchor,
              std::string_view value);
  void StartSequence(std::uint32_t from, std::string_view tag, AnchorId anchor,
                     bool flow);
  void EndSequence();
  void StartMapping(std::uint32_t from, std::string_view tag, AnchorId anchor,
                    bool flow);
  void EndMapping();

 private:
  struct Open {
    bool mapping = false;
    // The bracket that will end it; 0 in block style.
    char closing = 0;
    std::uint32_t begin = 0;
    std::uint32_t children = 0;
    Extent last_key;
    // Stands as the argument of a function.
    bool is_argument = false;
  };

  [[nodiscard]] bool AtKey() const {
    return !open_.empty() && open_.back().mapping &&
           open_.back().children % 2 == 0;
  }

  [[nodiscard]] bool InFlow() const {
    return std::any_of(open_.begin(), open_.end(),
                       [](const Open& open) { return open.closing != 0; });
  }

  std::uint32_t Begin(std::uint32_t from, AnchorId anchor);
  [[nodiscard]] std::uint32_t PlaceOfTag(std::uint32_t from) const;
  bool IsGoodTag(std::string_view tag, std::uint32_t from);
  // If the tag is a function, starts the mapping that it is short for.
  bool StartFunction(std::string_view tag, std::uint32_t from);
  void Done(Extent extent);
  void Start(bool mapping, std::uint32_t begin, bool flow, bool is_argument);
  Open End(Extent& extent);
  [[nodiscard]] std::uint32_t NullWordEnd(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t PlaceOfEmpty() const;
  void EmptyValue(std::uint32_t place);

  std::string_view text_;
  const TakenOut& taken_out_;
  YamlMistakes& mistakes_;
  TreeBuilder& builder_;
  YamlTags tags_;

  // The end of the last thing that was understood.
  std::uint32_t cursor_;
  std::optional<Extent> last_node_;
  std::vector<Open> open_;
  std::vector<std::uint32_t> brackets_;
  std::string anchor_name_;
  std::uint32_t anchor_from_ = 0;

  std::vector<Extent> references_;
  // How many mappings are open that are really `{{...}}`.
  std::size_t in_reference_ = 0;
};

}  // namespace iamgen::syntax
