// Knows the records of schemas/catalog/ and which member each of their fields
// becomes.
#include "catalog/embed/data_tables.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/embed/records.h"
#include "catalog/embed/region_prefixes.h"
#include "catalog/embed/source_text.h"
#include "catalog/write_table.h"

namespace iamgen::catalog::embed {
namespace {

using nlohmann::json;

constexpr std::string_view kCommonDomain = "amazonaws.com";

// Keyed by name: the order of the table. Values are the members in C++.
using Rows = std::map<std::string, std::string>;

[[noreturn]] void Refuse(const std::string& what) {
  throw std::runtime_error("catalogue: " + what);
}

void AddOnce(Rows& rows, const std::string& name, std::string values) {
  if (!rows.emplace(name, std::move(values)).second) {
    Refuse("`" + name + "` twice");
  }
}

std::string TableText(std::string_view type, std::string_view function,
                      const Rows& rows) {
  Table table(type, function);
  for (const auto& [name, values] : rows) {
    table.Add(values);
  }
  return table.Text();
}

std::string Text(const json& record, const char* field) {
  return record.value(field, std::string());
}

std::string Field(const json& record, const char* field) {
  return Literal(Text(record, field));
}

std::string Bool(bool value) { return value ? "true" : "false"; }

bool Lists(const json& record, const char* field, std::string_view word) {
  const json list = record.value(field, json::array());
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string PartitionTables(const json& data) {
  Rows partitions;
  Rows regions;
  for (const json& partition : data.at("partitions")) {
    const std::string name = partition.at("partition");
    const std::string prefixes =
        RegionPrefixes(partition.at("region_regex").get<std::string>());
    AddOnce(partitions, name,
            Literal(name) + ", " + Field(partition, "dns_suffix") + ", " +
                Field(partition, "saml_audience") + ", " +
                Field(partition, "implicit_global_region") + ", " +
                Literal(prefixes));
    for (const json& region : partition.at("regions")) {
      AddOnce(regions, region.at("region"),
              Field(region, "region") + ", " + Field(region, "name") + ", " +
                  Literal(name) + ", " + Bool(region.value("opt_in", false)));
    }
  }
  return TableText("Partition", "Partitions", partitions) + "\n" +
         TableText("Region", "Regions", regions);
}

using Suffixes = std::map<std::string, std::string>;

// The partitions whose suffix is not the common one, by suffix.
Suffixes OwnSuffixes(const json& data) {
  Suffixes partitions;
  for (const json& partition : data.at("partitions")) {
    const std::string suffix = partition.at("dns_suffix");
    if (suffix != kCommonDomain) {
      partitions.emplace(suffix, partition.at("partition"));
    }
  }
  return partitions;
}

std::string DomainOf(const std::string& principal, const Suffixes& suffixes) {
  std::vector<std::string> domains = {std::string(kCommonDomain), "amazon.com"};
  for (const auto& [suffix, partition] : suffixes) {
    domains.push_back(suffix);
  }
  for (const std::string& domain : domains) {
    if (principal.ends_with("." + domain)) {
      return domain;
    }
  }
  Refuse("`" + principal + "` ends in no known domain");
}

// What the data tells about forms other than `service.amazonaws.com`: services
// that also have one with a region in it (the plain one works beside it, in
// China too), and those whose name ends in a partition's own suffix there.
struct Forms {
  std::set<std::string> regional;
  Rows of_partitions;
};

void AddForm(Forms& forms, const std::string& partition,
             const std::string& service, const std::string& suffix) {
  const std::string name = service + "." + suffix;
  forms.of_partitions.insert_or_assign(
      partition + " " + service,
      Literal(partition) + ", " + Literal(service) + ", " + Literal(name));
}

Forms DocumentedForms(const json& principals, const Suffixes& suffixes) {
  Forms forms;
  for (const json& form : principals.at("regional_forms")) {
    const std::string service = form.at("service");
    const std::string shape = form.at("form");
    if (shape.find("${Region}") != std::string::npos) {
      forms.regional.insert(service);
    } else if (shape == "${Service}.${DnsSuffix}") {
      for (const auto& [suffix, partition] : suffixes) {
        if (form.at("where") == partition) {
          AddForm(forms, partition, service, suffix);
        }
      }
    } else {
      Refuse("the form `" + shape + "` of a principal is new");
    }
  }
  return forms;
}

std::string ServicePrincipalTables(const json& data, const json& regions) {
  const Suffixes suffixes = OwnSuffixes(regions);
  Forms forms = DocumentedForms(data, suffixes);
  Rows rows;
  for (const json& principal : data.at("principals")) {
    const std::string name = principal.at("name");
    const std::string domain = DomainOf(name, suffixes);
    const std::string service = name.substr(0, name.size() - domain.size() - 1);
    const bool assumes_roles = Lists(principal, "uses", "trust");
    // One that is listed with a partition's suffix and assumes roles is that
    // partition's form. With only a service-linked role it is not: AWS writes
    // that trust itself.
    if (assumes_roles && suffixes.contains(domain)) {
      AddForm(forms, suffixes.at(domain), service, domain);
    }
    AddOnce(rows, name,
            Literal(name) + ", " + Literal(service) + ", " + Literal(domain) +
                ", " + Bool(assumes_roles) + ", " +
                Bool(Lists(principal, "uses", "slr")) + ", " +
                Bool(forms.regional.contains(service)));
  }
  return TableText("ServicePrincipal", "ServicePrincipals", rows) + "\n" +
         TableText("PartitionForm", "PartitionForms", forms.of_partitions);
}

}  // namespace

void WriteDataTables(const std::filesystem::path& data,
                     const std::filesystem::path& out) {
  const json regions = json::parse(ReadFile(data / "regions.json"));
  const json principals =
      json::parse(ReadFile(data / "service-principals.json"));
  const auto table = WriteTable(ReadRecords(data));
  if (!table) {
    Refuse(table.message());
  }
  WriteFile(out / "embedded_table.cpp",
            SourceFile("catalog/embedded_table.h",
                       "std::string_view EmbeddedTable() {\n  return " +
                           Literal(*table) + ";\n}\n"));
  WriteFile(out / "partition_table.cpp",
            SourceFile("catalog/partition.h", PartitionTables(regions)));
  WriteFile(out / "service_principal_table.cpp",
            SourceFile("catalog/service_principal.h",
                       ServicePrincipalTables(principals, regions)));
}

}  // namespace iamgen::catalog::embed
