// Looks at the text around the place where a parser stopped, and guesses what
// its writer did there.
#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "syntax/extents.h"
#include "syntax/reader_diagnostics.h"
#include "syntax/wording.h"
#include "syntax/yaml_mistakes.h"

namespace iamgen::syntax {
namespace {

char ClosingOf(char opening) { return opening == '[' ? ']' : '}'; }

// What is open at the end of a stretch of text that begins between two nodes.
struct Nesting {
  std::vector<std::uint32_t> brackets;
  std::optional<std::uint32_t> quote;
};

Nesting Follow(std::string_view text, const YamlStop& stop) {
  Nesting nesting{{stop.brackets.begin(), stop.brackets.end()}, std::nullopt};
  // Quotes and brackets are marks only where a node can start.
  bool node_can_start = true;
  for (std::uint32_t at = stop.understood; at < stop.offset;) {
    const std::uint32_t next = SkipWhite(text, at);
    if (next > at) {
      node_can_start |=
          text.substr(at, next - at).find('\n') != std::string_view::npos;
      at = next;
      continue;
    }
    const char c = text[at];
    if ((c == '"' || c == '\'') && node_can_start) {
      const auto end = QuotedEnd(text, at);
      if (!end || *end > stop.offset) {
        nesting.quote = at;
        return nesting;
      }
      at = *end;
      node_can_start = false;
      continue;
    }
    const bool in_flow = !nesting.brackets.empty();
    if ((c == '[' || c == '{') && (in_flow || node_can_start)) {
      nesting.brackets.push_back(at);
      node_can_start = true;
    } else if ((c == ']' || c == '}') && in_flow) {
      nesting.brackets.pop_back();
    } else {
      const bool before_space = at + 1 < text.size() && IsWhite(text[at + 1]);
      node_can_start = (in_flow && (c == ',' || c == ':')) ||
                       (before_space && (c == ':' || c == '-' || c == '?'));
    }
    ++at;
  }
  return nesting;
}

bool HasColon(std::string_view line) {
  return line.ends_with(':') || line.find(": ") != std::string_view::npos;
}

}  // namespace

bool YamlMistakes::ExplainTab(std::uint32_t offset) {
  const Extent line = LineAround(text_, offset);
  const std::uint32_t end = IndentationEnd(text_, offset);
  const std::size_t tab = TextOf({line.begin, end}).find('\t');
  if (tab == std::string_view::npos) {
    return false;
  }
  const auto begin = line.begin + static_cast<std::uint32_t>(tab);
  sink_
      .Add(kTabIndentation, SpanOf({begin, begin + 1}),
           "a tab indents this line")
      .Help("indent with spaces");
  return true;
}

// Text that goes on where a node has just ended: `"a" b`, `[a] b`.
std::optional<Extent> YamlMistakes::ExplainAfterNode(const YamlStop& stop) {
  if (!stop.last_node || stop.last_node->end > stop.offset) {
    return std::nullopt;
  }
  const Extent node = *stop.last_node;
  const Extent line = LineAround(text_, stop.offset);
  const auto between = TextOf({node.end, stop.offset});
  const char last = node.end > 0 ? text_[node.end - 1] : ' ';
  if (node.begin < line.begin || stop.offset >= line.end ||
      std::string_view("\"']}").find(last) == std::string_view::npos ||
      !std::all_of(between.begin(), between.end(), IsBlank)) {
    return std::nullopt;
  }
  std::uint32_t end = UnquotedEnd(text_, stop.offset, false);
  // Also a `: ` in what follows belongs to it.
  while (end < line.end && text_[end] == ':') {
    end = UnquotedEnd(text_, end + 1, false);
  }
  Extent value{node.begin, end};
  std::string_view meant = TextOf(value);
  // 'it's': the outer quotes were meant as quotes.
  if (meant.ends_with(last) && (last == '"' || last == '\'')) {
    meant = meant.substr(1, meant.size() - 2);
  }
  sink_
      .Add(kUnquotedText, SpanOf({stop.offset, end}),
           Code(TextOf({stop.offset, end})) + " follows the closing `" + last +
               "` of the value")
      .Help("quote it: " + InQuotes(meant));
  return value;
}

std::optional<Extent> YamlMistakes::ExplainBlock(const YamlStop& stop) {
  if (ExplainTab(stop.offset)) {
    return std::nullopt;
  }
  if (const auto value = ExplainAfterNode(stop)) {
    return value;
  }
  const bool in_list = stop.error == YamlError::kBlockSequence;
  const Extent line = LineAround(text_, stop.offset);
  const std::string_view rest = TextOf({stop.offset, line.end});
  const Extent word = WordAt(stop.offset);
  if (stop.offset != IndentationEnd(text_, stop.offset)) {
    Plainly(stop.offset, Code(rest) + " is not what can stand here",
            "put the whole value in quotes if it is meant as text");
  } else if (in_list && !rest.starts_with('-')) {
    Plainly(stop.offset,
            Code(TextOf(word)) +
                " stands in a list, where each entry starts with `- `",
            "write `- ` before it, or indent it like the key it belongs to");
  } else if (!in_list && rest.starts_with("- ")) {
    Plainly(stop.offset, "a list entry stands where a key must be",
            "indent it deeper than the key it belongs to");
  } else if (!HasColon(rest)) {
    KeyAlone({stop.offset, line.end});
  } else {
    Plainly(stop.offset,
            Code(TextOf(word)) + " starts in a column where no mapping is open",
            "start it in the column of the keys it belongs with");
  }
  return std::nullopt;
}

std::optional<Extent> YamlMistakes::ExplainFlow(const YamlStop& stop) {
  const Nesting nesting = Follow(text_, stop);
  const bool at_end = SkipWhite(text_, stop.offset) >= text_.size();
  if (nesting.quote) {
    Unterminated(*nesting.quote);
    return std::nullopt;
  }
  if (nesting.brackets.empty()) {
    Plainly(stop.offset,
            at_end ? "the file ends inside a list or a mapping"
                   : Code(TextOf(WordAt(stop.offset))) +
                         " is not what can stand here",
            "check the brackets before it");
    return std::nullopt;
  }
  const std::uint32_t open = nesting.brackets.back();
  const std::string opening = std::string("`") + text_[open] + "`";
  const std::string closing = std::string("`") + ClosingOf(text_[open]) + "`";
  if (at_end) {
    sink_
        .Add(kYamlSyntax, SpanOf({open, open + 1}),
             "this " + opening + " is never closed")
        .Help("close it with " + closing);
    return std::nullopt;
  }
  const std::uint32_t key = IndentationEnd(text_, stop.offset);
  if (text_[stop.offset] == ':' && open < key) {
    sink_
        .Add(kYamlSyntax, SpanOf({open, open + 1}),
             "this " + opening + " is not closed before the next key")
        .Also(SpanOf({key, stop.offset}), "the key")
        .Help("close it with " + closing);
    return std::nullopt;
  }
  const Extent word = WordAt(stop.offset);
  const std::string there = Code(TextOf(word).substr(0, 1));
  auto report =
      stop.error == YamlError::kFlowEnd
          ? sink_.Add(kYamlSyntax, SpanOf({stop.offset, stop.offset + 1}),
                      there + " stands where " + opening + " waits for its " +
                          closing)
          : sink_.Add(kYamlSyntax, SpanOf(word),
                      "neither `,` nor " + closing + " stands before " +
                          Code(TextOf(word)));
  report.Also(SpanOf({open, open + 1}), opening + " is open since here")
      .Help("close " + opening + " with " + closing +
            ", or put a text with brackets, `, ` or `: ` in quotes");
  return std::nullopt;
}

// A `:` that makes no key: in a value, or after text that began further up.
std::optional<Extent> YamlMistakes::ExplainColon(const YamlStop& stop) {
  if (ExplainTab(stop.offset)) {
    return std::nullopt;
  }
  const Extent line = LineAround(text_, stop.offset);
  const std::uint32_t start = IndentationEnd(text_, stop.offset);
  if (stop.last_node && stop.last_node->end <= stop.offset &&
      stop.last_node->begin >= line.begin) {
    const std::uint32_t begin = stop.last_node->begin;
    std::uint32_t end = UnquotedEnd(text_, stop.offset + 1, false);
    while (end < line.end && text_[end] == ':') {
      end = UnquotedEnd(text_, end + 1, false);
    }
    end = std::max(end, stop.offset + 1);
    return NeedsQuotes(kUnquotedText, {begin, end}, {begin, end},
                       Code(TextOf({begin, end})) +
                           " holds a `:` that YAML takes for a key's");
  }
  const Extent key{start, std::max(stop.offset, start)};
  if (key.begin == key.end) {
    Plainly(start, "a key is missing before this `:`",
            "write the key's name before the `:`");
    return std::nullopt;
  }
  if (start == line.begin && line.begin == 0) {
    Plainly(start, "`:` stands where no key can be", "check this line");
    return std::nullopt;
  }
  // The line where the text starts that swallowed this key.
  std::uint32_t above = stop.last_node ? stop.last_node->begin : line.begin;
  if (!stop.last_node || above >= line.begin ||
      stop.last_node->end < line.begin) {
    above = line.begin;
    while (above > 0 && IsWhite(text_[above - 1])) {
      --above;
    }
    above = IndentationEnd(text_, above > 0 ? above - 1 : 0);
  }
  const Extent text_above{above, LineAround(text_, above).end};
  if (ColonWithoutSpace(TextOf(text_above)) != std::string_view::npos) {
    KeyAlone(text_above);
    return std::nullopt;
  }
  sink_
      .Add(kYamlSyntax, SpanOf(key),
           Code(TextOf(key)) +
               " is read as more of the text above it, not as "
               "a key")
      .Also(SpanOf(text_above), "the text starts here")
      .Help("start it in the column of the keys it belongs with");
  return std::nullopt;
}

// The parser stops behind the escape, more or less.
std::optional<Extent> YamlMistakes::ExplainEscape(const YamlStop& stop) {
  constexpr std::uint32_t kLongest = 12;
  std::uint32_t begin = stop.offset;
  while (begin > 0 && stop.offset - begin < kLongest &&
         (begin == stop.offset || text_[begin] != '\\')) {
    --begin;
  }
  if (text_[begin] != '\\') {
    Plainly(stop.offset, "an escape here is none that double quotes know",
            "use single quotes");
    return std::nullopt;
  }
  const auto size = static_cast<std::uint32_t>(text_.size());
  const Extent escape{begin, std::min(std::max(stop.offset, begin + 2), size)};
  const std::string_view text = TextOf(escape);
  const bool surrogate = text.size() > 3 && (text[2] | 0x20) == 'd' &&
                         text[1] == 'u' && text[3] > '7';
  sink_
      .Add(kYamlSyntax, SpanOf(escape),
           Code(text) +
               (surrogate ? " is half of a surrogate pair, and YAML joins none"
                          : " is no escape that double quotes know"))
      .Help(surrogate ? "write the character itself"
                      : "write `\\\\` for a backslash, or use single quotes");
  const auto quote = Follow(text_, stop).quote;
  const auto end = quote ? QuotedEnd(text_, *quote) : std::nullopt;
  return end ? std::optional(Extent{*quote, *end}) : std::nullopt;
}

// A value whose first character means something to YAML.
Extent YamlMistakes::ExplainStart(const YamlStop& stop, bool in_flow) {
  const std::uint32_t at = stop.offset;
  const auto back_to = [&](std::string_view marks) {
    std::uint32_t begin = std::min<std::uint32_t>(
        at, static_cast<std::uint32_t>(text_.size() - 1));
    const std::uint32_t line = LineAround(text_, begin).begin;
    while (begin > line && marks.find(text_[begin]) == std::string_view::npos) {
      --begin;
    }
    return begin;
  };
  const auto value_from = [&](std::uint32_t begin) {
    return Extent{begin, UnquotedEnd(text_, begin, in_flow)};
  };
  if (stop.error == YamlError::kForbiddenStart) {
    const Extent value = value_from(at);
    return NeedsQuotes(
        kUnquotedText, value, value,
        "no value starts with " +
            (text_.substr(at).starts_with('`') ? std::string("a backtick")
                                               : Code(text_.substr(at, 1))) +
            " in YAML unless it is in quotes");
  }
  if (stop.error == YamlError::kBlockHeader) {
    const Extent value = value_from(back_to("|>"));
    return NeedsQuotes(kUnquotedText, value, value,
                       Code(TextOf(value).substr(0, 1)) +
                           " starts a block of text on the lines below, and "
                           "text follows it here");
  }
  Extent value =
      value_from(stop.error == YamlError::kStar             ? at - 1
                 : stop.error == YamlError::kAliasCharacter ? back_to("*")
                                                            : at);
  // `*:` is a name to YAML; to its writer it is a key.
  if (value.end > value.begin + 1 && text_[value.end - 1] == ':') {
    --value.end;
  }
  if (stop.error == YamlError::kStar || value.end <= value.begin + 1) {
    return NeedsQuotes(kUnquotedStar, value, value,
                       "`*` starts an alias in YAML");
  }
  const Extent name{value.begin + 1,
                    std::min(NameEnd(text_, value.begin), value.end)};
  return NeedsQuotes(kUndefinedAlias, value, value,
                     Code(TextOf(value)) +
                         " is an alias in YAML, and no anchor `&" +
                         std::string(TextOf(name)) + "` stands above it");
}

std::optional<Extent> YamlMistakes::Explain(const YamlStop& stop) {
  const auto size = static_cast<std::uint32_t>(text_.size());
  const std::uint32_t at = std::min(stop.offset, size);
  const bool in_flow = !Follow(text_, stop).brackets.empty();
  switch (stop.error) {
    case YamlError::kStar:
    case YamlError::kAliasCharacter:
    case YamlError::kUnknownAlias:
    case YamlError::kForbiddenStart:
    case YamlError::kBlockHeader:
      return ExplainStart(stop, in_flow);
    case YamlError::kValuePlace:
      return ExplainColon(stop);
    case YamlError::kBlockMapping:
    case YamlError::kBlockSequence:
      return ExplainBlock(stop);
    case YamlError::kFlowMapping:
    case YamlError::kFlowSequence:
      return ExplainFlow(stop);
    case YamlError::kFlowEnd:
      if (in_flow) {
        return ExplainFlow(stop);
      }
      Plainly(at, Code(text_.substr(at, 1)) + " closes nothing that is open",
              "remove it, or put the text in quotes");
      return std::nullopt;
    case YamlError::kEntryPlace:
      Plainly(at,
              in_flow ? "a `-` entry stands inside brackets"
                      : "a list starts on the line of its key",
              in_flow ? "separate the elements by `,`, without `-`"
                      : "start the list on the next line, or write it in "
                        "brackets: `[a, b]`");
      return std::nullopt;
    case YamlError::kKeyPlace:
      Plainly(at, "`?` stands where no key can start",
              "put the text in quotes");
      return std::nullopt;
    case YamlError::kAnchor:
      Plainly(at > 0 ? at - 1 : 0,
              "`&` starts an anchor in YAML, and no name of one follows",
              "put the text in quotes");
      return std::nullopt;
    case YamlError::kProperties:
      Plainly(at, "this value has two anchors or two tags, or an alias has one",
              "leave one anchor at most");
      return std::nullopt;
    case YamlError::kTag:
      Plainly(at, "`!` starts a tag in YAML, and none is written here",
              "put the text in quotes");
      return std::nullopt;
    case YamlError::kDirective:
      Plainly(LineAround(text_, at).begin,
              "a line that starts with `%` is a "
              "YAML directive",
              "remove the line, or put the text in quotes");
      return std::nullopt;
    case YamlError::kTab:
      if (!ExplainTab(at)) {
        Plainly(at, "a tab stands in the indentation", "indent with spaces");
      }
      return std::nullopt;
    case YamlError::kEndInQuotes:
      if (const auto quote = Follow(text_, stop).quote) {
        Unterminated(*quote);
      } else {
        Plainly(at, "the file ends inside a quoted text", "close the quote");
      }
      return std::nullopt;
    case YamlError::kEscape:
      return ExplainEscape(stop);
    case YamlError::kDepth:
      // The tree's own limit is lower, and has been reported.
      return std::nullopt;
    case YamlError::kOther:
      break;
  }
  Plainly(at, "the text is not YAML from here on",
          "check this line and the one "
          "above");
  return std::nullopt;
}

}  // namespace iamgen::syntax
