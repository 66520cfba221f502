// The events that every reader of a format produces, whichever it is.
#pragma once

#include <cstdint>
#include <string_view>

#include "diag/sink.h"
#include "diag/source.h"
#include "syntax/node.h"

namespace iamgen::syntax {

// Limits on what is read; each has its own message.
inline constexpr std::uint64_t kMaxTopologyBytes = 512ULL << 20U;
inline constexpr std::uint64_t kMaxPolicyBytes = 4ULL << 20U;

// Who reads YAML: a fast reader what keeps to the everyday part of it, yaml-cpp
// all else; or yaml-cpp everything. It shows in nothing but time.
enum class YamlProducer : std::uint8_t { kAuto, kYamlCpp };

// What a local tag of YAML, `!Sub x`, is. `kFunctions`: the short form of a
// mapping, as in CloudFormation, `{"Fn::Sub": x}`; `Ref` and `Condition` have
// no `Fn::`. Merge keys are plain keys then.
enum class YamlTags : std::uint8_t { kRefused, kFunctions };

// Reads a whole file into a tree. What is wrong with the text is reported to
// the sink with its place; the returned tree is empty if nothing can be made of
// it, and holds `kBroken` nodes where only a part is wrong.
//
// YAML: one document, UTF-8, block or flow style, anchors and aliases within an
// expansion budget. Refused: a second document or trailing content, duplicate
// keys, merge keys, keys that are collections, an alias to something it stands
// in, control characters, a lone CR, tabs as indentation, text cut off inside
// quotes, `*` and `{{` where they would need quotes.
Tree ReadYaml(const diag::SourceMap& sources, diag::FileId file,
              diag::Sink& sink, YamlProducer producer = YamlProducer::kAuto,
              YamlTags tags = YamlTags::kRefused);

// JSON: RFC 8259 and nothing else, duplicate members refused.
Tree ReadJson(const diag::SourceMap& sources, diag::FileId file,
              diag::Sink& sink);

// By the file's name: `.json` is JSON, `.yaml` and `.yml` are YAML. Any other
// file, standard input too, is JSON if its first character that is not white
// space is `{` and what follows reads as JSON's punctuation does.
[[nodiscard]] bool IsJson(const diag::Source& source);

// As JSON or as YAML, by `IsJson`.
Tree Read(const diag::SourceMap& sources, diag::FileId file, diag::Sink& sink,
          YamlProducer producer = YamlProducer::kAuto);

// Indented text of the tree, for tests and for the curious: kind, place, text.
std::string Dump(const Tree& tree, const diag::SourceMap& sources);

}  // namespace iamgen::syntax
