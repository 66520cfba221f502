// Reads a text with both readers of YAML, and says where they differ. Without
// GoogleTest, for the fuzzer.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diag/render.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "syntax/everyday_yaml.h"
#include "syntax/reader.h"
#include "syntax/text_check.h"

namespace iamgen::syntax {

struct BothProducers {
  explicit BothProducers(std::string_view text) {
    diag::SourceMap sources;
    const diag::FileId file = sources.Add("t.yaml", std::string(text));
    const std::string_view kept = sources[file].text();
    diag::Sink unseen;
    if (!CheckYamlText(kept, file, unseen)) {
      return;
    }
    const std::optional<Tree> tree = ReadEverydayYaml(kept, file);
    if (!tree) {
      return;
    }
    fast = true;
    diag::Sink sink;
    const Tree wanted = ReadYaml(sources, file, sink, YamlProducer::kYamlCpp);
    if (!sink.empty() || tree->nodes != wanted.nodes ||
        tree->arena != wanted.arena) {
      difference = "the text:\n" + std::string(text) + "\nthe fast reader:\n" +
                   Dump(*tree, sources) + "yaml-cpp:\n" +
                   Dump(wanted, sources) +
                   diag::RenderHuman(sink.Sorted(), sources, {});
    }
  }

  // Whether the fast reader took it.
  bool fast = false;
  // What both say, where the fast reader took it and yaml-cpp has findings or
  // another tree. Empty is good.
  std::string difference;
};

}  // namespace iamgen::syntax
