// The chapter's asyncio_test.py: generator-based coroutines, as they were from Python 3.4 to 3.10.
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
  co_yield asyncio::sleep(nap);  // yield from: the loop runs others meanwhile
  co_await print(Text{"Corrutina {} despierta", "Coroutine {} awake"}, i);
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");

  asyncio::Loop& loop = asyncio::get_event_loop();
  std::vector<asyncio::Task<>> tasks;
  for (int i = 0; i < n; ++i) {
    tasks.push_back(asyncio::ensure_future(snooze(i, seconds)));
  }
  co_await loop.run_until_complete(asyncio::wait(tasks));
  loop.close();
}
// listing end

}  // namespace

extern const CompiledMain kEventLoop = main;

}  // namespace telar
