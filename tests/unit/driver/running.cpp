// Forks: what a command does to its process stays there.
#include "unit/driver/running.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "driver/commands.h"

extern char** environ;

namespace iamgen::driver {
namespace {

namespace fs = std::filesystem;

void Redirect(const std::string& path, int flags, int descriptor) {
  const int file = ::open(path.c_str(), flags, 0666);
  if (file < 0 || ::dup2(file, descriptor) < 0) {
    ::_exit(99);
  }
  ::close(file);
}

}  // namespace

Workplace::Workplace() {
  std::string name = (fs::temp_directory_path() / "iamgen-XXXXXX").string();
  folder_ = ::mkdtemp(name.data());
  fs::permissions(folder_, static_cast<fs::perms>(0755));
}

Workplace::~Workplace() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Workplace::Write(const std::string& name, const std::string& bytes) const {
  fs::create_directories((folder_ / name).parent_path());
  std::ofstream(folder_ / name, std::ios::binary) << bytes;
}

std::string Workplace::Read(const std::string& name) const {
  std::ifstream stream(folder_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

bool Workplace::Has(const std::string& name) const {
  return fs::exists(folder_ / name);
}

std::map<std::string, std::string> Workplace::Below(
    const std::string& name) const {
  std::map<std::string, std::string> found;
  if (!Has(name)) {
    return found;
  }
  for (const auto& entry : fs::recursive_directory_iterator(folder_ / name)) {
    if (entry.is_regular_file()) {
      const fs::path path = entry.path().lexically_relative(folder_);
      found[path.lexically_relative(name).string()] = Read(path.string());
    }
  }
  return found;
}

Outcome Workplace::Run(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), "iamgen");
  Write(".run/in", in);
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    for (char** entry = environ; *entry != nullptr;) {
      const std::string name(*entry, std::string(*entry).find('='));
      if (name.starts_with("IAMGEN_")) {
        ::unsetenv(name.c_str());
        entry = environ;
      } else {
        ++entry;
      }
    }
    for (const auto& [name, value] : environment) {
      ::setenv(name.c_str(), value.c_str(), 1);
    }
    Redirect((folder_ / ".run/in").string(), O_RDONLY, STDIN_FILENO);
    Redirect(out.empty() ? (folder_ / ".run/out").string() : out,
             O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    Redirect((folder_ / ".run/err").string(), O_WRONLY | O_CREAT | O_TRUNC,
             STDERR_FILENO);
    if (out_descriptor >= 0) {
      ::dup2(out_descriptor, STDOUT_FILENO);
    }
    std::signal(SIGPIPE, SIG_DFL);
    if (::chdir(folder_.c_str()) != 0) {
      ::_exit(99);
    }
    if (unprivileged && ::geteuid() == 0) {
      constexpr uid_t kNobody = 65534;
      if (::setuid(kNobody) != 0) {
        ::_exit(99);
      }
    }
    std::vector<char*> pointers;
    for (std::string& argument : arguments) {
      pointers.push_back(argument.data());
    }
    pointers.push_back(nullptr);
    const int code = Main(static_cast<int>(arguments.size()), pointers.data());
    std::cout.flush();
    std::fflush(nullptr);
    ::_exit(code);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          out.empty() ? Read(".run/out") : "", Read(".run/err")};
}

}  // namespace iamgen::driver
