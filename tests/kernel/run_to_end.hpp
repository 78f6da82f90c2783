// Polls a Run to its end, as whoever shows it does.
#pragma once
#include <gtest/gtest.h>

#include <functional>

#include "kernel/real/run.hpp"
#include "platform/clock.hpp"
#include "tests/child.hpp"

namespace telar::testing {

// Polls until the run is over, or until(): a true answer ends the polling. A run that hangs is
// stopped, and fails the test.
inline void poll(Run& run, Store& store, const std::function<bool()>& until = {}) {
  const Nanos hangs = after(monotonic_now(), kHangs);
  while (!run.over()) {
    run.poll(store);
    if (until && until()) return;
    if (monotonic_now() > hangs) {
      ADD_FAILURE() << "the run hangs";
      return run.stop();
    }
    if (!run.over()) run.wait(monotonic_now() + 5 * kMillisecond);
  }
}

}  // namespace telar::testing
