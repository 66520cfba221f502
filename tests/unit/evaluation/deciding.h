// Policies and requests of evaluation tests, written as JSON and in few words.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalogue.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "evaluation/compiled_policy.h"
#include "evaluation/decide.h"
#include "evaluation/request.h"
#include "importers/import_file.h"
#include "importers/policy_document.h"

namespace iamgen::evaluation {

inline CompiledPolicy Compiled(std::string text,
                               policy::Kind kind = policy::Kind::kIdentity) {
  diag::SourceMap sources;
  diag::Sink sink;
  const diag::FileId file = sources.Add("policy.json", std::move(text));
  return Compile(importers::ReadPolicyFile(
                     sources, file, importers::Purpose{.kind = kind}, sink),
                 catalog::Catalogue::Embedded());
}

// A document of one statement; `rest` are its members but for the effect.
inline std::string Statement(std::string_view effect, std::string_view rest) {
  return R"({"Version": "2012-10-17", "Statement": {"Effect": ")" +
         std::string(effect) + "\", " + std::string(rest) + "}}";
}

using Keys = std::vector<ContextKey>;

inline ContextKey One(std::string name, std::string value) {
  return {.name = std::move(name),
          .values = {std::move(value)},
          .is_list = false,
          .unknown = false};
}

inline ContextKey Many(std::string name, std::vector<std::string> values) {
  return {.name = std::move(name),
          .values = std::move(values),
          .is_list = true,
          .unknown = false};
}

inline void Fill(Request& request, std::string_view caller,
                 std::string_view action, std::string resource,
                 const Keys& keys = {}) {
  request.caller = ParseCaller(caller).value_or(Caller());
  request.SetAction(action, catalog::Catalogue::Embedded());
  request.SetResource(std::move(resource));
  for (const ContextKey& key : keys) {
    request.context.Add(key);
  }
}

inline constexpr std::string_view kAnn = "arn:aws:iam::111111111111:user/ann";

}  // namespace iamgen::evaluation
