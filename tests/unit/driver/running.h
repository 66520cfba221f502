// Runs the program in a process of its own, in a folder of its own.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace iamgen::driver {

struct Outcome {
  // The exit code, or 128 and the number of the signal that ended it.
  int code = 0;
  std::string out;
  std::string err;
};

class Workplace {
 public:
  Workplace();
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  ~Workplace();

  // Makes the folders above it, too.
  void Write(const std::string& name, const std::string& bytes) const;
  [[nodiscard]] std::string Read(const std::string& name) const;
  [[nodiscard]] bool Has(const std::string& name) const;

  // Paths below `name` and bytes.
  [[nodiscard]] std::map<std::string, std::string> Below(
      const std::string& name) const;

  [[nodiscard]] std::string operator/(const std::string& name) const {
    return (folder_ / name).string();
  }

  // `iamgen ARGUMENTS`. With `out` or `out_descriptor` set, standard output
  // goes there; `in` is what standard input holds.
  Outcome Run(std::vector<std::string> arguments) const;

  std::string in;
  std::string out;
  int out_descriptor = -1;
  // Whether a run by root goes on as somebody whom permissions bind.
  bool unprivileged = false;
  // Besides what this process has, of which `IAMGEN_*` is left out.
  std::map<std::string, std::string> environment;

 private:
  std::filesystem::path folder_;
};

// A topology without findings, of two accounts and one role in both.
inline constexpr const char* kGoodTopology = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles:
  Web: { in: all, trusted_by: [ { service: ec2 } ] }
)";

}  // namespace iamgen::driver
