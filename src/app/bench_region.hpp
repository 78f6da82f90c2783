// The measured region of a workload, and how much was done in it.
#pragma once
#include <cstdint>
#include <string>

#include "platform/clock.hpp"
#include "platform/usage.hpp"
#include "runtime/errors.hpp"

namespace telar {

struct Region {
  std::int64_t n = 0;      // operations
  std::int64_t steps = 0;  // of the virtual kernel, where those are not the operations
  Nanos begun = 0, wall = 0, cpu = 0;
  Usage before;
  void start() {
    before = usage();
    begun = monotonic_now();
  }
  void stop(std::int64_t operations) {
    wall = monotonic_now() - begun;
    const Usage now = usage();
    cpu = before.cpu < 0 ? -1 : now.cpu - before.cpu;
    n = operations;
  }
};

inline void check(bool right, const char* what) {
  if (!right) throw AssertionError(std::string("wrong result: ") + what);
}

}  // namespace telar
