// Reads text as a policy document, for the tests of the importers.
#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

#include "diag/sink.h"
#include "diag/source.h"
#include "importers/import_file.h"
#include "importers/policy_document.h"
#include "policy/document.h"

namespace iamgen::importers {

// "IAM107 2:1 message | IAM..." in the order of printing.
inline std::string Shown(const diag::Sink& sink,
                         const diag::SourceMap& sources) {
  std::string out;
  for (const diag::Diagnostic* found : sink.Sorted()) {
    out += (out.empty() ? "" : " | ") + std::string(found->rule->id);
    if (found->span.valid()) {
      const diag::Position at =
          sources[found->span.file].PositionOf(found->span.begin);
      out += " " + std::to_string(at.line) + ":" + std::to_string(at.column);
    }
    out += " " + found->message;
  }
  return out;
}

// The ids alone, each once, in their order.
inline std::string Ids(const diag::Sink& sink) {
  std::set<std::string_view> ids;
  for (const diag::Diagnostic* found : sink.Sorted()) {
    ids.insert(found->rule->id);
  }
  std::string out;
  for (const std::string_view id : ids) {
    out += (out.empty() ? "" : " ") + std::string(id);
  }
  return out;
}

// The ids that the example of a rule fires, and those that its repair does.
inline std::string FiredBy(const diag::Rule& rule) {
  std::set<std::string> ids = {std::string(rule.id)};
  if (!rule.example.also.empty()) {
    ids.emplace(rule.example.also);
  }
  std::string out;
  for (const std::string& id : ids) {
    out += (out.empty() ? "" : " ") + id;
  }
  return out;
}

// What every finding promises: a place within its file, and advice.
inline void ExpectSound(const diag::Sink& sink,
                        const diag::SourceMap& sources) {
  for (const diag::Diagnostic* found : sink.Sorted()) {
    ASSERT_LE(found->span.begin, found->span.end) << found->message;
    if (found->span.valid()) {
      ASSERT_LE(found->span.end, sources[found->span.file].text().size() + 1)
          << found->message;
    }
    ASSERT_FALSE(found->help.empty()) << found->message;
  }
}

// One document of JSON.
struct PolicyReading {
  explicit PolicyReading(std::string_view text,
                         policy::Kind kind = policy::Kind::kIdentity,
                         std::string service = {}) {
    file = sources.Add("p.json", std::string(text));
    const Purpose purpose{.kind = kind, .service = std::move(service)};
    document = ReadPolicyFile(sources, file, purpose, sink);
    ExpectSound(sink, sources);
  }

  [[nodiscard]] std::string Findings() const { return Shown(sink, sources); }

  [[nodiscard]] std::string Ids() const { return importers::Ids(sink); }

  [[nodiscard]] std::string_view At(diag::Span span) const {
    return sources.TextOf(span);
  }

  diag::SourceMap sources;
  diag::Sink sink;
  diag::FileId file;
  policy::Document document;
};

}  // namespace iamgen::importers
