// Signals that ask the program to end, while it has something to clear away.
#pragma once

namespace iamgen::driver {

// While one lives, SIGINT, SIGTERM and SIGHUP only set a flag. When it goes, a
// signal that came is raised again and ends the program as it would have.
// One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
  ~InterruptGuard();

  // Whether a signal came. May be asked by any thread.
  [[nodiscard]] static bool Came();
};

}  // namespace iamgen::driver
