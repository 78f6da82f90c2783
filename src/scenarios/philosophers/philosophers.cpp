// Dijkstra's dining philosophers: each needs the two forks beside the plate, and shares them with
// the neighbours.
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"
#include "scenarios/texts.hpp"

namespace telar {
namespace {

using threading::Lock;
using threading::Thread;

// listing begin
Task<> dine(int i, Lock& first, Lock& second, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    auto one_fork = co_await first.hold();
    auto other_fork = co_await second.hold();
    co_await print(Text{"Filósofo {} come", "Philosopher {} eats"}, i);
  }
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const int rounds = parameters.integer("rounds");
  const bool one_left_handed = parameters.choice("order") == "one-left-handed";

  std::deque<Lock> forks;
  for (int i = 0; i < n; ++i) {
    forks.emplace_back(co_await formatted(Text{"tenedor {}", "fork {}"}, i));
  }
  std::vector<Thread> philosophers;
  for (int i = 0; i < n; ++i) {
    auto first = std::ref(forks[i]),
         second = std::ref(forks[(i + 1) % n]);  // right hand, then left
    if (one_left_handed && i == n - 1) {
      std::swap(first, second);
    }
    const std::string name = co_await formatted(Text{"Filósofo {}", "Philosopher {}"}, i);
    Thread& philosopher =
        philosophers.emplace_back(Thread::Options{.name = name}, dine, i, first, second, rounds);
    co_await philosopher.start();
  }
  for (Thread& philosopher : philosophers) {
    co_await philosopher.join();
  }
  co_await print(Text{"Todos han comido", "All have eaten"});
}
// listing end

}  // namespace

extern const CompiledMain kPhilosophers = main;

}  // namespace telar
