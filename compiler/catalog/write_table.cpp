// Knows the order in which a table has its rows, and how names become numbers.
#include "catalog/write_table.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "catalog/document_code.h"
#include "catalog/folding.h"
#include "catalog/table.h"
#include "catalog/text_pool.h"
#include "support/text.h"

namespace iamgen::catalog {
namespace {

template <typename Row>
void Append(std::string& out, const Row& row) {
  Row::ForEach(row, [&out](const auto& field) {
    const auto value = static_cast<std::uint64_t>(field);
    for (std::size_t i = 0; i < sizeof(field); ++i) {
      out += static_cast<char>(value >> (8 * i) & 0xFFU);
    }
  });
}

std::string ArnOf(const PolicyRecord& policy) {
  return policy.path.empty()
             ? policy.name
             : std::string(kManagedArn) + policy.path + policy.name;
}

// Calls `look` with every text that goes into the pool.
template <typename Look>
void ForEachText(const Contents& contents, Look look) {
  look(contents.date);
  for (const ServiceRecord& service : contents.services) {
    look(service.prefix);
    look(service.name);
  }
  for (const ActionRecord& action : contents.actions) {
    look(action.name);
  }
  for (const ResourceTypeRecord& type : contents.resource_types) {
    look(type.name);
    std::for_each(type.arns.begin(), type.arns.end(), look);
  }
  for (const KeyRecord& key : contents.keys) {
    look(key.name);
  }
  for (const OtherActionRecord& other : contents.other_actions) {
    look(other.action);
  }
  for (const OperationRecord& operation : contents.operations) {
    look(operation.operation);
    std::for_each(operation.actions.begin(), operation.actions.end(), look);
  }
  for (const PolicyRecord& policy : contents.policies) {
    look(ArnOf(policy));
    look(policy.partitions);
    look(policy.version);
    look(policy.updated);
  }
}

// Names and their numbers, regardless of case.
using Numbers = std::map<std::string, std::size_t>;

class Writer {
 public:
  explicit Writer(Contents contents) : contents_(std::move(contents)) {}

  support::Result<std::string> Write() {
    CheckNames();
    // First, so that texts do not depend on the order that was given.
    Sort();
    if (!failure_) {
      AddTexts();
    }
    if (!failure_) {
      AddRows();
    }
    if (!failure_) {
      CheckSizes();
    }
    if (failure_) {
      return support::Failure{*std::move(failure_)};
    }
    return Bytes();
  }

 private:
  void Fail(std::string message) {
    if (!failure_) {
      failure_ = std::move(message);
    }
  }

  void CheckNames() {
    const auto check = [this](const std::string& name, const char* what) {
      if (!IsPlainName(name)) {
        Fail("`" + name + "` is no name of " + what);
      }
    };
    for (const ServiceRecord& service : contents_.services) {
      check(service.prefix, "a service");
    }
    for (const ActionRecord& action : contents_.actions) {
      check(action.name, "an action");
    }
  }

  void AddTexts() {
    std::size_t size = 0;
    ForEachText(contents_, [&](const std::string& text) {
      if (!TextPool::CanHold(text)) {
        Fail("`" + support::WellFormedUtf8(text) + "` is longer than " +
             std::to_string(TextPool::kLongest) +
             " bytes, or has control characters");
      } else if (!failure_) {
        texts_.Add(text);
        size += text.size();
      }
    });
    if (size > TextPool::kMost) {
      Fail("the names take more than " + std::to_string(TextPool::kMost) +
           " bytes");
    }
    if (!failure_) {
      texts_.Lay();
    }
  }

  // Sorts `records` by their names and numbers these.
  template <typename Record, typename Name>
  void Order(std::vector<Record>& records, Numbers& numbers, Name name) {
    std::sort(records.begin(), records.end(),
              [&](const Record& left, const Record& right) {
                return CompareFolded(name(left), name(right)) < 0;
              });
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (!numbers.emplace(support::Lower(name(records[i])), i).second) {
        Fail("`" + name(records[i]) + "` is there twice");
      }
    }
  }

  // A blank comes before everything that a prefix is made of, so that the
  // records of a service stand together.
  static std::string InService(const std::string& service,
                               const std::string& name) {
    return service + ' ' + name;
  }

  void Sort() {
    Order(contents_.services, service_numbers_,
          [](const ServiceRecord& service) { return service.prefix; });
    Order(contents_.actions, action_numbers_, [](const ActionRecord& action) {
      return InService(action.service, action.name);
    });
    Order(contents_.resource_types, type_numbers_,
          [](const ResourceTypeRecord& type) {
            return InService(type.service, type.name);
          });
    Order(contents_.keys, key_numbers_,
          [](const KeyRecord& key) { return key.name; });
    Numbers unused;
    Order(contents_.other_actions, unused,
          [](const OtherActionRecord& other) { return other.action; });
    unused.clear();
    Order(contents_.operations, unused,
          [](const OperationRecord& operation) { return operation.operation; });
    // By bytes: the names of managed policies are case-sensitive.
    std::sort(contents_.policies.begin(), contents_.policies.end(),
              [](const PolicyRecord& left, const PolicyRecord& right) {
                return left.name < right.name;
              });
    for (std::size_t i = 1; i < contents_.policies.size(); ++i) {
      if (contents_.policies[i].name == contents_.policies[i - 1].name) {
        Fail("`" + contents_.policies[i].name + "` is there twice");
      }
    }
  }

  std::uint16_t Number(const Numbers& numbers, const std::string& key,
                       const std::string& shown) {
    const auto found = numbers.find(support::Lower(key));
    if (found == numbers.end()) {
      Fail("`" + shown + "` is named and not there");
      return 0;
    }
    return static_cast<std::uint16_t>(found->second);
  }

  std::uint16_t Number(const Numbers& numbers, const std::string& name) {
    return Number(numbers, name, name);
  }

  std::uint16_t List(const std::vector<std::uint16_t>& elements) {
    const auto [place, is_new] = lists_.emplace(elements, lists_.size());
    if (is_new) {
      Add(Section::kLists, TextRow{element_count_});
      element_count_ += static_cast<std::uint32_t>(elements.size());
      for (const std::uint16_t element : elements) {
        Add(Section::kElements, ElementRow{element});
      }
    }
    return static_cast<std::uint16_t>(place->second);
  }

  std::uint16_t Keys(const std::vector<std::string>& names) {
    std::vector<std::uint16_t> elements;
    for (const std::string& name : names) {
      elements.push_back(Number(key_numbers_, name));
    }
    return List(elements);
  }

  template <typename Row>
  void Add(Section section, const Row& row) {
    const auto number = static_cast<std::size_t>(section);
    Append(sections_[number], row);
    ++counts_[number];
  }

  [[nodiscard]] std::uint32_t Count(Section section) const {
    return counts_[static_cast<std::size_t>(section)];
  }

  void AddRows() {
    // INVARIANT: list 0 is empty.
    List({});
    AddServices();
    AddActions();
    AddTypes();
    AddKeys();
    AddOthers();
    AddPolicies();
    Add(Section::kLists, TextRow{element_count_});
    AddBytes(Section::kText, texts_.bytes());
  }

  void AddServices() {
    std::uint32_t action = 0;
    std::uint32_t type = 0;
    const auto& actions = contents_.actions;
    const auto& types = contents_.resource_types;
    for (const ServiceRecord& service : contents_.services) {
      Add(Section::kServices,
          ServiceRow{.name = texts_[service.prefix],
                     .title = texts_[service.name],
                     .first_action = action,
                     .first_type = type,
                     .keys = Keys(service.keys),
                     .supports_rcps = service.supports_rcps
                                          ? std::uint16_t{1}
                                          : std::uint16_t{0}});
      while (action < actions.size() &&
             CompareFolded(actions[action].service, service.prefix) == 0) {
        ++action;
      }
      while (type < types.size() &&
             CompareFolded(types[type].service, service.prefix) == 0) {
        ++type;
      }
    }
    Add(Section::kServices,
        ServiceRow{.first_action = action, .first_type = type});
    if (action < actions.size()) {
      Fail("action `" + actions[action].name + "` is of no service");
    }
    if (type < types.size()) {
      Fail("resource type `" + types[type].name + "` is of no service");
    }
  }

  ShapeRow ShapeOf(const ActionRecord& action) {
    std::vector<std::uint16_t> resources;
    std::vector<std::uint16_t> keys;
    bool any = false;
    for (const ResourceRecord& resource : action.resources) {
      const unsigned type =
          Number(type_numbers_, InService(action.service, resource.type),
                 resource.type);
      resources.push_back(static_cast<std::uint16_t>(
          type | (resource.required ? kRequired : 0U)));
      keys.push_back(Keys(resource.keys));
      any = any || !resource.keys.empty();
    }
    std::vector<std::uint16_t> depends;
    for (const std::string& other : action.depends) {
      const std::size_t colon = other.find(':');
      const std::string name =
          colon == std::string::npos ? "" : other.substr(colon + 1);
      depends.push_back(Number(action_numbers_,
                               InService(other.substr(0, colon), name), other));
    }
    return {.level = static_cast<std::uint8_t>(action.level),
            .permission_only =
                action.permission_only ? std::uint8_t{1} : std::uint8_t{0},
            .resources = List(resources),
            .keys = Keys(action.keys),
            .resource_keys = any ? List(keys) : std::uint16_t{0},
            .depends = List(depends)};
  }

  void AddActions() {
    std::map<std::string, std::size_t> shapes;
    for (const ActionRecord& action : contents_.actions) {
      const ShapeRow row = ShapeOf(action);
      std::string bytes;
      Append(bytes, row);
      const auto [shape, is_new] = shapes.emplace(bytes, shapes.size());
      if (is_new) {
        Add(Section::kShapes, row);
      }
      Add(Section::kActions,
          ActionRow{.name = texts_[action.name],
                    .service = Number(service_numbers_, action.service),
                    .shape = static_cast<std::uint16_t>(shape->second)});
    }
  }

  void AddTypes() {
    for (const ResourceTypeRecord& type : contents_.resource_types) {
      Add(Section::kResourceTypes,
          ResourceTypeRow{.name = texts_[type.name],
                          .first_arn = Count(Section::kArns),
                          .service = Number(service_numbers_, type.service),
                          .keys = Keys(type.keys)});
      for (const std::string& arn : type.arns) {
        Add(Section::kArns, TextRow{texts_[arn]});
      }
    }
    Add(Section::kResourceTypes,
        ResourceTypeRow{.first_arn = Count(Section::kArns)});
  }

  void AddKeys() {
    for (std::size_t i = 0; i < contents_.keys.size(); ++i) {
      const KeyRecord& key = contents_.keys[i];
      const bool family = key.name.find("${") != std::string::npos;
      const unsigned flags = (key.multivalued ? 1U : 0U) |
                             (key.global ? 2U : 0U) |
                             (key.sensitive ? 4U : 0U) |
                             (key.legacy ? 8U : 0U) | (family ? 16U : 0U);
      const unsigned also =
          key.also ? static_cast<unsigned>(*key.also) + 1 : 0U;
      Add(Section::kKeys, KeyRow{.name = texts_[key.name],
                                 .type = static_cast<std::uint8_t>(key.type),
                                 .also = static_cast<std::uint8_t>(also),
                                 .flags = static_cast<std::uint8_t>(flags)});
      if (family) {
        Add(Section::kFamilies, ElementRow{static_cast<std::uint16_t>(i)});
      }
    }
  }

  void AddOthers() {
    for (const OtherActionRecord& other : contents_.other_actions) {
      Add(Section::kOtherActions,
          OtherActionRow{.name = texts_[other.action],
                         .status = static_cast<std::uint8_t>(other.status)});
    }
    for (const OperationRecord& operation : contents_.operations) {
      Add(Section::kOperations,
          OperationRow{.name = texts_[operation.operation],
                       .first_action = Count(Section::kOperationActions)});
      for (const std::string& action : operation.actions) {
        Add(Section::kOperationActions, TextRow{texts_[action]});
      }
    }
    Add(Section::kOperations,
        OperationRow{.first_action = Count(Section::kOperationActions)});
  }

  DocumentCode EncodeAll() {
    std::vector<std::string_view> documents;
    for (const PolicyRecord& policy : contents_.policies) {
      documents.emplace_back(policy.document);
    }
    ActionPlaces places;
    std::uint32_t place = 0;
    for (const ActionRecord& action : contents_.actions) {
      // As it will be decoded: the prefix in the service's own spelling.
      const ServiceRecord& service =
          contents_.services[Number(service_numbers_, action.service)];
      places.emplace(service.prefix + ':' + action.name, place++);
    }
    auto code = EncodeDocuments(documents, places);
    if (!code) {
      Fail("a document is no JSON, or there is too much of them");
      return {.words = {},
              .text = {},
              .documents = {},
              .starts =
                  std::vector<std::optional<std::uint32_t>>(documents.size())};
    }
    return *std::move(code);
  }

  void AddPolicies() {
    DocumentCode code = EncodeAll();
    for (std::size_t i = 0; i < contents_.policies.size(); ++i) {
      const PolicyRecord& policy = contents_.policies[i];
      Add(Section::kPolicies,
          PolicyRow{.text = texts_[ArnOf(policy)],
                    .partitions = texts_[policy.partitions],
                    .version = texts_[policy.version],
                    .updated = texts_[policy.updated],
                    .document = code.starts[i].value_or(kNoDocument),
                    .name_size = static_cast<std::uint8_t>(policy.name.size()),
                    .state = static_cast<std::uint8_t>(policy.state)});
    }
    for (const std::uint32_t word : code.words) {
      Add(Section::kWords, TextRow{word});
    }
    AddBytes(Section::kDocumentText, std::move(code.text));
    AddBytes(Section::kDocuments, std::move(code.documents));
  }

  void AddBytes(Section section, std::string bytes) {
    const auto number = static_cast<std::size_t>(section);
    counts_[number] = static_cast<std::uint32_t>(bytes.size());
    sections_[number] = std::move(bytes);
  }

  void CheckSizes() {
    constexpr std::size_t kMost = std::numeric_limits<std::uint16_t>::max();
    const std::array<std::pair<const char*, std::size_t>, 5> numbered = {
        {{"services", contents_.services.size()},
         {"actions", contents_.actions.size()},
         {"resource types", contents_.resource_types.size() * 2},
         {"condition keys", contents_.keys.size()},
         {"lists", lists_.size()}}};
    for (const auto& [what, count] : numbered) {
      if (count > kMost) {
        Fail(std::string("there are more ") + what +
             " than a catalogue can hold");
      }
    }
  }

  [[nodiscard]] std::string Bytes() const {
    std::string body;
    for (std::size_t i = 0; i < kSections; ++i) {
      Append(body, SectionPlace{});
    }
    std::string places;
    for (std::size_t i = 0; i < kSections; ++i) {
      const std::size_t offset =
          kTableStart - kSections * SizeOf<SectionPlace>() + body.size();
      Append(places, SectionPlace{.offset = static_cast<std::uint32_t>(offset),
                                  .count = counts_[i]});
      body += sections_[i];
    }
    body.replace(0, places.size(), places);
    Header header{.version = kTableVersion,
                  .size = static_cast<std::uint32_t>(
                      kMagic.size() + SizeOf<Header>() + body.size()),
                  .date = texts_[contents_.date]};
    std::string bytes(kMagic);
    Append(bytes, header);
    bytes += body;
    header.checksum = ChecksumOf(bytes);
    std::string sealed(kMagic);
    Append(sealed, header);
    return bytes.replace(0, sealed.size(), sealed);
  }

  Contents contents_;
  std::optional<std::string> failure_;
  TextPool texts_;
  Numbers service_numbers_;
  Numbers action_numbers_;
  Numbers type_numbers_;
  Numbers key_numbers_;
  std::map<std::vector<std::uint16_t>, std::size_t> lists_;
  std::uint32_t element_count_ = 0;
  std::array<std::string, kSections> sections_;
  std::array<std::uint32_t, kSections> counts_{};
};

}  // namespace

support::Result<std::string> WriteTable(Contents contents) {
  return Writer(std::move(contents)).Write();
}

std::uint64_t ChecksumOf(std::string_view bytes) {
  bytes.remove_prefix(kChecksumEnd);
  std::uint64_t sum = 0x9E3779B97F4A7C15U ^ bytes.size();
  for (std::size_t i = 0; i < bytes.size(); i += 8) {
    std::uint64_t word = 0;
    for (std::size_t j = std::min<std::size_t>(8, bytes.size() - i); j > 0;
         --j) {
      word = word << 8U | static_cast<unsigned char>(bytes[i + j - 1]);
    }
    // Both steps lose nothing, so that one changed word always shows.
    sum = (sum ^ word) * 0xFF51AFD7ED558CCDU;
    sum ^= sum >> 32U;
  }
  return sum;
}

}  // namespace iamgen::catalog
