// Writes line by line, so that a version control system shows what changed, and
// reads with a parser that keeps nothing but the files.
#include "driver/manifest.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "backends/census.h"
#include "driver/version.h"
#include "model/entity.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  support::AppendJsonEscaped(quoted, text);
  return quoted + "\"";
}

template <typename Names>
std::string QuotedNames(const Names& names) {
  std::string text;
  for (const auto& name : names) {
    text += (text.empty() ? "" : ", ") + Quoted(name);
  }
  return text;
}

// Everything that an account has, as a list's inside.
std::string EntitiesOf(const model::Topology& topology,
                       const backends::Residents& residents) {
  std::vector<std::string> names;
  const auto add = [&](model::EntityKind kind, const auto& ids) {
    for (const auto id : ids) {
      names.push_back(std::string(model::NameOf(kind)) + "/" +
                      model::KeyOf(topology, {kind, id.index}));
    }
  };
  add(model::EntityKind::kPolicy, residents.policies);
  add(model::EntityKind::kRole, residents.roles);
  add(model::EntityKind::kInstanceProfile, residents.profiles);
  add(model::EntityKind::kGroup, residents.groups);
  add(model::EntityKind::kUser, residents.users);
  add(model::EntityKind::kOidcProvider, residents.oidc_providers);
  add(model::EntityKind::kSamlProvider, residents.saml_providers);
  for (const auto id : residents.jobs) {
    names.push_back("lambda_job/" + topology.jobs[id].key);
  }
  for (const auto id : residents.resources) {
    names.push_back("resource/" + topology.resources[id].key);
  }
  return QuotedNames(names);
}

// Names, one a line, as a list's inside.
std::string QuotedLines(std::string_view lines) {
  std::vector<std::string_view> names;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    names.push_back(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return QuotedNames(names);
}

class ManifestWriter {
 public:
  ManifestWriter(const model::Topology& topology,
                 const support::FolderUpdate::TakePiece& take)
      : topology_(topology),
        census_(backends::TakeCensus(topology)),
        take_(take) {}

  void Head(const ManifestHead& head) {
    text_ += "{\n  \"format_version\": 1,\n  \"iamgen\": " + Quoted(Version()) +
             ",\n  \"spec_sha256\": " + Quoted(head.spec_digest) +
             ",\n  \"waves\": [";
    for (std::size_t i = 0; i < head.waves.size(); ++i) {
      std::vector<std::string_view> aliases;
      for (const model::AccountId id : head.waves[i]) {
        aliases.push_back(topology_.accounts[id].alias);
      }
      text_ += (i == 0 ? "\n    [" : ",\n    [") + QuotedNames(aliases) + "]";
    }
    text_ += head.waves.empty() ? "]" : "\n  ]";
    text_ += ",\n  \"files\": {";
  }

  void Add(const FileRecord& record) {
    Open(record.path, support::HexOf(record.digest), record.target,
         record.account.valid()
             ? std::string_view(topology_.accounts[record.account].alias)
             : std::string_view());
    if (!record.entities.empty()) {
      Close(QuotedLines(record.entities));
    } else if (record.account.valid()) {
      auto known = all_of_.find(record.account.index);
      if (known == all_of_.end()) {
        // The targets of one account come one after the other in no order, but
        // accounts are many: one is kept.
        all_of_.clear();
        known =
            all_of_
                .emplace(record.account.index,
                         EntitiesOf(topology_, census_[record.account.index]))
                .first;
      }
      Close(known->second);
    } else {
      Close("");
    }
  }

  void Add(const std::string& path, const KnownFile& file) {
    Open(path, file.digest, file.target, file.account);
    Close(QuotedLines(file.entities));
  }

  void Finish() {
    text_ += files_ == 0 ? "}\n}\n" : "\n  }\n}\n";
    Flush();
  }

  [[nodiscard]] bool wanted() const { return wanted_; }

 private:
  void Open(const std::string& path, const std::string& digest,
            std::string_view target, std::string_view account) {
    text_ += (files_++ == 0 ? "\n    " : ",\n    ") + Quoted(path) +
             ": {\"sha256\": \"" + digest + "\", \"target\": " + Quoted(target);
    if (!account.empty()) {
      text_ += ", \"account\": " + Quoted(account);
    }
  }

  void Close(const std::string& entities) {
    if (!entities.empty()) {
      text_ += ", \"entities\": [" + entities + "]";
    }
    text_ += "}";
    constexpr std::size_t kPiece = 65536;
    if (text_.size() >= kPiece) {
      Flush();
    }
  }

  void Flush() {
    wanted_ = wanted_ && take_(text_);
    text_.clear();
  }

  const model::Topology& topology_;
  const std::vector<backends::Residents> census_;
  std::unordered_map<std::uint32_t, std::string> all_of_;
  std::string text_;
  std::size_t files_ = 0;
  const support::FolderUpdate::TakePiece& take_;
  bool wanted_ = true;
};

// Hears a manifest and keeps its files.
class Listener : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Listener(
      const std::function<bool(const KnownFile& file)>& keep_entities)
      : keep_entities_(keep_entities) {}

  bool null() override { return true; }

  bool boolean(bool) override { return true; }

  bool number_integer(number_integer_t) override { return true; }

  bool number_unsigned(number_unsigned_t value) override {
    if (Is({"format_version"})) {
      format_ = value;
    }
    return true;
  }

  bool number_float(number_float_t, const string_t&) override { return true; }

  bool string(string_t& value) override {
    if (!InFile()) {
      return true;
    }
    KnownFile& file = files[path_[1]];
    if (path_[2] == "sha256") {
      file.digest = value;
    } else if (path_[2] == "target") {
      file.target = value;
    } else if (path_[2] == "account") {
      file.account = value;
    } else if (path_[2] == "entities" && keep_entities_(file)) {
      file.entities += (file.entities.empty() ? "" : "\n") + value;
    }
    return true;
  }

  bool binary(binary_t&) override { return true; }

  bool start_object(std::size_t) override { return Deeper(); }

  bool end_object() override {
    path_.pop_back();
    return true;
  }

  bool start_array(std::size_t) override { return true; }

  bool end_array() override { return true; }

  bool key(string_t& name) override {
    path_.back() = name;
    return true;
  }

  bool parse_error(std::size_t, const std::string&,
                   const nlohmann::detail::exception&) override {
    return false;
  }

  [[nodiscard]] bool IsManifest() const { return format_ == 1; }

  KnownFiles files;

 private:
  bool Deeper() {
    constexpr std::size_t kDeepest = 16;
    path_.emplace_back();
    return path_.size() < kDeepest;
  }

  [[nodiscard]] bool Is(std::initializer_list<std::string_view> path) const {
    return std::equal(path_.begin(), path_.end(), path.begin(), path.end());
  }

  [[nodiscard]] bool InFile() const {
    constexpr std::size_t kDepth = 3;
    return path_.size() == kDepth && path_[0] == "files";
  }

  const std::function<bool(const KnownFile& file)>& keep_entities_;
  std::vector<std::string> path_;
  std::uint64_t format_ = 0;
};

}  // namespace

void WriteManifest(const model::Topology& topology, const ManifestHead& head,
                   const std::vector<FileRecord>& records,
                   const KnownFiles& staying,
                   const support::FolderUpdate::TakePiece& take) {
  ManifestWriter writer(topology, take);
  writer.Head(head);
  auto kept = staying.begin();
  for (const FileRecord& record : records) {
    for (; kept != staying.end() && kept->first < record.path; ++kept) {
      writer.Add(kept->first, kept->second);
    }
    writer.Add(record);
    if (!writer.wanted()) {
      return;
    }
  }
  for (; kept != staying.end(); ++kept) {
    writer.Add(kept->first, kept->second);
  }
  writer.Finish();
}

support::Result<KnownFiles> ReadManifest(
    const std::string& path,
    const std::function<bool(const KnownFile& file)>& keep_entities) {
  Listener listener(keep_entities);
  std::ifstream stream(path, std::ios::binary);
  if (!nlohmann::json::sax_parse(stream, &listener) || !listener.IsManifest()) {
    return support::Failure{"is not a manifest that iamgen wrote"};
  }
  for (const auto& [name, file] : listener.files) {
    if (name.empty() || name.front() == '/' ||
        name.find('\0') != std::string::npos ||
        ("/" + name + "/").find("/../") != std::string::npos) {
      return support::Failure{"names a file outside of its folder"};
    }
  }
  return std::move(listener.files);
}

}  // namespace iamgen::driver
