// Knows how records become rows.
#include "catalog/write_table.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "catalog/document_code.h"
#include "catalog/folding.h"
#include "catalog/name_numbers.h"
#include "catalog/section_writer.h"
#include "catalog/table.h"
#include "catalog/text_pool.h"
#include "support/text.h"

namespace iamgen::catalog {
namespace {

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

class Writer {
 public:
  explicit Writer(Contents contents) : contents_(std::move(contents)) {}

  support::Result<std::string> Write() {
    // First, so that nothing depends on the order that was given.
    failure_ = Sort(contents_, numbers_);
    for (const auto step : {&Writer::AddTexts, &Writer::AddRows,
                            &Writer::AddPolicies, &Writer::CheckSizes}) {
      if (!failure_) {
        (this->*step)();
      }
    }
    if (failure_) {
      return support::Failure{*std::move(failure_)};
    }
    return sections_.Take(texts_[contents_.date]);
  }

 private:
  void Fail(std::string message) {
    if (!failure_) {
      failure_ = std::move(message);
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

  std::uint16_t Keys(const std::vector<std::string>& names) {
    std::vector<std::uint16_t> elements;
    for (const std::string& name : names) {
      elements.push_back(Number(numbers_.keys, name));
    }
    return sections_.List(elements);
  }

  void AddRows() {
    AddServices();
    AddActions();
    AddTypes();
    AddKeys();
    AddOthers();
    sections_.AddBytes(Section::kText, texts_.bytes());
  }

  void AddServices() {
    std::uint32_t action = 0;
    std::uint32_t type = 0;
    const auto& actions = contents_.actions;
    const auto& types = contents_.resource_types;
    for (const ServiceRecord& service : contents_.services) {
      sections_.Add(Section::kServices,
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
    sections_.Add(Section::kServices,
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
          Number(numbers_.types, InService(action.service, resource.type),
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
      depends.push_back(Number(numbers_.actions,
                               InService(other.substr(0, colon), name), other));
    }
    return {.level = static_cast<std::uint8_t>(action.level),
            .permission_only =
                action.permission_only ? std::uint8_t{1} : std::uint8_t{0},
            .resources = sections_.List(resources),
            .keys = Keys(action.keys),
            .resource_keys = any ? sections_.List(keys) : std::uint16_t{0},
            .depends = sections_.List(depends)};
  }

  void AddActions() {
    std::map<std::string, std::size_t> shapes;
    for (const ActionRecord& action : contents_.actions) {
      const ShapeRow row = ShapeOf(action);
      const auto [shape, is_new] = shapes.emplace(BytesOf(row), shapes.size());
      if (is_new) {
        sections_.Add(Section::kShapes, row);
      }
      sections_.Add(
          Section::kActions,
          ActionRow{.name = texts_[action.name],
                    .service = Number(numbers_.services, action.service),
                    .shape = static_cast<std::uint16_t>(shape->second)});
    }
  }

  void AddTypes() {
    for (const ResourceTypeRecord& type : contents_.resource_types) {
      sections_.Add(
          Section::kResourceTypes,
          ResourceTypeRow{.name = texts_[type.name],
                          .first_arn = sections_.Count(Section::kArns),
                          .service = Number(numbers_.services, type.service),
                          .keys = Keys(type.keys)});
      for (const std::string& arn : type.arns) {
        sections_.Add(Section::kArns, TextRow{texts_[arn]});
      }
    }
    sections_.Add(
        Section::kResourceTypes,
        ResourceTypeRow{.first_arn = sections_.Count(Section::kArns)});
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
      sections_.Add(Section::kKeys,
                    KeyRow{.name = texts_[key.name],
                           .type = static_cast<std::uint8_t>(key.type),
                           .also = static_cast<std::uint8_t>(also),
                           .flags = static_cast<std::uint8_t>(flags)});
      if (family) {
        sections_.Add(Section::kFamilies,
                      ElementRow{static_cast<std::uint16_t>(i)});
      }
    }
  }

  void AddOthers() {
    for (const OtherActionRecord& other : contents_.other_actions) {
      sections_.Add(
          Section::kOtherActions,
          OtherActionRow{.name = texts_[other.action],
                         .status = static_cast<std::uint8_t>(other.status)});
    }
    for (const OperationRecord& operation : contents_.operations) {
      sections_.Add(Section::kOperations,
                    OperationRow{.name = texts_[operation.operation],
                                 .first_action = sections_.Count(
                                     Section::kOperationActions)});
      for (const std::string& action : operation.actions) {
        sections_.Add(Section::kOperationActions, TextRow{texts_[action]});
      }
    }
    sections_.Add(Section::kOperations,
                  OperationRow{.first_action = sections_.Count(
                                   Section::kOperationActions)});
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
          contents_.services[Number(numbers_.services, action.service)];
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
      sections_.Add(
          Section::kPolicies,
          PolicyRow{.text = texts_[ArnOf(policy)],
                    .partitions = texts_[policy.partitions],
                    .version = texts_[policy.version],
                    .updated = texts_[policy.updated],
                    .document = code.starts[i].value_or(kNoDocument),
                    .name_size = static_cast<std::uint8_t>(policy.name.size()),
                    .state = static_cast<std::uint8_t>(policy.state)});
    }
    for (const std::uint32_t word : code.words) {
      sections_.Add(Section::kWords, TextRow{word});
    }
    sections_.AddBytes(Section::kDocumentText, std::move(code.text));
    sections_.AddBytes(Section::kDocuments, std::move(code.documents));
  }

  void CheckSizes() {
    constexpr std::size_t kMost = std::numeric_limits<std::uint16_t>::max();
    const std::array<std::pair<const char*, std::size_t>, 5> numbered = {
        {{"services", contents_.services.size()},
         {"actions", contents_.actions.size()},
         {"resource types", contents_.resource_types.size() * 2},
         {"condition keys", contents_.keys.size()},
         {"lists", sections_.lists()}}};
    for (const auto& [what, count] : numbered) {
      if (count > kMost) {
        Fail(std::string("there are more ") + what +
             " than a catalogue can hold");
      }
    }
  }

  Contents contents_;
  NameNumbers numbers_;
  std::optional<std::string> failure_;
  TextPool texts_;
  SectionWriter sections_;
};

}  // namespace

support::Result<std::string> WriteTable(Contents contents) {
  return Writer(std::move(contents)).Write();
}

}  // namespace iamgen::catalog
