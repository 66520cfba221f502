// Interns texts and lists, sorts, and lays the sections one after another.
#include "catalog/embed/catalogue_blob.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/blob.h"
#include "catalog/catalogue.h"
#include "catalog/embed/source_text.h"

namespace iamgen::catalog::embed {
namespace {

using Json = nlohmann::ordered_json;

std::string Lower(std::string text) {
  for (char& letter : text) {
    if (letter >= 'A' && letter <= 'Z') {
      letter = static_cast<char>(letter - 'A' + 'a');
    }
  }
  return text;
}

std::vector<Json> Lines(const std::filesystem::path& file) {
  std::vector<Json> records;
  std::istringstream lines(ReadFile(file));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) {
      records.push_back(Json::parse(line));
    }
  }
  return records;
}

std::string TextOf(const Json& record, const char* name) {
  const auto found = record.find(name);
  return found == record.end() ? "" : found->get<std::string>();
}

std::vector<std::string> TextsOf(const Json& record, const char* name) {
  const auto found = record.find(name);
  return found == record.end() ? std::vector<std::string>()
                               : found->get<std::vector<std::string>>();
}

std::uint8_t LevelNamed(const std::string& name) {
  for (std::uint8_t i = 0; i < 5; ++i) {
    constexpr std::array<std::string_view, 5> kNames = {
        "List", "Read", "Write", "Tagging", "Permissions management"};
    if (kNames[i] == name) {
      return i;
    }
  }
  throw std::runtime_error("unknown access level " + name);
}

struct Type {
  std::uint8_t type = 0;
  bool many = false;
};

Type TypeNamed(std::string name) {
  Type type;
  constexpr std::string_view kArray = "ArrayOf";
  if (name.starts_with(kArray)) {
    type.many = true;
    name = name.substr(kArray.size());
  }
  constexpr std::array<std::string_view, 7> kNames = {
      "String", "ARN", "Bool", "Numeric", "Date", "IPAddress", "Binary"};
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) {
    throw std::runtime_error("unknown type of a condition key: " + name);
  }
  type.type = static_cast<std::uint8_t>(found - kNames.begin());
  return type;
}

// Texts and lists, each once.
class Pool {
 public:
  std::uint32_t Text(const std::string& text) {
    const auto [entry, is_new] =
        texts_.emplace(text, static_cast<std::uint32_t>(text_bytes_.size()));
    if (is_new) {
      const auto size = static_cast<std::uint16_t>(text.size());
      text_bytes_.append(reinterpret_cast<const char*>(&size), sizeof size);
      text_bytes_ += text;
    }
    return entry->second;
  }

  std::uint32_t List(const std::vector<std::uint32_t>& list) {
    const auto [entry, is_new] =
        lists_.emplace(list, static_cast<std::uint32_t>(list_words_.size()));
    if (is_new) {
      list_words_.push_back(static_cast<std::uint32_t>(list.size()));
      list_words_.insert(list_words_.end(), list.begin(), list.end());
    }
    return entry->second;
  }

  std::uint32_t TextList(const std::vector<std::string>& texts) {
    std::vector<std::uint32_t> list;
    list.reserve(texts.size());
    for (const std::string& text : texts) {
      list.push_back(Text(text));
    }
    return List(list);
  }

  [[nodiscard]] const std::string& text_bytes() const { return text_bytes_; }

  [[nodiscard]] const std::vector<std::uint32_t>& list_words() const {
    return list_words_;
  }

 private:
  std::string text_bytes_;
  std::vector<std::uint32_t> list_words_;
  std::unordered_map<std::string, std::uint32_t> texts_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> lists_;
};

using Numbers = std::map<std::string, std::uint32_t>;

std::uint32_t NumberOf(const Numbers& numbers, const std::string& name) {
  const auto found = numbers.find(Lower(name));
  if (found == numbers.end()) {
    throw std::runtime_error("the catalogue's files do not know " + name);
  }
  return found->second;
}

class Builder {
 public:
  explicit Builder(const std::filesystem::path& data) : data_(data) {}

  std::string Build() {
    date_ = Json::parse(ReadFile(data_ / "catalog.json"))
                .at("data_date")
                .get<std::string>();
    AddKeys();
    AddServices();
    AddTypes();
    AddActions();
    AddOthers();
    AddPolicies();
    return Bytes();
  }

 private:
  // Sorted records of a file, numbered.
  template <typename KeyOf>
  static void Sort(std::vector<Json>& records, KeyOf key_of) {
    std::sort(
        records.begin(), records.end(),
        [&](const Json& a, const Json& b) { return key_of(a) < key_of(b); });
  }

  void AddKeys() {
    std::map<std::string, blob::Key> keys;
    const auto add = [&](const Json& record, std::uint8_t flags) {
      const std::string name = TextOf(record, "key");
      const Type type = TypeNamed(TextOf(record, "type"));
      blob::Key key{};
      key.name = pool_.Text(name);
      key.type = type.type;
      key.also = 255;
      const auto also = TextsOf(record, "also");
      if (!also.empty()) {
        key.also = TypeNamed(also.front()).type;
      }
      key.multivalued = type.many ? 1 : 0;
      if (name.find("${") != std::string::npos) {
        flags |= blob::kFamilyKey;
      }
      key.flags = flags;
      // What is said of all services counts before what one of them says.
      keys.emplace(Lower(name), key);
    };
    for (Json record : Lines(data_ / "global-condition-keys.jsonl")) {
      std::uint8_t flags = blob::kGlobalKey;
      if (record.value("sensitive", false)) {
        flags |= blob::kSensitiveKey;
      }
      if (record.value("legacy", false)) {
        flags |= blob::kLegacyKey;
      }
      // "aws:ResourceTag/tag-key", as its page writes it.
      std::string name = TextOf(record, "key");
      const std::size_t end = name.find("/tag-key");
      if (end != std::string::npos) {
        record["key"] = name.substr(0, end) + "/${TagKey}";
      }
      add(record, flags);
    }
    for (const Json& record : Lines(data_ / "condition-keys.jsonl")) {
      add(record, 0);
      service_keys_[Lower(TextOf(record, "service"))].push_back(
          TextOf(record, "key"));
    }
    for (const auto& [name, key] : keys) {
      key_numbers_[name] = static_cast<std::uint32_t>(keys_.size());
      keys_.push_back(key);
    }
  }

  std::uint32_t KeyList(const std::vector<std::string>& names) {
    std::vector<std::uint32_t> list;
    list.reserve(names.size());
    for (const std::string& name : names) {
      list.push_back(NumberOf(key_numbers_, name));
    }
    return pool_.List(list);
  }

  void AddServices() {
    auto records = Lines(data_ / "services.jsonl");
    Sort(records,
         [](const Json& one) { return Lower(TextOf(one, "service")); });
    for (const Json& record : records) {
      const std::string prefix = TextOf(record, "service");
      service_numbers_[Lower(prefix)] =
          static_cast<std::uint32_t>(services_.size());
      services_.push_back(
          {.prefix = pool_.Text(prefix),
           .name = pool_.Text(TextOf(record, "name")),
           .first_action = 0,
           .first_type = 0,
           .keys = KeyList(service_keys_[Lower(prefix)]),
           .supports_rcps = record.value("rcp", false) ? 1U : 0U});
    }
    // Where the ranges of the last service end.
    services_.push_back({.prefix = pool_.Text(""),
                         .name = pool_.Text(""),
                         .first_action = 0,
                         .first_type = 0,
                         .keys = pool_.List({}),
                         .supports_rcps = 0});
  }

  // Sets where the records of each service begin.
  template <typename Record>
  void SetRanges(const std::vector<Record>& records,
                 std::uint32_t blob::Service::*first) {
    std::uint32_t at = 0;
    for (std::uint32_t service = 0; service < services_.size(); ++service) {
      while (at < records.size() && records[at].service < service) {
        ++at;
      }
      services_[service].*first = at;
    }
  }

  static std::string FullName(const Json& record, const char* name) {
    return Lower(TextOf(record, "service")) + ":" + Lower(TextOf(record, name));
  }

  // By service first, since a prefix may be the start of another.
  void SortByService(std::vector<Json>& records, const char* name) {
    Sort(records, [&](const Json& one) {
      return std::pair(NumberOf(service_numbers_, TextOf(one, "service")),
                       Lower(TextOf(one, name)));
    });
  }

  void AddTypes() {
    auto records = Lines(data_ / "resource-types.jsonl");
    SortByService(records, "type");
    for (const Json& record : records) {
      type_numbers_[FullName(record, "type")] =
          static_cast<std::uint32_t>(types_.size());
      types_.push_back(
          {.name = pool_.Text(TextOf(record, "type")),
           .service = NumberOf(service_numbers_, TextOf(record, "service")),
           .arns = pool_.TextList(TextsOf(record, "arns")),
           .keys = KeyList(TextsOf(record, "keys"))});
    }
    SetRanges(types_, &blob::Service::first_type);
  }

  void AddActions() {
    auto records = Lines(data_ / "actions.jsonl");
    SortByService(records, "action");
    Numbers numbers;
    for (const Json& record : records) {
      numbers[FullName(record, "action")] =
          static_cast<std::uint32_t>(numbers.size());
    }
    for (const Json& record : records) {
      AddAction(record, numbers);
    }
    SetRanges(actions_, &blob::Service::first_action);
  }

  void AddAction(const Json& record, const Numbers& numbers) {
    const std::string service = TextOf(record, "service");
    std::vector<std::uint32_t> uses;
    std::vector<std::uint32_t> use_keys;
    const Json none = Json::object();
    const Json& by_type =
        record.contains("resource_keys") ? record["resource_keys"] : none;
    for (std::string type : TextsOf(record, "resources")) {
      const bool required = type.ends_with('*');
      if (required) {
        type.pop_back();
      }
      uses.push_back(NumberOf(type_numbers_, service + ":" + type));
      uses.push_back(required ? 1 : 0);
      use_keys.push_back(KeyList(TextsOf(by_type, type.c_str())));
    }
    std::vector<std::uint32_t> depends;
    for (const std::string& other : TextsOf(record, "depends")) {
      // A few name actions that the reference no longer has.
      const auto found = numbers.find(Lower(other));
      if (found != numbers.end()) {
        depends.push_back(found->second);
      }
    }
    blob::Action action{};
    action.name = pool_.Text(TextOf(record, "action"));
    action.service =
        static_cast<std::uint16_t>(NumberOf(service_numbers_, service));
    action.level = LevelNamed(TextOf(record, "level"));
    action.permission_only = record.value("permission_only", false) ? 1 : 0;
    action.uses = pool_.List(uses);
    action.keys = KeyList(TextsOf(record, "keys"));
    action.use_keys = pool_.List(use_keys);
    action.depends = pool_.List(depends);
    actions_.push_back(action);
  }

  void AddOthers() {
    auto others = Lines(data_ / "other-actions.jsonl");
    Sort(others, [](const Json& one) { return FullName(one, "action"); });
    for (const Json& record : others) {
      others_.push_back(
          {.name = pool_.Text(TextOf(record, "service") + ":" +
                              TextOf(record, "action")),
           .status = TextOf(record, "status") == "retired" ? 0U : 1U});
    }
    auto operations = Lines(data_ / "api-operations.jsonl");
    Sort(operations,
         [](const Json& one) { return FullName(one, "operation"); });
    for (const Json& record : operations) {
      operations_.push_back(
          {.name = pool_.Text(TextOf(record, "service") + ":" +
                              TextOf(record, "operation")),
           .actions = pool_.TextList(TextsOf(record, "actions"))});
    }
  }

  void AddPolicies() {
    auto records = Lines(data_ / "managed-policies.jsonl");
    Sort(records, [](const Json& one) { return TextOf(one, "name"); });
    for (const Json& record : records) {
      const auto offset = static_cast<std::uint32_t>(documents_.size());
      const auto document = record.find("document");
      if (document != record.end()) {
        documents_ += document->dump();
      }
      policies_.push_back(
          {.name = pool_.Text(TextOf(record, "name")),
           .arn = pool_.Text(TextOf(record, "arn")),
           .document = offset,
           .size = static_cast<std::uint32_t>(documents_.size()) - offset});
    }
  }

  template <typename Record>
  void Place(std::string& bytes, std::uint32_t section,
             const std::vector<Record>& records) {
    bytes.resize((bytes.size() + 7) / 8 * 8, '\0');
    places_[section] = {static_cast<std::uint32_t>(bytes.size()),
                        static_cast<std::uint32_t>(records.size())};
    bytes.append(reinterpret_cast<const char*>(records.data()),
                 records.size() * sizeof(Record));
  }

  std::string Bytes() {
    const std::uint32_t date = pool_.Text(date_);
    std::string bytes(sizeof(blob::Header), '\0');
    const auto letters = [](const std::string& text) {
      return std::vector<char>(text.begin(), text.end());
    };
    Place(bytes, blob::kTexts, letters(pool_.text_bytes()));
    Place(bytes, blob::kLists, pool_.list_words());
    Place(bytes, blob::kServices, services_);
    Place(bytes, blob::kActions, actions_);
    Place(bytes, blob::kResourceTypes, types_);
    Place(bytes, blob::kKeys, keys_);
    Place(bytes, blob::kOtherActions, others_);
    Place(bytes, blob::kOperations, operations_);
    Place(bytes, blob::kPolicies, policies_);
    Place(bytes, blob::kDocuments, letters(documents_));
    blob::Header header{};
    std::memcpy(header.magic, blob::kMagic, sizeof header.magic);
    header.size = static_cast<std::uint32_t>(bytes.size());
    header.date = date;
    std::copy(places_.begin(), places_.end(), header.sections);
    std::memcpy(bytes.data(), &header, sizeof header);
    return bytes;
  }

  const std::filesystem::path& data_;
  std::string date_;
  Pool pool_;
  Numbers key_numbers_;
  Numbers service_numbers_;
  Numbers type_numbers_;
  std::map<std::string, std::vector<std::string>> service_keys_;
  std::vector<blob::Key> keys_;
  std::vector<blob::Service> services_;
  std::vector<blob::ResourceType> types_;
  std::vector<blob::Action> actions_;
  std::vector<blob::OtherAction> others_;
  std::vector<blob::Operation> operations_;
  std::vector<blob::Policy> policies_;
  std::string documents_;
  std::array<blob::SectionPlace, blob::kSectionCount> places_{};
};

// Octal escapes: none runs into the character after it.
std::string BytesLiteral(std::string_view bytes) {
  constexpr std::size_t kLine = 1024;
  std::string text;
  text.reserve(bytes.size() * 3);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (at % kLine == 0) {
      text += at == 0 ? "\"" : "\"\n\"";
    }
    const char one = bytes[at];
    if (one >= ' ' && one <= '~' && one != '"' && one != '\\' && one != '?') {
      text += one;
      continue;
    }
    const auto value = static_cast<unsigned char>(one);
    text += '\\';
    text += static_cast<char>('0' + (value >> 6U));
    text += static_cast<char>('0' + (value >> 3U & 7U));
    text += static_cast<char>('0' + (value & 7U));
  }
  return text + "\"";
}

}  // namespace

std::string CatalogueBlob(const std::filesystem::path& data) {
  return Builder(data).Build();
}

void WriteCatalogue(const std::filesystem::path& data,
                    const std::filesystem::path& out) {
  const std::string bytes = CatalogueBlob(data);
  WriteFile(out, SourceFile("catalog/catalogue_bytes.h",
                            "alignas(8) static constexpr char kBytes[] =\n" +
                                BytesLiteral(bytes) +
                                ";\n\nstd::string_view CatalogueBytes() {\n"
                                "  return {kBytes, sizeof kBytes - 1};\n}\n"));
}

}  // namespace iamgen::catalog::embed
