// Knows what can be looked up, and by whom.
#include "driver/catalog_command.h"

#include <algorithm>
#include <array>
#include <optional>

#include "catalog/json_shape.h"
#include "driver/catalog.h"
#include "driver/catalog_page.h"
#include "driver/commands.h"
#include "support/text.h"
#include "writers/json.h"

namespace iamgen::driver {
namespace {

constexpr std::string_view kUpdate = "update";

struct Kind {
  const char* name;
  PageResult (*page)(const catalog::Catalogue& catalogue,
                     std::string_view name);
};

constexpr std::array<Kind, 6> kKinds = {
    {{"service", ServicePage},
     {"action", ActionPage},
     {"resource", ResourcePage},
     {"key", KeyPage},
     {"managed-policy", ManagedPolicyPage},
     {"principal",
      [](const catalog::Catalogue& catalogue, std::string_view name) {
        static_cast<void>(catalogue);
        return PrincipalPage(name);
      }}}};

std::vector<std::string> Words() {
  std::vector<std::string> words;
  for (const Kind& kind : kKinds) {
    words.emplace_back(kind.name);
  }
  words.emplace_back(kUpdate);
  return words;
}

std::string AsJson(writers::Map record) {
  std::string text;
  writers::WriteJson({std::move(record)}, 2).AppendTo(text, {});
  return text + "\n";
}

int PrintDocument(std::string_view name) {
  const catalog::Catalogue& catalogue = CurrentCatalogue();
  const auto page = ManagedPolicyPage(catalogue, name);
  if (!page) {
    Complain(page.message());
    return kCannotRun;
  }
  const std::string document =
      catalogue.DocumentOf(*catalogue.FindPolicy(name));
  if (document.empty()) {
    Complain("nobody has the document of `" + std::string(name) + "`");
    return kCannotRun;
  }
  return Print(catalog::Indented(document)) ? kGood : kCannotRun;
}

int LookUp(const CatalogRequest& request) {
  const auto kind =
      std::find_if(kKinds.begin(), kKinds.end(),
                   [&](const Kind& one) { return one.name == request.what; });
  const catalog::Catalogue& catalogue = CurrentCatalogue();
  auto found = kind->page(catalogue, request.name);
  if (!found) {
    Complain(found.message());
    return kCannotRun;
  }
  CatalogPage page = std::move(*found);
  if (request.format == "json") {
    AddMember(page.record, "catalogue", TextValue(catalogue.Date()));
    return Print(AsJson(std::move(page.record))) ? kGood : kCannotRun;
  }
  return Print(page.text + "\ncatalogue of " + std::string(catalogue.Date()) +
               "\n")
             ? kGood
             : kCannotRun;
}

// What is said that does not go together; empty: it does.
std::string WrongUse(const CatalogRequest& request) {
  const bool update = request.what == kUpdate;
  if (update && !request.name.empty()) {
    return "`catalog update` takes files after `--from`, and no name";
  }
  if (update && request.from.empty()) {
    return "`catalog update` needs `--from FILE`";
  }
  if (!update && request.name.empty()) {
    return "`catalog " + request.what + "` needs a name";
  }
  if (!update && (!request.from.empty() || !request.output.empty() ||
                  !request.date.empty())) {
    return "`--from`, `--output` and `--date` belong to `catalog update`";
  }
  if (request.document && request.what != "managed-policy") {
    return "`--document` belongs to `catalog managed-policy`";
  }
  return {};
}

}  // namespace

CLI::App* AddCatalogCommand(CLI::App& app, Options& options,
                            CatalogRequest& request) {
  CLI::App* command = app.add_subcommand(
      "catalog",
      "Look up what AWS has, or bring it up to date from files\n\n"
      "  iamgen catalog action s3:GetObject\n"
      "  iamgen catalog action 'iam:*Role'\n"
      "  iamgen catalog managed-policy ReadOnlyAccess --document\n"
      "  iamgen catalog update --from s3.json ec2.json -o newer.catalogue");
  command->add_option("what", request.what, support::Join(Words(), ", "))
      ->required()
      ->check(CLI::IsMember(Words()));
  command->add_option("name", request.name, "What it is called");
  command->add_option("--format", request.format, "A page for people, or json")
      ->check(CLI::IsMember({"text", "json"}));
  command->add_flag("--document", request.document,
                    "Print the document of a managed policy");
  command->add_option("--from", request.from,
                      "Of update: files and folders of newer data");
  command->add_option("-o,--output", request.output,
                      "Of update: where the newer catalogue goes (default: "
                      "where --catalog says)");
  command->add_option("--date", request.date,
                      "Of update: the day of the newer data, YYYY-MM-DD");
  command->add_option("--catalog", options.catalog,
                      "A catalogue to use in place of iamgen's own");
  command->add_flag("-q,--quiet", options.quiet,
                    "Of update: do not say what came in");
  return command;
}

int RunCatalog(const Options& options, const CatalogRequest& request) {
  const std::string wrong = WrongUse(request);
  if (!wrong.empty()) {
    Complain(wrong);
    return kCannotRun;
  }
  if (request.what == kUpdate) {
    support::DiskFileSystem files;
    return UpdateCatalog(options, request, files);
  }
  return request.document ? PrintDocument(request.name) : LookUp(request);
}

}  // namespace iamgen::driver
