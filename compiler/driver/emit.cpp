// Hands files from the backends to the disk.
#include "driver/emit.h"

#include <algorithm>
#include <thread>

#include "driver/commands.h"
#include "support/file_system.h"

namespace iamgen::driver {
namespace {

support::Status Deliver(const Options& options, support::FileSystem& files,
                        const backends::File& file, Tally& tally) {
  if (options.to_stdout) {
    std::string stream = "# " + std::string(file.path) + "\n";
    stream += file.bytes;
    if (!WriteOut(stream)) {
      return support::Failure{"standard output cannot be written"};
    }
    return support::Done{};
  }
  const std::string target = options.output + "/" + std::string(file.path);
  if (options.check_only) {
    const auto same = files.Holds(target, file.bytes);
    if (!same) {
      return support::Failure{same.message()};
    }
    if (!*same) {
      tally.stale.push_back(target);
    }
    return support::Done{};
  }
  const auto written = files.Write(target, file.bytes);
  if (!written) {
    return support::Failure{written.message()};
  }
  if (*written == support::Written::kUnchanged) {
    ++tally.unchanged;
  } else {
    tally.written.push_back(target);
  }
  return support::Done{};
}

backends::Style StyleOf(const Options& options) {
  const auto asked = [&](std::string_view format) {
    return std::find(options.formats.begin(), options.formats.end(), format) !=
           options.formats.end();
  };
  return {.format =
              asked("json") ? backends::Format::kJson : backends::Format::kYaml,
          .tf_json = asked("tf.json"),
          .compact = options.compact,
          .split = options.split,
          .adopt = options.adopt};
}

// The part of a target that one thread writes.
struct Part {
  Tally tally;
  std::string failure;
};

// Threads that the work is worth, at most those asked for.
std::size_t Threads(const Options& options, const model::Topology& topology,
                    std::size_t accounts) {
  // One stream has one order.
  if (options.to_stdout) {
    return 1;
  }
  if (options.jobs > 0) {
    return std::min<std::size_t>(options.jobs,
                                 std::max<std::size_t>(accounts, 1));
  }
  // About 10 MB of templates.
  constexpr std::size_t kWorthAThread = 8000;
  const std::size_t entities = topology.roles.size() +
                               topology.policies.size() +
                               topology.users.size() + topology.groups.size();
  const std::size_t worth = accounts * entities / kWorthAThread + 1;
  const std::size_t cores =
      std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
  return std::min({worth, cores, std::max<std::size_t>(accounts, 1)});
}

void Append(Tally& into, Tally from) {
  std::move(from.written.begin(), from.written.end(),
            std::back_inserter(into.written));
  std::move(from.stale.begin(), from.stale.end(),
            std::back_inserter(into.stale));
  into.unchanged += from.unchanged;
}

}  // namespace

support::Result<Tally> EmitAll(
    const Options& options, const Compilation& compilation,
    std::span<const backends::Backend* const> targets,
    std::span<const model::AccountId> accounts) {
  const std::size_t threads =
      Threads(options, *compilation.model, accounts.size());
  // By target and thread.
  std::vector<std::vector<Part>> parts(targets.size(),
                                       std::vector<Part>(threads));
  const backends::Style style = StyleOf(options);
  const auto work = [&](std::size_t thread) {
    const std::size_t first = accounts.size() * thread / threads;
    const std::size_t last = accounts.size() * (thread + 1) / threads;
    const backends::Request request{*compilation.model, compilation.sources,
                                    accounts.subspan(first, last - first),
                                    style};
    support::DiskFileSystem files;
    for (std::size_t i = 0; i < targets.size(); ++i) {
      Part& part = parts[i][thread];
      const auto done =
          targets[i]->emit(request, [&](const backends::File& file) {
            return Deliver(options, files, file, part.tally);
          });
      if (!done) {
        part.failure = done.message();
        return;
      }
    }
  };
  if (threads == 1) {
    work(0);
  } else {
    compilation.sources.FindLines();
    std::vector<std::jthread> workers;
    for (std::size_t thread = 0; thread < threads; ++thread) {
      workers.emplace_back(work, thread);
    }
  }
  Tally tally;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    for (Part& part : parts[i]) {
      if (!part.failure.empty()) {
        return support::Failure{part.failure};
      }
      Append(tally, std::move(part.tally));
    }
    if (targets[i]->emit_shared == nullptr) {
      continue;
    }
    support::DiskFileSystem files;
    const auto done = targets[i]->emit_shared(
        {*compilation.model, compilation.sources, accounts, style},
        [&](const backends::File& file) {
          return Deliver(options, files, file, tally);
        });
    if (!done) {
      return support::Failure{done.message()};
    }
  }
  return tally;
}

}  // namespace iamgen::driver
