// Blocks of HCL.
#include <string>
#include <utility>

#include "importers/hcl/parser.h"
#include "importers/placed_text.h"
#include "importers/terraform/configuration_readers.h"

namespace iamgen::importers::terraform {

Configuration ReadHcl(const diag::SourceMap& sources, diag::FileId file,
                      diag::Sink& sink) {
  PlacedText source(file);
  source.AddVerbatim(sources[file].text(), 0);
  hcl::File read = hcl::ParseFile(source, file, sink);
  Configuration configuration;
  configuration.policy_variables = std::move(read.policy_variables);
  for (hcl::Block& block : read.body.blocks) {
    const bool data = block.type == "data";
    if (!data && block.type != "resource") {
      for (hcl::Label& label : block.labels) {
        configuration.labels.push_back(std::move(label));
      }
      continue;
    }
    if (block.labels.size() != 2) {
      continue;
    }
    Thing thing;
    thing.is_data = data;
    thing.type = block.labels[0].text;
    thing.name = block.labels[1].text;
    thing.name_span = block.labels[1].span;
    thing.address = (data ? "data." : "") + thing.type + "." + thing.name;
    configuration.labels.push_back(block.labels[1]);
    thing.body = std::move(block);
    configuration.things.push_back(std::move(thing));
  }
  return configuration;
}

}  // namespace iamgen::importers::terraform
