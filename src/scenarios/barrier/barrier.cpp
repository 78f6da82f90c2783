// Threads that work in phases: at a barrier, who comes first waits for the last.
#include <functional>
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"

namespace telar {
namespace {

using threading::Barrier;
using threading::Thread;

// listing begin
Task<> work(Barrier& meeting, bool meets, int i, int phases, Seconds seconds) {
  for (int phase = 1; phase <= phases; ++phase) {
    co_await time::sleep(i * seconds);  // each at its own pace
    co_await print(Text{"Hilo {} acaba la fase {}", "Thread {} ends phase {}"}, i, phase);
    if (meets) {
      co_await meeting.wait();
    }
  }
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");
  const int phases = parameters.integer("phases");
  const bool meets = parameters.choice("barrier") == "on";

  Barrier meeting{n, {}, kForever, "meeting"};
  std::vector<Thread> threads;
  for (int i = 1; i <= n; ++i) {
    Thread& thread = threads.emplace_back(work, std::ref(meeting), meets, i, phases, seconds);
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}
// listing end

}  // namespace

extern const CompiledMain kBarrier = main;

}  // namespace telar
