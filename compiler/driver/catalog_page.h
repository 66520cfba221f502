// What `iamgen catalog` says of one thing, for people and for programs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalogue.h"
#include "support/result.h"
#include "writers/value.h"

namespace iamgen::driver {

struct CatalogPage {
  // Lines, without the catalogue's date.
  std::string text;
  writers::Map record;
};

// Each takes a name as it was written. Fails where there is none, with the
// whole sentence; the names that could have been meant stand in it.
using PageResult = support::Result<CatalogPage>;

// By prefix or by name: "s3", "Amazon S3".
PageResult ServicePage(const catalog::Catalogue& catalogue,
                       std::string_view name);
// "s3:GetObject"; with wildcards, every action that the pattern covers.
PageResult ActionPage(const catalog::Catalogue& catalogue,
                      std::string_view name);
// "s3:bucket", or "bucket" for those of all services.
PageResult ResourcePage(const catalog::Catalogue& catalogue,
                        std::string_view name);
// "aws:SourceIp", "aws:ResourceTag/team".
PageResult KeyPage(const catalog::Catalogue& catalogue, std::string_view name);
// By name or by ARN.
PageResult ManagedPolicyPage(const catalog::Catalogue& catalogue,
                             std::string_view name);
// "ec2", "ec2.amazonaws.com".
PageResult PrincipalPage(std::string_view name);

// For pages.

// Puts the lines of a page together.
class PageText {
 public:
  void Line(std::string_view line);
  // After an empty line.
  void Heading(std::string_view heading);
  // Indented, with their columns below each other.
  void Rows(const std::vector<std::vector<std::string>>& rows);
  // Indented, as many on a line as fit.
  void Words(const std::vector<std::string>& words);

  [[nodiscard]] std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};

writers::Value TextValue(std::string_view text);
writers::Value ListValue(const std::vector<std::string>& texts);

// Appends `key` and `value`.
void AddMember(writers::Map& record, std::string_view key,
               writers::Value value);

// The names of keys with their types, as rows and as a list of records.
std::vector<std::vector<std::string>> KeyRows(
    const catalog::Catalogue& catalogue, const catalog::KeyList& keys);
writers::Value KeyNames(const catalog::Catalogue& catalogue,
                        const catalog::KeyList& keys);

// "String", "list of String", "Date or Numeric".
std::string TypeText(const catalog::Key& key);

// "there is no WHAT `NAME`", and what could have been meant.
support::Failure NotFound(std::string_view what, std::string_view name,
                          const std::vector<std::string_view>& known);

// The service of "s3:GetObject", or a failure that says what is wrong.
support::Result<catalog::ServiceId> ServiceOfName(
    const catalog::Catalogue& catalogue, std::string_view what,
    std::string_view name);

}  // namespace iamgen::driver
