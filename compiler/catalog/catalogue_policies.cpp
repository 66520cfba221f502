// Managed policies: finding them, and putting their documents together again.
#include "catalog/catalogue.h"
#include "catalog/document_code.h"
#include "catalog/json_shape.h"

namespace iamgen::catalog {
namespace {

constexpr std::string_view kSigns = "{}[]";

std::string_view Rest(const Table& table, Section section, std::uint32_t from) {
  return {reinterpret_cast<const char*>(table.At(section, from)),
          table.Count(section) - from};
}

}  // namespace

IdRange<PolicyId> Catalogue::Policies() const {
  return {0, table_.Count(Section::kPolicies)};
}

std::optional<PolicyId> Catalogue::FindPolicy(
    std::string_view name_or_arn) const {
  const auto parsed = ParseManagedPolicyArn(name_or_arn);
  const std::string_view name = parsed ? parsed->name : name_or_arn;
  std::uint32_t first = 0;
  std::uint32_t last = Policies().last;
  while (first < last) {
    const std::uint32_t middle = first + (last - first) / 2;
    if (NameOf(PolicyId{middle}) < name) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  if (first == Policies().last) {
    return std::nullopt;
  }
  const ManagedPolicy found = (*this)[PolicyId{first}];
  if (found.name != name || (parsed && found.path != parsed->path)) {
    return std::nullopt;
  }
  return PolicyId{first};
}

ManagedPolicy Catalogue::operator[](PolicyId policy) const {
  const auto row = table_.Get<PolicyRow>(Section::kPolicies, policy.index);
  const std::string_view name = NameOf(policy);
  const std::string_view arn = ArnOf(policy);
  std::string_view path = arn;
  if (!arn.empty()) {
    path.remove_prefix(kManagedArn.size());
    path.remove_suffix(name.size());
  }
  return {.name = name,
          .path = path,
          .arn = arn,
          .state = static_cast<PolicyState>(row.state),
          .partitions = table_.Text(row.partitions),
          .version = table_.Text(row.version),
          .updated = table_.Text(row.updated)};
}

std::string_view Catalogue::NameOf(PolicyId policy) const {
  const auto row = table_.Get<PolicyRow>(Section::kPolicies, policy.index);
  const std::string_view text = table_.Text(row.text);
  return text.substr(text.size() - row.name_size);
}

std::string_view Catalogue::ArnOf(PolicyId policy) const {
  const auto row = table_.Get<PolicyRow>(Section::kPolicies, policy.index);
  const std::string_view text = table_.Text(row.text);
  return text.size() == row.name_size ? std::string_view() : text;
}

void Catalogue::AppendWord(std::string& out, std::uint32_t word) const {
  if (KindOf(word) == WordKind::kAction) {
    out += '"' + FullNameOf(ActionId{PlaceOf(word)}) + '"';
    return;
  }
  std::string_view rest = Rest(table_, Section::kDocumentText, PlaceOf(word));
  const std::string_view text = rest.substr(0, TakeNumber(rest).value_or(0));
  const bool quoted = KindOf(word) == WordKind::kText;
  out.append(quoted ? "\"" : "").append(text).append(quoted ? "\"" : "");
}

bool Catalogue::HasDocument(PolicyId policy) const {
  return table_.Get<PolicyRow>(Section::kPolicies, policy.index).document !=
         kNoDocument;
}

std::string Catalogue::DocumentOf(PolicyId policy) const {
  const auto row = table_.Get<PolicyRow>(Section::kPolicies, policy.index);
  if (row.document == kNoDocument) {
    return {};
  }
  std::string_view rest = Rest(table_, Section::kDocuments, row.document);
  std::string out;
  JsonShape shape;
  while (!shape.done()) {
    const std::uint32_t number = TakeNumber(rest).value_or(0);
    const bool is_word = number >= kFirstWord;
    const std::uint32_t word =
        is_word
            ? table_.Get<TextRow>(Section::kWords, number - kFirstWord).value
            : 0;
    const auto piece = !is_word ? static_cast<Piece>(number)
                       : KindOf(word) == WordKind::kNumber ? Piece::kNumber
                                                           : Piece::kString;
    shape.Take(piece);
    if (shape.separator() != 0) {
      out += shape.separator();
    }
    if (is_word) {
      AppendWord(out, word);
    } else if (number < kSigns.size()) {
      out += kSigns[number];
    } else {
      out += piece == Piece::kTrue    ? "true"
             : piece == Piece::kFalse ? "false"
                                      : "null";
    }
  }
  return out;
}

}  // namespace iamgen::catalog
