// Settings from the environment and from `.iamgen.conf`, by way of
// Boost.Program_options.
#include <unistd.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "diag/formats.h"
#include "driver/options.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

namespace po = boost::program_options;

// A setting, by the name of its long flag, and where it goes.
struct Setting {
  const char* name;
  std::string Options::*text = nullptr;
  std::vector<std::string> Options::*list = nullptr;
  // A list of values that have blanks in them: one on a line.
  std::vector<std::string> Options::*lines = nullptr;
  bool Options::*flag = nullptr;
};

constexpr Setting kSettings[] = {
    {.name = "adopt", .flag = &Options::adopt},
    {.name = "allow-outside", .flag = &Options::allow_outside},
    {.name = "baseline", .text = &Options::baseline},
    {.name = "catalog", .text = &Options::catalog},
    {.name = "color", .text = &Options::color},
    {.name = "compact", .flag = &Options::compact},
    {.name = "diagnostics", .text = &Options::diagnostics},
    {.name = "forbid-action", .list = &Options::forbidden_actions},
    {.name = "format", .list = &Options::formats},
    {.name = "ignore", .list = &Options::ignore},
    {.name = "legacy-scp", .flag = &Options::legacy_scp},
    {.name = "minimise", .flag = &Options::minimise},
    {.name = "output", .text = &Options::output},
    {.name = "portable", .flag = &Options::portable},
    {.name = "quiet", .flag = &Options::quiet},
    {.name = "require-boundary", .text = &Options::require_boundary},
    {.name = "require-condition", .lines = &Options::required_conditions},
    {.name = "select", .list = &Options::select},
    {.name = "sensitive", .lines = &Options::sensitive},
    {.name = "severity", .list = &Options::severities},
    {.name = "split", .flag = &Options::split},
    {.name = "strict", .flag = &Options::strict},
    {.name = "target", .list = &Options::targets},
    {.name = "templates", .list = &Options::templates},
    {.name = "with-patterns", .flag = &Options::patterns},
};

po::options_description Description() {
  po::options_description description;
  auto add = description.add_options();
  for (const Setting& setting : kSettings) {
    add(setting.name, po::value<std::vector<std::string>>()->composing());
  }
  return description;
}

std::vector<std::string> Words(const std::vector<std::string>& values) {
  std::vector<std::string> words;
  for (const std::string& value : values) {
    std::string word;
    for (const char c : value + " ") {
      if (c == ' ' || c == ',') {
        if (!word.empty()) {
          words.push_back(word);
        }
        word.clear();
      } else {
        word += c;
      }
    }
  }
  return words;
}

std::vector<std::string> Lines(const std::vector<std::string>& values) {
  std::vector<std::string> lines;
  for (const std::string& value : values) {
    std::size_t begin = 0;
    while (begin < value.size()) {
      const std::size_t end = std::min(value.find('\n', begin), value.size());
      if (end > begin) {
        lines.push_back(value.substr(begin, end - begin));
      }
      begin = end + 1;
    }
  }
  return lines;
}

// Whether the values are ones that the flag would take.
support::Status Validate(const Setting& setting,
                         const std::vector<std::string>& values) {
  const std::string_view name = setting.name;
  std::vector<std::string> allowed;
  if (name == "color") {
    allowed = {"auto", "always", "never"};
  } else if (name == "diagnostics") {
    allowed = DiagnosticsFormats();
  } else if (name == "format") {
    allowed = {"yaml", "json", "tf.json"};
  } else if (setting.flag != nullptr) {
    allowed = {"1", "0", "true", "false"};
  }
  for (const std::string& word :
       setting.list != nullptr ? Words(values)
                               : std::vector<std::string>{values.back()}) {
    if (!allowed.empty() &&
        std::find(allowed.begin(), allowed.end(), word) == allowed.end()) {
      return support::Failure{std::string(name) + " = " + word +
                              ": write one of " +
                              support::QuotedList(allowed, allowed.size())};
    }
  }
  return support::Done{};
}

support::Status Take(const po::variables_map& found, const std::string& origin,
                     Options& options, Origins& origins) {
  for (const Setting& setting : kSettings) {
    if (!found.contains(setting.name) || origins.contains(setting.name)) {
      continue;
    }
    const auto values = found[setting.name].as<std::vector<std::string>>();
    const auto good = Validate(setting, values);
    if (!good) {
      return support::Failure{origin + ": " + good.message()};
    }
    origins[setting.name] = origin;
    if (setting.text != nullptr) {
      options.*setting.text = values.back();
    } else if (setting.list != nullptr) {
      options.*setting.list = Words(values);
    } else if (setting.lines != nullptr) {
      options.*setting.lines = Lines(values);
    } else {
      options.*setting.flag = values.back() == "true" || values.back() == "1";
    }
  }
  return support::Done{};
}

// The nearest settings file above the topology.
std::filesystem::path SettingsFile(const std::string& spec) {
  std::error_code error;
  std::filesystem::path folder = std::filesystem::path(spec).parent_path();
  if (spec == "-" || folder.empty()) {
    folder = std::filesystem::current_path(error);
  }
  folder = std::filesystem::absolute(folder, error);
  while (!folder.empty()) {
    std::filesystem::path file = folder / ".iamgen.conf";
    if (std::filesystem::exists(file, error)) {
      return file;
    }
    if (folder == folder.root_path()) {
      break;
    }
    folder = folder.parent_path();
  }
  return {};
}

constexpr std::string_view kPrefix = "IAMGEN_";

bool IsInEnvironment() {
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (std::string_view(*variable).starts_with(kPrefix)) {
      return true;
    }
  }
  return false;
}

}  // namespace

support::Status AddSettings(Options& options, Origins& origins) {
  const std::filesystem::path file = SettingsFile(options.spec);
  // Most often there is nothing, and the library has much to prepare.
  if (file.empty() && !IsInEnvironment()) {
    return support::Done{};
  }
  const po::options_description description = Description();
  try {
    po::variables_map environment;
    po::store(
        po::parse_environment(
            description,
            [&](const std::string& name) -> std::string {
              if (!name.starts_with(kPrefix)) {
                return {};
              }
              std::string setting = support::Lower(name.substr(kPrefix.size()));
              std::replace(setting.begin(), setting.end(), '_', '-');
              const bool known = std::any_of(
                  std::begin(kSettings), std::end(kSettings),
                  [&](const Setting& one) { return one.name == setting; });
              return known ? setting : std::string();
            }),
        environment);
    auto taken = Take(environment, "environment", options, origins);
    if (!taken) {
      return taken;
    }
    if (!file.empty()) {
      std::ifstream stream(file);
      if (!stream) {
        return support::Failure{file.string() + ": cannot be read"};
      }
      po::variables_map settings;
      po::store(po::parse_config_file(stream, description), settings);
      taken = Take(settings, file.filename().string(), options, origins);
      if (!taken) {
        return taken;
      }
    }
  } catch (const po::error& error) {
    return support::Failure{std::string(".iamgen.conf: ") + error.what()};
  }
  return support::Done{};
}

std::vector<std::string> DiagnosticsFormats() {
  std::vector<std::string> names = {"human"};
  for (const diag::Format& format : diag::MachineFormats()) {
    names.emplace_back(format.name);
  }
  return names;
}

std::string ShowSettings(const Options& options, const Origins& origins) {
  std::string shown;
  for (const Setting& setting : kSettings) {
    std::string value;
    if (setting.text != nullptr) {
      value = options.*setting.text;
    } else if (setting.list != nullptr) {
      value = support::Join(options.*setting.list, " ");
    } else if (setting.lines != nullptr) {
      value = support::Join(options.*setting.lines, " | ");
    } else {
      value = options.*setting.flag ? "true" : "false";
    }
    const auto origin = origins.find(setting.name);
    shown += std::string(setting.name) + " = " + value + "  # " +
             (origin == origins.end() ? "default" : origin->second) + "\n";
  }
  return shown;
}

}  // namespace iamgen::driver
