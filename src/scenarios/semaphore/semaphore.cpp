// A semaphore lets k threads in at once; the others wait at the door.
#include <functional>
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"

namespace telar {
namespace {

using threading::BoundedSemaphore;
using threading::Thread;

// listing begin
Task<> download(BoundedSemaphore& slots, int i, Seconds seconds) {
  auto slot = co_await slots.hold();
  co_await print(Text{"Hilo {} empieza a descargar", "Thread {} begins to download"}, i);
  co_await time::sleep(seconds);
  co_await print(Text{"Hilo {} ha descargado", "Thread {} has downloaded"}, i);
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");

  BoundedSemaphore slots{parameters.integer("k"), "slots"};
  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    Thread& thread = threads.emplace_back(download, std::ref(slots), i, seconds);
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}
// listing end

}  // namespace

extern const CompiledMain kSemaphore = main;

}  // namespace telar
