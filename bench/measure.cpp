// Runs a command several times, without a shell in between, and prints the
// median and best wall time in milliseconds and the peak memory in MiB.
//
//   measure [--fresh FOLDER] RUNS COMMAND [ARGUMENT]...
//
// `--fresh` removes FOLDER before each run. The command's output is dropped;
// its exit code has to be 0.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <vector>

extern char** environ;

namespace {

struct Run {
  double milliseconds = 0;
  double mebibytes = 0;
  bool good = false;
};

Run RunOnce(char** command) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  Run run;
  pid_t child = 0;
  const auto began = std::chrono::steady_clock::now();
  if (::posix_spawnp(&child, command[0], &actions, nullptr, command, environ) ==
      0) {
    int status = 0;
    rusage used{};
    ::wait4(child, &status, 0, &used);
    const auto took = std::chrono::steady_clock::now() - began;
    run.milliseconds = std::chrono::duration<double, std::milli>(took).count();
    run.mebibytes = static_cast<double>(used.ru_maxrss) / 1024;
    run.good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }
  posix_spawn_file_actions_destroy(&actions);
  return run;
}

}  // namespace

int main(int argc, char** argv) {
  int at = 1;
  const char* fresh = nullptr;
  if (argc > 2 && std::string_view(argv[1]) == "--fresh") {
    fresh = argv[2];
    at = 3;
  }
  const long runs = argc > at + 1 ? std::strtol(argv[at], nullptr, 10) : 0;
  if (runs < 1) {
    std::fputs("usage: measure [--fresh FOLDER] RUNS COMMAND...\n", stderr);
    return 2;
  }
  std::vector<double> times;
  double peak = 0;
  for (long i = 0; i < runs; ++i) {
    if (fresh != nullptr) {
      std::filesystem::remove_all(fresh);
    }
    const Run run = RunOnce(argv + at + 1);
    if (!run.good) {
      std::fprintf(stderr, "measure: %s failed\n", argv[at + 1]);
      return 1;
    }
    times.push_back(run.milliseconds);
    peak = std::max(peak, run.mebibytes);
  }
  std::sort(times.begin(), times.end());
  std::printf("%.3f %.3f %.1f\n", times[times.size() / 2], times.front(), peak);
  return 0;
}
