// Two threads that add to one counter, and lose some of what they added: the read and the write are
// two steps.
#include <functional>
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/shared.hpp"
#include "runtime/threading.hpp"
#include "scenarios/texts.hpp"

namespace telar {
namespace {

using threading::Lock;
using threading::Thread;

// listing begin
Task<> increment(Shared<int>& counter, Lock&, int increments) {
  for (int i = 0; i < increments; ++i) {
    const int value = co_await counter.load();
    co_await counter.store(value + 1);  // forgets whatever was stored since the load
  }
}

Task<> increment_locked(Shared<int>& counter, Lock& mutex, int increments) {
  for (int i = 0; i < increments; ++i) {
    auto held = co_await mutex.hold();
    const int value = co_await counter.load();
    co_await counter.store(value + 1);
  }
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const int increments = parameters.integer("increments");
  const auto target = parameters.choice("lock") == "on" ? increment_locked : increment;

  Shared<int> counter{0, "counter"};
  Lock mutex{"mutex"};
  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    Thread& thread = threads.emplace_back(target, std::ref(counter), std::ref(mutex), increments);
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }

  const int total = co_await counter.load();
  co_await print(Text{"El contador vale {}", "The counter is {}"}, total);
  const int lost = n * increments - total;
  co_await assert_that(lost == 0, Text{"incrementos perdidos: {}", "increments lost: {}"}, lost);
}
// listing end

}  // namespace

extern const CompiledMain kLostUpdate = main;

}  // namespace telar
