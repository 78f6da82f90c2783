// The chapter's thread_test.py.
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"

namespace telar {
namespace {

using threading::Thread;

// listing begin
Task<> snooze(int i, Seconds nap) {
  co_await print(Text{"Hilo {} durmiendo {} segundos", "Thread {} sleeping {} seconds"}, i, nap);
  co_await time::sleep(nap);
  co_await print(Text{"Hilo {} despierto", "Thread {} awake"}, i);
}

Task<> crunch(int i, Seconds work) {
  co_await print(Text{"Hilo {} calculando {} segundos", "Thread {} computing {} seconds"}, i, work);
  co_await compute(work);
  co_await print(Text{"Hilo {} ha terminado", "Thread {} has finished"}, i);
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");
  const auto target = parameters.choice("work") == "cpu" ? crunch : snooze;

  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    Thread& thread = threads.emplace_back(target, i, seconds);
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}
// listing end

}  // namespace

extern const CompiledMain kThreads = main;

}  // namespace telar
