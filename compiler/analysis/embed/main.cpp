// Runs while iamgen is built: knows the records of schemas/escalation/ and
// writes them down as the tables of analysis/escalation_data.h.
#include <exception>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using nlohmann::json;

[[noreturn]] void Refuse(const std::string& what) {
  throw std::runtime_error("escalation: " + what);
}

std::ifstream Open(const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    Refuse("cannot read " + path);
  }
  return file;
}

// The records are plain words: what a literal would have to escape is a
// mistake in them.
std::string Literal(const std::string& text) {
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '?' ||
        static_cast<unsigned char>(c) < ' ') {
      Refuse("`" + text + "` holds what no record does");
    }
  }
  return '"' + text + '"';
}

std::string Joined(const json& list, const char* separator) {
  std::string text;
  for (const json& one : list) {
    const auto word =
        one.is_array() ? Joined(one, "|") : one.get<std::string>();
    if (word.find(' ') != std::string::npos) {
      Refuse("`" + word + "` holds a blank");
    }
    text += (text.empty() ? "" : separator) + word;
  }
  return text;
}

std::string ScopeOf(const json& record) {
  const std::string scope = record.at("scope");
  if (scope == "policy") {
    return "EscalationScope::kPolicy";
  }
  if (scope == "target") {
    return "EscalationScope::kTarget";
  }
  Refuse("scope `" + scope + "`");
}

std::string Methods(const std::string& path) {
  std::ifstream file = Open(path);
  std::set<std::string> ids;
  std::string rows;
  for (std::string line; std::getline(file, line);) {
    const json record = json::parse(line);
    const std::string id = record.at("id");
    if (!ids.insert(id).second) {
      Refuse("`" + id + "` twice");
    }
    rows += "    {" + Literal(id) + ", " + Literal(record.at("name")) + ", " +
            ScopeOf(record) + ", " + Literal(Joined(record.at("all_of"), " ")) +
            ", " + Literal(Joined(record.value("trusts", json::array()), " ")) +
            ", " + Literal(record.at("needs")) + ", " +
            (record.value("ended", false) ? "true" : "false") + "},\n";
  }
  return rows;
}

std::string Source(const std::string& folder) {
  std::string lists;
  const json all = json::parse(Open(folder + "/action-lists.json"));
  for (const char* name :
       {"credentials", "bulk_reads", "more_bulk_reads", "exposing"}) {
    // Clear of the longest literal that compilers promise to take.
    std::string pieces;
    for (const json& action : all.at(name)) {
      pieces += "\n     " + Literal(action.get<std::string>() + ' ');
    }
    lists += "    " + pieces + ",\n";
  }
  return "// Written by iamgen_analysis_embed from schemas/escalation/.\n"
         "#include \"analysis/escalation_data.h\"\n\n"
         "namespace iamgen::analysis {\nnamespace {\n\n"
         "constexpr EscalationMethod kMethods[] = {\n" +
         Methods(folder + "/methods.jsonl") +
         "};\n\nconstexpr ActionLists kLists = {\n" + lists +
         "};\n\n}  // namespace\n\n"
         "std::span<const EscalationMethod> EscalationMethods() {\n"
         "  return kMethods;\n}\n\n"
         "const ActionLists& ListsOfActions() { return kLists; }\n\n"
         "}  // namespace iamgen::analysis\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: iamgen_analysis_embed SCHEMAS OUT_FILE\n";
    return 1;
  }
  try {
    const std::string text = Source(argv[1]);
    std::ofstream out(argv[2]);
    if (!(out << text) || !out.flush()) {
      Refuse(std::string("cannot write ") + argv[2]);
    }
  } catch (const std::exception& error) {
    std::cerr << "iamgen_analysis_embed: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
