// The only file that knows yaml-cpp: its events, its marks, its exceptions.
// Reads a file as often as it takes to report its mistakes.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>
#include <string>
#include <vector>

#include "syntax/everyday_yaml.h"
#include "syntax/extents.h"
#include "syntax/reader.h"
#include "syntax/text_check.h"
#include "syntax/tree_builder.h"
#include "syntax/yaml_events.h"
#include "syntax/yaml_mistakes.h"

namespace iamgen::syntax {
namespace {

// How often a text is read again without the values that broke it: each time
// shows one more mistake. Large files get fewer rounds.
constexpr int kMaxRounds = 32;
constexpr std::size_t kMaxReparsedBytes = 64U << 20U;

// A stream over text that stays where it is.
class TextBuffer final : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

// Passes yaml-cpp's events on, its marks as offsets.
class Adapter final : public YAML::EventHandler {
 public:
  Adapter(std::uint32_t start, YamlTranslator& to) : start_(start), to_(to) {}

  // Marks count from behind the byte order mark.
  [[nodiscard]] std::uint32_t OffsetOf(const YAML::Mark& mark) const {
    return start_ + static_cast<std::uint32_t>(std::max(mark.pos, 0));
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    to_.StartDocument(OffsetOf(mark));
  }

  void OnDocumentEnd() override {}

  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    to_.Anchor(OffsetOf(mark), name);
  }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    to_.Null(OffsetOf(mark), IdOf(anchor));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    to_.Alias(OffsetOf(mark), IdOf(anchor));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag,
                YAML::anchor_t anchor, const std::string& value) override {
    to_.Scalar(OffsetOf(mark), tag, IdOf(anchor), value);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    to_.StartSequence(OffsetOf(mark), tag, IdOf(anchor),
                      style == YAML::EmitterStyle::Flow);
  }

  void OnSequenceEnd() override { to_.EndSequence(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag,
                  YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    to_.StartMapping(OffsetOf(mark), tag, IdOf(anchor),
                     style == YAML::EmitterStyle::Flow);
  }

  void OnMapEnd() override { to_.EndMapping(); }

 private:
  static AnchorId IdOf(YAML::anchor_t anchor) {
    return static_cast<AnchorId>(anchor);
  }

  std::uint32_t start_;
  YamlTranslator& to_;
};

// yaml-cpp tells its errors apart by their texts alone.
YamlError ErrorOf(const YAML::Exception& exception) {
  namespace message = YAML::ErrorMsg;
  using enum YamlError;

  struct Row {
    const char* message;
    YamlError error;
  };

  static const Row kErrors[] = {
      {message::END_OF_MAP_FLOW, kFlowMapping},
      {message::END_OF_MAP, kBlockMapping},
      {message::END_OF_SEQ_FLOW, kFlowSequence},
      {message::END_OF_SEQ, kBlockSequence},
      {message::FLOW_END, kFlowEnd},
      {message::BLOCK_ENTRY, kEntryPlace},
      {message::MAP_KEY, kKeyPlace},
      {message::MAP_VALUE, kValuePlace},
      {message::ALIAS_NOT_FOUND, kStar},
      {message::CHAR_IN_ALIAS, kAliasCharacter},
      {message::UNKNOWN_ANCHOR, kUnknownAlias},
      {message::ANCHOR_NOT_FOUND, kAnchor},
      {message::CHAR_IN_ANCHOR, kAnchor},
      {message::MULTIPLE_TAGS, kProperties},
      {message::MULTIPLE_ANCHORS, kProperties},
      {message::ALIAS_CONTENT, kProperties},
      {message::CHAR_IN_TAG_HANDLE, kTag},
      {message::TAG_WITH_NO_SUFFIX, kTag},
      {message::END_OF_VERBATIM_TAG, kTag},
      {message::YAML_DIRECTIVE_ARGS, kDirective},
      {message::YAML_VERSION, kDirective},
      {message::YAML_MAJOR_VERSION, kDirective},
      {message::REPEATED_YAML_DIRECTIVE, kDirective},
      {message::TAG_DIRECTIVE_ARGS, kDirective},
      {message::REPEATED_TAG_DIRECTIVE, kDirective},
      {message::TAB_IN_INDENTATION, kTab},
      {message::EOF_IN_SCALAR, kEndInQuotes},
      {message::DOC_IN_SCALAR, kEndInQuotes},
      {message::INVALID_HEX, kEscape},
      {message::INVALID_UNICODE, kEscape},
      {message::INVALID_ESCAPE, kEscape},
      {message::ZERO_INDENT_IN_BLOCK, kBlockHeader},
      {message::CHAR_IN_BLOCK, kBlockHeader},
      {message::UNKNOWN_TOKEN, kForbiddenStart},
      {message::BAD_FILE, kDepth},
  };
  const std::string_view text = exception.msg;
  const auto* found = std::find_if(
      std::begin(kErrors), std::end(kErrors),
      [&](const Row& row) { return text.starts_with(row.message); });
  return found == std::end(kErrors) ? kOther : found->error;
}

// One file whose text has passed `CheckYamlText`, read as often as it takes.
class YamlReader {
 public:
  YamlReader(std::string_view text, diag::FileId file, diag::Sink& sink,
             YamlTags tags)
      : text_(text),
        start_(TextStart(text_)),
        file_(file),
        sink_(sink),
        tags_(tags) {}

  Tree Read();

 private:
  enum class Outcome { kDone, kAgain, kFailed };

  void TakeOutDirectives();
  void TakeOut(Extent extent, char instead);
  Outcome ReadOnce(Tree& tree);
  Outcome Recover(const YamlStop& stop, const std::vector<Extent>& references);
  bool EndsThere(std::uint32_t end);

  // The file's text, or `changed_` when something was taken out of it.
  std::string_view text_;
  std::uint32_t start_;
  diag::FileId file_;
  diag::Sink& sink_;
  YamlTags tags_;
  std::string changed_;
  TakenOut taken_out_;
};

Tree YamlReader::Read() {
  Tree tree;
  TakeOutDirectives();
  const std::size_t size = std::max<std::size_t>(text_.size(), 1);
  const std::size_t affordable =
      std::max<std::size_t>(kMaxReparsedBytes / size, 2);
  for (int round = 0;
       round < kMaxRounds && static_cast<std::size_t>(round) < affordable;
       ++round) {
    switch (ReadOnce(tree)) {
      case Outcome::kDone:
        return tree;
      case Outcome::kAgain:
        break;
      case Outcome::kFailed:
        return {};
    }
  }
  return {};
}

// yaml-cpp obeys directives, also ones it does not know, in silence.
void YamlReader::TakeOutDirectives() {
  for (std::uint32_t at = SkipWhite(text_, start_);
       at < text_.size() && text_[at] == '%' &&
       (at == start_ || text_[at - 1] == '\n');
       at = SkipWhite(text_, at)) {
    const Extent line{at, LineAround(text_, at).end};
    YamlMistakes(text_, file_, sink_).Directive(line);
    TakeOut(line, ' ');
  }
}

// Blanks overwrite it, so that all else keeps its place.
void YamlReader::TakeOut(Extent extent, char instead) {
  if (changed_.empty()) {
    changed_ = text_;
    text_ = changed_;
  }
  std::fill(changed_.begin() + extent.begin, changed_.begin() + extent.end,
            ' ');
  changed_[extent.begin] = instead;
}

YamlReader::Outcome YamlReader::ReadOnce(Tree& tree) {
  TextBuffer buffer(text_.substr(start_));
  std::istream stream(&buffer);
  YamlMistakes mistakes(text_, file_, sink_);
  TreeBuilder builder(file_, text_.size(), sink_);
  if (tags_ == YamlTags::kFunctions) {
    builder.KeepMergeKeys();
  }
  YamlTranslator translator(text_, start_, taken_out_, mistakes, builder,
                            tags_);
  Adapter adapter(start_, translator);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(adapter)) {
      builder.Null({start_, start_});
      tree = builder.Take();
      return Outcome::kDone;
    }
  } catch (const YAML::Exception& exception) {
    const auto size = static_cast<std::uint32_t>(text_.size());
    return Recover(
        translator.StopAt(ErrorOf(exception),
                          std::min(adapter.OffsetOf(exception.mark), size)),
        translator.references());
  }
  tree = builder.Take();
  return EndsThere(translator.cursor()) ? Outcome::kDone : Outcome::kFailed;
}

// Takes out what stopped the parser, if that can be told: the references that
// were seen on the way, or else what the place of the stop shows.
YamlReader::Outcome YamlReader::Recover(const YamlStop& stop,
                                        const std::vector<Extent>& references) {
  std::vector<Extent> values;
  for (const Extent& reference : references) {
    if (reference.begin <= stop.offset && !taken_out_.At(reference.begin)) {
      values.push_back(reference);
    }
  }
  if (values.empty()) {
    YamlMistakes mistakes(text_, file_, sink_);
    if (const auto value = mistakes.Explain(stop)) {
      values.push_back(*value);
    }
  }
  bool news = false;
  for (const Extent& value : values) {
    if (value.begin < value.end && !taken_out_.At(value.begin)) {
      TakeOut(value, '~');
      taken_out_.Add(value);
      news = true;
    }
  }
  return news ? Outcome::kAgain : Outcome::kFailed;
}

// Whether nothing but white space and the marks of an end follow the root.
// False also means that the tree may lack what the writer took for its rest.
bool YamlReader::EndsThere(std::uint32_t end) {
  std::uint32_t at = SkipWhite(text_, end);
  const auto starts_line = [&] { return at == 0 || text_[at - 1] == '\n'; };
  while (text_.substr(at).starts_with("...") && starts_line()) {
    at = SkipWhite(text_, at + 3);
  }
  if (at >= text_.size()) {
    return true;
  }
  YamlMistakes(text_, file_, sink_).SecondDocument(at);
  return text_.substr(at).starts_with("---") && starts_line();
}

}  // namespace

Tree ReadYaml(const diag::SourceMap& sources, diag::FileId file,
              diag::Sink& sink, YamlProducer producer, YamlTags tags) {
  const std::string_view text = sources[file].text();
  if (!CheckYamlText(text, file, sink)) {
    return {};
  }
  if (producer == YamlProducer::kAuto) {
    if (auto tree = ReadEverydayYaml(text, file)) {
      return *std::move(tree);
    }
  }
  return YamlReader(text, file, sink, tags).Read();
}

}  // namespace iamgen::syntax
