// Two bodies side by side, and in how many runs they race.
#pragma once
#include "runtime/threading.hpp"
#include "tests/app/virtual.hpp"

namespace telar::testing {

inline constexpr int kSeeds = 25;

// In how many of the runs with other seeds there is a race.
inline int racing(Body body) {
  int racing = 0;
  with_seeds(std::move(body), kSeeds, [&](VirtualKernel& kernel) {
    EXPECT_EQ(outcome_name(kernel.outcome()), "finished");
    racing += !kernel.races().empty();
  });
  return racing;
}

// The first body in one thread, the second in another, or in main.
template <class A, class B>
Task<> beside(A first, B second) {
  threading::Thread thread(first);
  co_await thread.start();
  co_await second();
  co_await thread.join();
}

}  // namespace telar::testing
