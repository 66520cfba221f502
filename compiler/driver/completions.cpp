// Reads commands, options and words out of CLI11, and knows how three shells
// want to hear of them.
#include "driver/completions.h"

#include <algorithm>
#include <vector>

#include "support/text.h"

namespace iamgen::driver {
namespace {

struct Flag {
  // With their dashes.
  std::vector<std::string> names;
  std::string description;
  bool takes_value = false;
  // What the value may be; empty for files, and for anything.
  std::vector<std::string> words;
};

struct Command {
  std::string name;
  std::string description;
  std::vector<Flag> flags;
  // The words of each argument; none for one that is a file.
  std::vector<std::vector<std::string>> arguments;
};

std::string FirstLine(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

// Those of "TEXT:{yaml,json}", which is what CLI11 makes of a list of words.
std::vector<std::string> WordsOf(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}', open);
  std::vector<std::string> words;
  if (open == std::string::npos || close == std::string::npos) {
    return words;
  }
  std::string word;
  for (std::size_t i = open + 1; i <= close; ++i) {
    if (type[i] == ',' || type[i] == '}') {
      words.push_back(word);
      word.clear();
    } else {
      word += type[i];
    }
  }
  return words;
}

Flag FlagOf(const CLI::Option& option) {
  Flag flag;
  for (const std::string& name : option.get_snames()) {
    flag.names.push_back("-" + name);
  }
  for (const std::string& name : option.get_lnames()) {
    flag.names.push_back("--" + name);
  }
  flag.description = FirstLine(option.get_description());
  flag.takes_value = option.get_type_size() != 0;
  flag.words = WordsOf(option);
  return flag;
}

std::vector<Command> CommandsOf(const CLI::App& app) {
  std::vector<Command> commands;
  for (const CLI::App* sub : app.get_subcommands({})) {
    Command command{sub->get_name(), FirstLine(sub->get_description()), {}, {}};
    for (const CLI::Option* option : sub->get_options()) {
      if (option->get_positional()) {
        command.arguments.push_back(WordsOf(*option));
      } else if (!option->get_group().empty()) {
        command.flags.push_back(FlagOf(*option));
      }
    }
    commands.push_back(std::move(command));
  }
  return commands;
}

std::string NamesOf(const std::vector<Command>& commands,
                    std::string_view separator) {
  std::vector<std::string> names;
  for (const Command& command : commands) {
    names.push_back(command.name);
  }
  return support::Join(names, separator);
}

// `text` in single quotes, in which a shell takes everything as it is; fish
// knows two escapes there.
std::string Quoted(std::string_view text, bool fish = false) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += fish ? "\\'" : "'\\''";
    } else if (c == '\\' && fish) {
      quoted += "\\\\";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

// What stands in brackets or before a colon of zsh.
std::string ForZsh(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') {
      escaped += '\\';
    }
    escaped += c;
  }
  return escaped;
}

std::string Bash(const std::vector<Command>& commands) {
  std::string script = R"(# iamgen completions for bash:
#   source <(iamgen completions bash)
_iamgen() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  local command= word words= place=0 i
  # `--option=value` is three words to readline.
  if [[ $current == = ]]; then
    current=
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == -* ]]; then continue; fi
    if [[ -z $command ]]; then command=$word; else place=$((place + 1)); fi
  done
  COMPREPLY=()
  case $command:$before in
)";
  for (const Command& command : commands) {
    for (const Flag& flag : command.flags) {
      if (!flag.takes_value) {
        continue;
      }
      std::vector<std::string> cases;
      for (const std::string& name : flag.names) {
        cases.push_back(command.name + ":" + name);
      }
      script += "    " + support::Join(cases, "|") +
                ") words=" + Quoted(support::Join(flag.words, " ")) + " ;;\n";
    }
  }
  script += R"(    *)
      case $command in
)";
  script += "        '') words=" +
            Quoted(NamesOf(commands, " ") + " --help --version") + " ;;\n";
  for (const Command& command : commands) {
    std::string flags;
    for (const Flag& flag : command.flags) {
      flags += (flags.empty() ? "" : " ") + support::Join(flag.names, " ");
    }
    script += "        " + command.name + ")\n          if [[ $current == -* " +
              "]]; then words=" + Quoted(flags) + "\n";
    for (std::size_t i = 0; i < command.arguments.size(); ++i) {
      if (!command.arguments[i].empty()) {
        script += "          elif ((place == " + std::to_string(i) +
                  ")); then words=" +
                  Quoted(support::Join(command.arguments[i], " ")) + "\n";
      }
    }
    script += "          fi ;;\n";
  }
  return script + R"(      esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
# Where there are no words, files.
complete -o default -F _iamgen iamgen
)";
}

std::string Zsh(const std::vector<Command>& commands) {
  std::string script = R"(#compdef iamgen
# iamgen completions for zsh: a file `_iamgen` in a folder of $fpath, or
#   source <(iamgen completions zsh)
_iamgen() {
  local -a commands
  commands=(
)";
  for (const Command& command : commands) {
    script += "    " +
              Quoted(command.name + ":" + ForZsh(command.description)) + "\n";
  }
  script += R"(  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
)";
  const auto values = [](const std::vector<std::string>& words) {
    return words.empty() ? std::string("_files")
                         : "(" + support::Join(words, " ") + ")";
  };
  for (const Command& command : commands) {
    script += "    " + command.name + ")\n      _arguments";
    for (const Flag& flag : command.flags) {
      for (const std::string& name : flag.names) {
        std::string entry = "*" + name + "[" + ForZsh(flag.description) + "]";
        if (flag.takes_value) {
          entry += ":value:" + values(flag.words);
        }
        script += " \\\n        " + Quoted(entry);
      }
    }
    for (const std::vector<std::string>& words : command.arguments) {
      script += " \\\n        " + Quoted(":argument:" + values(words));
    }
    script += " ;;\n";
  }
  return script + R"(  esac
}
if [[ ${funcstack[1]} == _iamgen ]]; then
  _iamgen "$@"
else
  compdef _iamgen iamgen
fi
)";
}

std::string Fish(const std::vector<Command>& commands) {
  std::string script = R"(# iamgen completions for fish:
#   iamgen completions fish | source
)";
  for (const Command& command : commands) {
    script += "complete -c iamgen -n __fish_use_subcommand -f -a " +
              command.name + " -d " + Quoted(command.description, true) + "\n";
    const std::string here =
        "complete -c iamgen -n " +
        Quoted("__fish_seen_subcommand_from " + command.name, true);
    for (const Flag& flag : command.flags) {
      script += here;
      for (const std::string& name : flag.names) {
        script += name.starts_with("--") ? " -l " + name.substr(2)
                                         : " -s " + name.substr(1);
      }
      if (flag.takes_value) {
        script += " -r";
      }
      if (!flag.words.empty()) {
        script += " -f -a " + Quoted(support::Join(flag.words, " "), true);
      }
      script += " -d " + Quoted(flag.description, true) + "\n";
    }
    for (const std::vector<std::string>& words : command.arguments) {
      if (!words.empty()) {
        script +=
            here + " -a " + Quoted(support::Join(words, " "), true) + "\n";
      }
    }
  }
  return script;
}

}  // namespace

std::string CompletionScript(const CLI::App& app, std::string_view shell) {
  const std::vector<Command> commands = CommandsOf(app);
  if (shell == "bash") {
    return Bash(commands);
  }
  return shell == "zsh" ? Zsh(commands) : Fish(commands);
}

}  // namespace iamgen::driver
