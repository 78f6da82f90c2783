// A coroutine that sleeps with time.sleep stops the whole event loop: a heartbeat shows it.
#include <vector>

#include "program/program.hpp"
#include "runtime/asyncio.hpp"
#include "runtime/builtins.hpp"

namespace telar {
namespace {

using asyncio::Async;

// listing begin
Async<> heartbeat(Seconds pause) {
  while (true) {
    co_await print(Text{"Latido", "Heartbeat"});
    co_await asyncio::sleep(pause);
  }
}

Async<> nap(int i, Seconds seconds) {
  co_await asyncio::sleep(seconds);  // only this coroutine
  co_await print(Text{"Corrutina {} despierta", "Coroutine {} awake"}, i);
}

Async<> blocking_nap(int i, Seconds seconds) {
  co_await time::sleep(seconds);  // the thread, and the loop with it
  co_await print(Text{"Corrutina {} despierta", "Coroutine {} awake"}, i);
}

Async<> nap_all(int n, Seconds seconds, bool blocking) {
  auto heart = asyncio::create_task(heartbeat(seconds / 4));
  std::vector<asyncio::Task<>> tasks;
  for (int i = 0; i < n; ++i) {
    tasks.push_back(asyncio::create_task(blocking ? blocking_nap(i, seconds) : nap(i, seconds)));
  }
  co_await asyncio::wait(tasks);
  heart.cancel();
}

Task<> main(const Parameters& parameters) {
  const bool blocking = parameters.choice("blocking") == "on";
  co_await asyncio::run(nap_all(parameters.integer("n"), parameters.real("seconds"), blocking));
}
// listing end

}  // namespace

extern const CompiledMain kBlockingTheLoop = main;

}  // namespace telar
