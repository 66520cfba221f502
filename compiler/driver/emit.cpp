// Hands files from the backends to the output folder.
#include "driver/emit.h"

#include <algorithm>
#include <iterator>
#include <thread>

#include "driver/commands.h"
#include "driver/interrupt.h"

namespace iamgen::driver {
namespace {

// What a thread has seen, and what kept it from going on.
struct Part {
  Portion portion;
  std::string failure;
};

// Threads that the work is worth, at most those asked for.
std::size_t Threads(const Emission& emission) {
  const std::size_t accounts =
      std::max<std::size_t>(emission.accounts.size(), 1);
  if (emission.options.jobs > 0) {
    return std::min<std::size_t>(emission.options.jobs, accounts);
  }
  // About 10 MB of templates.
  constexpr std::size_t kWorthAThread = 8000;
  const model::Topology& topology = *emission.compilation.model;
  const std::size_t entities = topology.roles.size() +
                               topology.policies.size() +
                               topology.users.size() + topology.groups.size();
  const std::size_t worth = accounts * entities / kWorthAThread + 1;
  const std::size_t cores =
      std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
  return std::min({worth, cores, accounts});
}

void Append(Portion& into, Portion from) {
  const auto append = [](auto& to, auto& more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()),
              std::make_move_iterator(more.end()));
  };
  append(into.records, from.records);
  append(into.changes, from.changes);
  into.unchanged += from.unchanged;
}

backends::Request RequestOf(const Emission& emission, std::size_t first,
                            std::size_t last) {
  return {*emission.compilation.model, emission.compilation.sources,
          emission.accounts.subspan(first, last - first),
          StyleOf(emission.options)};
}

backends::Request RequestOf(const Emission& emission) {
  return RequestOf(emission, 0, emission.accounts.size());
}

}  // namespace

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

support::Status EmitTo(const Emission& emission,
                       const backends::Writer& write) {
  for (const backends::Backend* target : emission.targets) {
    support::Status done = target->emit(RequestOf(emission), write);
    if (done && target->emit_shared != nullptr) {
      done = target->emit_shared(RequestOf(emission), write);
    }
    if (!done) {
      return done;
    }
  }
  return support::Done{};
}

support::Status EmitToStream(const Emission& emission) {
  return EmitTo(emission, [](const backends::File& file) {
    std::string stream = "# " + std::string(file.path) + "\n";
    stream += file.bytes;
    return WriteOut(stream)
               ? support::Status(support::Done{})
               : support::Failure{"standard output cannot be written"};
  });
}

support::Result<Outcome> EmitToFolder(const Emission& emission,
                                      const ManifestHead& head) {
  const InterruptGuard guard;
  OutputFolder folder(emission.options, emission.targets);
  const auto ready = folder.Prepare();
  if (!ready) {
    return support::Failure{ready.message()};
  }
  const std::size_t threads = Threads(emission);
  std::vector<Part> parts(threads);
  const auto work = [&](std::size_t thread) {
    Part& part = parts[thread];
    const auto request =
        RequestOf(emission, emission.accounts.size() * thread / threads,
                  emission.accounts.size() * (thread + 1) / threads);
    for (const backends::Backend* target : emission.targets) {
      const backends::Writer take = [&](const backends::File& file) {
        return folder.Take(*target, file, part.portion);
      };
      auto done = target->emit(request, take);
      // What is of all accounts is one thread's.
      if (done && target->emit_shared != nullptr && thread == 0) {
        done = target->emit_shared(RequestOf(emission), take);
      }
      if (!done) {
        part.failure = done.message();
        return;
      }
    }
  };
  if (threads == 1) {
    work(0);
  } else {
    emission.compilation.sources.FindLines();
    std::vector<std::jthread> workers;
    for (std::size_t thread = 0; thread < threads; ++thread) {
      workers.emplace_back(work, thread);
    }
  }
  Portion all;
  for (Part& part : parts) {
    if (!part.failure.empty()) {
      return support::Failure{part.failure};
    }
    Append(all, std::move(part.portion));
  }
  return folder.Finish(*emission.compilation.model, head, std::move(all));
}

}  // namespace iamgen::driver
