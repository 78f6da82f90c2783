// The chapter's two lines on one line: print writes the text, and then the newline.
#include <functional>
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"

namespace telar {
namespace {

using threading::Lock;
using threading::Thread;

// listing begin
Task<> wake(Lock&, int i) {
  co_await print(Text{"Hilo {} despierto", "Thread {} awake"}, i);  // the text, then the newline
}

Task<> wake_locked(Lock& screen, int i) {
  auto held = co_await screen.hold();
  co_await print(Text{"Hilo {} despierto", "Thread {} awake"}, i);
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const auto target = parameters.choice("lock") == "on" ? wake_locked : wake;

  Lock screen{"screen"};
  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    Thread& thread = threads.emplace_back(target, std::ref(screen), i);
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}
// listing end

}  // namespace

extern const CompiledMain kGarbledPrint = main;

}  // namespace telar
