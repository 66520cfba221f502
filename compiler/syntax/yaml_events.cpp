// Reads the text again where an event leaves something open.
#include "syntax/yaml_events.h"

#include <algorithm>

#include "syntax/extents.h"

namespace iamgen::syntax {

// Announces the anchor, and finds the node behind it and its tag.
std::uint32_t YamlTranslator::Begin(std::uint32_t from, AnchorId anchor) {
  if (anchor != 0) {
    const std::size_t at = text_.find('&', anchor_from_);
    const auto begin = static_cast<std::uint32_t>(std::min(at, text_.size()));
    builder_.Anchor(anchor, {begin, NameEnd(text_, begin)}, anchor_name_);
  }
  return SkipProperties(text_, from);
}

// The `!` behind the anchor, if there is one.
std::uint32_t YamlTranslator::PlaceOfTag(std::uint32_t from) const {
  const bool anchor = from < text_.size() && text_[from] == '&';
  const std::size_t at = text_.find('!', anchor ? NameEnd(text_, from) : from);
  return static_cast<std::uint32_t>(std::min(at, text_.size()));
}

// `?` is no tag on something plain, `!` is none on something quoted.
bool YamlTranslator::IsGoodTag(std::string_view tag, std::uint32_t from) {
  if (tag.empty() || tag == "?" || tag == "!" ||
      tag == "tag:yaml.org,2002:str") {
    return true;
  }
  const std::uint32_t begin = PlaceOfTag(from);
  mistakes_.Tag({begin, NameEnd(text_, begin)});
  return false;
}

bool YamlTranslator::StartFunction(std::string_view tag, std::uint32_t from) {
  const bool local = tag.size() > 1 && tag[0] == '!' && tag[1] != '!';
  if (tags_ != YamlTags::kFunctions || !local || AtKey()) {
    return false;
  }
  const std::string_view name = tag.substr(1);
  const bool whole = name == "Ref" || name == "Condition";
  const std::uint32_t begin = PlaceOfTag(from);
  builder_.StartMapping(begin);
  builder_.Scalar(NodeKind::kPlain, {begin, NameEnd(text_, begin)},
                  (whole ? "" : "Fn::") + std::string(name));
  return true;
}

void YamlTranslator::Done(Extent extent) {
  cursor_ = extent.end;
  last_node_ = extent;
  if (!open_.empty()) {
    if (AtKey()) {
      open_.back().last_key = extent;
    }
    ++open_.back().children;
  }
}

// Past `~`, `null`, `Null` or `NULL`; `at` itself if another text stands there,
// also one that starts so.
std::uint32_t YamlTranslator::NullWordEnd(std::uint32_t at) const {
  if (at >= text_.size()) {
    return at;
  }
  const std::uint32_t end = UnquotedEnd(text_, at, InFlow());
  const std::string_view text = text_.substr(at, end - at);
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (text == word) {
      return end;
    }
  }
  return at;
}

// Where a value stands that is not written: behind what announces it.
std::uint32_t YamlTranslator::PlaceOfEmpty() const {
  const std::uint32_t next = SkipWhite(text_, cursor_);
  const char c = next < text_.size() ? text_[next] : '\0';
  if (open_.empty()) {
    return cursor_;
  }
  const Open& parent = open_.back();
  if (parent.mapping) {
    if (!AtKey()) {
      return c == ':' ? next + 1 : cursor_;
    }
    // Before the `:` of `: value`, behind a `,` or `?`.
    return c == ',' || c == '?' ? SkipWhite(text_, next + 1) : next;
  }
  const char mark = parent.closing != 0 ? ',' : '-';
  const bool marked = parent.closing == 0 || parent.children > 0;
  return marked && c == mark ? next + 1 : cursor_;
}

void YamlTranslator::EmptyValue(std::uint32_t place) {
  const bool behind_key = !open_.empty() && open_.back().mapping && !AtKey();
  // yaml-cpp takes a line without `:` for a key. `? key` needs none.
  if (behind_key && place == cursor_ && !InFlow()) {
    const Extent key = open_.back().last_key;
    if (key.begin < key.end && text_[IndentationEnd(text_, key.begin)] != '?') {
      mistakes_.KeyAlone(key);
      builder_.Broken({place, place});
      Done({place, place});
      return;
    }
  }
  builder_.Null({place, place});
  Done({place, place});
}

void YamlTranslator::Null(std::uint32_t from, AnchorId anchor) {
  if (in_reference_ > 0) {
    return;
  }
  const std::uint32_t begin = Begin(from, anchor);
  const std::uint32_t place =
      std::max(PlaceOfEmpty(), anchor != 0 ? NameEnd(text_, from) : 0);
  const std::uint32_t end = NullWordEnd(begin);
  // An empty value is marked at what comes next, which may be a key `null`.
  const std::uint32_t behind = SkipWhite(text_, end);
  const bool is_next_key = !AtKey() && behind < text_.size() &&
                           text_[behind] == ':' &&
                           LineAround(text_, behind) == LineAround(text_, end);
  if (begin == end || begin < place || is_next_key) {
    EmptyValue(place);
    return;
  }
  const auto taken = taken_out_.At(begin);
  const Extent extent{begin, taken ? taken->end : end};
  if (taken) {
    builder_.Broken(extent);
  } else if (AtKey()) {
    // `Null` is a condition operator of IAM, and a key.
    builder_.Scalar(NodeKind::kPlain, extent, text_.substr(begin, end - begin));
  } else {
    builder_.Null(extent);
  }
  Done(extent);
}

void YamlTranslator::Alias(std::uint32_t from, AnchorId anchor) {
  if (in_reference_ > 0) {
    return;
  }
  const Extent extent{from, NameEnd(text_, from)};
  builder_.Alias(anchor, extent);
  Done(extent);
}

void YamlTranslator::Scalar(std::uint32_t from, std::string_view tag,
                            AnchorId anchor, std::string_view value) {
  if (in_reference_ > 0) {
    return;
  }
  const std::uint32_t begin = Begin(from, anchor);
  const char first = begin < text_.size() ? text_[begin] : ' ';
  const bool function = StartFunction(tag, from);
  bool good = function || IsGoodTag(tag, from);
  Extent extent{begin, begin};
  if (first == '"' || first == '\'') {
    const auto end = QuotedEnd(text_, begin);
    if (!end) {
      mistakes_.Unterminated(begin);
      good = false;
    }
    extent.end = end.value_or(static_cast<std::uint32_t>(text_.size()));
  } else if (first == '|' || first == '>') {
    extent.end = BlockScalarEnd(text_, begin, value);
  } else {
    extent.end = PlainEnd(text_, begin, value);
  }
  if (good) {
    // Behind a tag only the text shows how a scalar was written.
    const bool plain =
        tag == "?" || (function && std::string_view("\"'|>").find(first) ==
                                       std::string::npos);
    builder_.Scalar(plain ? NodeKind::kPlain : NodeKind::kQuoted, extent,
                    value);
  } else {
    builder_.Broken(extent);
  }
  if (function) {
    builder_.EndMapping(extent.end);
  }
  Done(extent);
}

void YamlTranslator::Start(bool mapping, std::uint32_t begin, bool flow,
                           bool is_argument) {
  const char c = begin < text_.size() ? text_[begin] : ' ';
  // One pair in a flow sequence, `[a: b]`, is a mapping without brackets.
  const char closing = flow && c == '[' ? ']' : flow && c == '{' ? '}' : '\0';
  open_.push_back({.mapping = mapping,
                   .closing = closing,
                   .begin = begin,
                   .children = 0,
                   .last_key = {},
                   .is_argument = is_argument});
  cursor_ = closing != 0 ? begin + 1 : begin;
}

YamlTranslator::Open YamlTranslator::End(Extent& extent) {
  const Open open = open_.back();
  std::uint32_t end = cursor_;
  if (open.closing != 0) {
    end = FlowEnd(text_, cursor_, open.closing);
  }
  open_.pop_back();
  extent = {open.begin, end};
  return open;
}

void YamlTranslator::StartSequence(std::uint32_t from, std::string_view tag,
                                   AnchorId anchor, bool flow) {
  if (in_reference_ > 0) {
    ++in_reference_;
    return;
  }
  const std::uint32_t begin = Begin(from, anchor);
  const bool function = StartFunction(tag, from);
  if (!function) {
    IsGoodTag(tag, from);
  }
  builder_.StartSequence(begin);
  Start(false, begin, flow, function);
}

void YamlTranslator::EndSequence() {
  if (in_reference_ > 0) {
    --in_reference_;
    return;
  }
  Extent extent;
  const Open open = End(extent);
  builder_.EndSequence(extent.end);
  if (open.is_argument) {
    builder_.EndMapping(extent.end);
  }
  Done(extent);
}

void YamlTranslator::StartMapping(std::uint32_t from, std::string_view tag,
                                  AnchorId anchor, bool flow) {
  if (in_reference_ > 0) {
    ++in_reference_;
    return;
  }
  const std::uint32_t begin = Begin(from, anchor);
  if (flow && text_.substr(begin).starts_with("{{")) {
    references_.push_back({begin, UnquotedEnd(text_, begin, InFlow())});
    mistakes_.UnquotedReference(references_.back());
    in_reference_ = 1;
    return;
  }
  const bool function = StartFunction(tag, from);
  if (!function) {
    IsGoodTag(tag, from);
  }
  builder_.StartMapping(begin);
  Start(true, begin, flow, function);
}

void YamlTranslator::EndMapping() {
  if (in_reference_ > 0) {
    --in_reference_;
    if (in_reference_ == 0) {
      builder_.Broken(references_.back());
      Done(references_.back());
    }
    return;
  }
  Extent extent;
  const Open open = End(extent);
  builder_.EndMapping(extent.end);
  if (open.is_argument) {
    builder_.EndMapping(extent.end);
  }
  Done(extent);
}

}  // namespace iamgen::syntax
