// Lays out rules as text, as a table, as JSON and as a page of Markdown.
#include "driver/rule_pages.h"

#include <algorithm>

#include "diag/json_text.h"
#include "diag/rule_markdown.h"

namespace iamgen::driver {
namespace {

// Ids that begin so are about one subject.
struct Subject {
  std::string_view prefix;
  std::string_view title;
};

constexpr Subject kSubjects[] = {
    {"IAM0", "The text of a policy"},
    {"IAM1", "Documents and statements"},
    {"IAM2", "Actions"},
    {"IAM3", "Resources and ARNs"},
    {"IAM4", "Conditions"},
    {"IAM5", "Principals and trust"},
    {"IAM6", "Grants that are too wide"},
    {"IAM7", "Privilege escalation, and what a topology adds up to"},
    {"IAM8", "What can be written better"},
    {"IAM9", "Quotas, sizes and names"},
    {"ORG", "Service and resource control policies"},
    {"SPEC", "The topology language"},
    {"TPL", "Templates"},
};

// A tab is told from blanks.
void AppendIndented(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) {
      out += "    ";
      for (const char c : text.substr(0, end)) {
        out += c == '\t' ? std::string("<tab>") : std::string(1, c);
      }
    }
    out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// How the example is to be read: "lint --as trust", say.
std::string ReaderOf(const diag::Rule& rule) {
  const std::string_view as = rule.example.as;
  if (as == "topology") {
    return "a topology";
  }
  if (as == "topology.json") {
    return "a topology, as JSON";
  }
  if (as == "cfn") {
    return "a CloudFormation template";
  }
  if (as == "tf" || as == "tf.json") {
    return "Terraform";
  }
  return "--as " + std::string(as);
}

void AppendExample(std::string& out, const diag::Rule& rule) {
  out += "\nFires (";
  out += ReaderOf(rule);
  out += "):\n\n";
  AppendIndented(out, rule.example.fires);
  if (rule.example.fires.find(" times: ") != std::string_view::npos) {
    out +=
        "\nOf what stands in [[...]] there are as many; # is the number of "
        "each, "
        "@ the one before.\n";
  }
  if (!rule.example.repaired.empty()) {
    out += "\nRepaired:\n\n";
    AppendIndented(out, rule.example.repaired);
  }
}

std::string HowToAsk(const diag::Rule& rule) {
  const std::string id(rule.id);
  return "It says nothing until it is asked for: --severity " + id + "=" +
         std::string(diag::NameOf(rule.severity)) + ", or --select " + id;
}

// Where a finding is meant to be.
std::string HowToAllow(const diag::Rule& rule) {
  const std::string id(rule.id);
  const bool is_error = rule.severity == diag::Severity::kError;
  if (is_error && id.starts_with("SPEC")) {
    return "It is an error: nothing can be built with it, and nothing "
           "suppresses it.\n";
  }
  std::string text = "Where it is meant:\n\n";
  if (is_error) {
    text += "  in a topology   nothing can be built with an error\n";
  } else {
    text += "  in a topology   # iamgen: allow " + id +
            " -- REASON\n"
            "                  suppress: [ { rule: " +
            id + ", on: KIND/NAME, reason: REASON } ]\n";
  }
  if (!id.starts_with("SPEC")) {
    text += "  of lint         --ignore " + id + ", --severity " + id +
            "=off, --baseline FILE\n";
  }
  return text;
}

std::string Table(std::span<const diag::Rule* const> rules) {
  constexpr std::size_t kGap = 2;
  std::vector<std::vector<std::string>> lines;
  for (const diag::Rule* rule : rules) {
    std::string severity(diag::NameOf(rule->severity));
    lines.push_back({std::string(rule->id),
                     rule->off ? severity + ", off" : severity,
                     std::string(rule->name), std::string(rule->summary)});
  }
  constexpr std::size_t kPadded = 3;
  std::size_t widths[kPadded] = {};
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < kPadded; ++i) {
      widths[i] = std::max(widths[i], line[i].size() + kGap);
    }
  }
  std::string table;
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < kPadded; ++i) {
      table += line[i];
      table.append(widths[i] - line[i].size(), ' ');
    }
    table += line.back() + '\n';
  }
  return table;
}

void AppendJson(std::string& out, const diag::Rule& rule) {
  diag::JsonObject object(out);
  object.Text("id", rule.id);
  object.Text("name", rule.name);
  object.Text("severity", diag::NameOf(rule.severity));
  object.Key("off");
  out += rule.off ? "true" : "false";
  object.Text("summary", rule.summary);
  object.Text("explanation", rule.explanation);
  if (!rule.aws.empty()) {
    object.Text("aws", rule.aws);
  }
  if (!rule.example.fires.empty()) {
    object.Key("example");
    diag::JsonObject example(out);
    example.Text("as", rule.example.as);
    example.Text("fires", rule.example.fires);
    if (!rule.example.repaired.empty()) {
      example.Text("repaired", rule.example.repaired);
    }
    if (!rule.example.also.empty()) {
      example.Text("also", rule.example.also);
    }
  }
}

std::string Json(std::span<const diag::Rule* const> rules) {
  std::string out;
  {
    diag::JsonObject object(out);
    object.Number("format_version", 1);
    object.Key("rules");
    diag::JsonList list(out, true);
    for (const diag::Rule* rule : rules) {
      list.Next();
      AppendJson(out, *rule);
    }
  }
  return out + "\n";
}

// The link to a heading "## ID name".
std::string LinkTo(const diag::Rule& rule) {
  std::string id(rule.id);
  std::string anchor = id + "-" + std::string(rule.name);
  std::transform(anchor.begin(), anchor.end(), anchor.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return "[" + id + "](#" + anchor + ")";
}

std::string MarkdownPage(std::span<const diag::Rule* const> rules) {
  std::string page =
      "# Rules\n\n"
      "What `iamgen rules --format markdown` prints. A rule that is *off* says "
      "nothing\nuntil it is asked for. `iamgen explain RULE` shows one.\n";
  for (const Subject& subject : kSubjects) {
    bool first = true;
    for (const diag::Rule* rule : rules) {
      if (!rule->id.starts_with(subject.prefix)) {
        continue;
      }
      if (first) {
        page += "\n" + std::string(subject.title) +
                ":\n\n| rule | name | severity | finds |\n"
                "| --- | --- | --- | --- |\n";
        first = false;
      }
      page += "| " + LinkTo(*rule) + " | `" + std::string(rule->name) + "` | " +
              std::string(diag::NameOf(rule->severity)) +
              (rule->off ? ", *off*" : "") + " | " +
              diag::EscapedForMarkdown(rule->summary) + " |\n";
    }
  }
  for (const diag::Rule* rule : rules) {
    page += "\n" + diag::Markdown(*rule);
  }
  return page;
}

struct Format {
  std::string_view name;
  std::string (*list)(std::span<const diag::Rule* const> rules);
};

constexpr Format kFormats[] = {
    {"table", Table}, {"json", Json}, {"markdown", MarkdownPage}};

}  // namespace

std::string Explain(const diag::Rule& rule) {
  std::string text(rule.id);
  text += ' ';
  text += rule.name;
  text += " (";
  text += diag::NameOf(rule.severity);
  text += rule.off ? ", off until asked for)\n" : ")\n";
  text += rule.summary;
  text += "\n\n";
  text += rule.explanation;
  text += rule.explanation.ends_with('\n') ? "" : "\n";
  if (!rule.example.fires.empty()) {
    AppendExample(text, rule);
  }
  text += '\n';
  if (rule.off) {
    text += HowToAsk(rule) + "\n\n";
  }
  text += HowToAllow(rule);
  if (!rule.aws.empty()) {
    text += "\nAWS: \"" + std::string(rule.aws) + "\"\n";
  }
  return text;
}

std::vector<std::string> RuleListFormats() {
  std::vector<std::string> names;
  for (const Format& format : kFormats) {
    names.emplace_back(format.name);
  }
  return names;
}

std::string ListRules(std::span<const diag::Rule* const> rules,
                      std::string_view format) {
  for (const Format& one : kFormats) {
    if (one.name == format) {
      return one.list(rules);
    }
  }
  return {};
}

}  // namespace iamgen::driver
