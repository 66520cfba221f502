// The records of schemas/catalog/, read by another reader than the build's.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace iamgen::catalog {

inline std::string DataPath(const std::string& file) {
  return std::string(IAMGEN_SOURCE_DIR) + "/schemas/catalog/" + file;
}

inline std::vector<nlohmann::json> Records(const std::string& file) {
  std::vector<nlohmann::json> records;
  std::ifstream stream(DataPath(file));
  for (std::string line; std::getline(stream, line);) {
    records.push_back(nlohmann::json::parse(line));
  }
  return records;
}

inline std::vector<std::string> TextsOf(const nlohmann::json& record,
                                        const char* field) {
  return record.value(field, std::vector<std::string>());
}

}  // namespace iamgen::catalog
