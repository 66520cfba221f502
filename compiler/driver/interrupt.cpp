// Signal handlers that do next to nothing.
#include "driver/interrupt.h"

#include <array>
#include <atomic>
#include <csignal>

namespace iamgen::driver {
namespace {

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};

std::atomic<int> came = 0;
static_assert(std::atomic<int>::is_always_lock_free);

void Note(int signal) { came = signal; }

}  // namespace

InterruptGuard::InterruptGuard() {
  came = 0;
  for (const int signal : kSignals) {
    struct sigaction now {};

    // Who started us may want it ignored: nohup does.
    if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_DFL) {
      struct sigaction note {};

      note.sa_handler = Note;
      ::sigaction(signal, &note, nullptr);
    }
  }
}

InterruptGuard::~InterruptGuard() {
  for (const int signal : kSignals) {
    struct sigaction now {};

    if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == Note) {
      std::signal(signal, SIG_DFL);
    }
  }
  if (came != 0) {
    std::raise(came);
  }
}

bool InterruptGuard::Came() { return came != 0; }

}  // namespace iamgen::driver
