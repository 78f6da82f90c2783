// The chapter's asyncawait_test.py: the event loop's coroutines as Python writes them since 3.5.
#include <vector>

#include "program/program.hpp"
#include "runtime/asyncio.hpp"
#include "runtime/builtins.hpp"

namespace telar {
namespace {

using asyncio::Async;

// listing begin
Async<> snooze(int i, Seconds nap) {
  co_await print(Text{"Corrutina {} durmiendo {} segundos", "Coroutine {} sleeping {} seconds"}, i,
                 nap);
  co_await asyncio::sleep(nap);
  co_await print(Text{"Corrutina {} despierta", "Coroutine {} awake"}, i);
}

Async<> snooze_all(int n, Seconds nap) {
  std::vector<asyncio::Task<>> tasks;
  for (int i = 0; i < n; ++i) {
    tasks.push_back(asyncio::create_task(snooze(i, nap)));
  }
  co_await asyncio::wait(tasks);
}

Task<> main(const Parameters& parameters) {
  co_await asyncio::run(snooze_all(parameters.integer("n"), parameters.real("seconds")));
}
// listing end

}  // namespace

extern const CompiledMain kAsyncAwait = main;

}  // namespace telar
