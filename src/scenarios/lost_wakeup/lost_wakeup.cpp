// A notification that comes before anybody waits for it is lost: a Condition without its predicate.
#include <functional>
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/shared.hpp"
#include "runtime/threading.hpp"

namespace telar {
namespace {

using threading::Condition;
using threading::Thread;

// listing begin
Task<> wait(Condition& news, Shared<bool>&, int i) {
  auto held = co_await news.hold();
  co_await news.wait();  // and if it has been said already?
  co_await print(Text{"Hilo {} se ha enterado", "Thread {} has heard of it"}, i);
}

Task<> wait_until_ready(Condition& news, Shared<bool>& ready, int i) {
  auto held = co_await news.hold();
  while (!co_await ready.load()) {
    co_await news.wait();
  }
  co_await print(Text{"Hilo {} se ha enterado", "Thread {} has heard of it"}, i);
}

Task<> notify(Condition& news, Shared<bool>& ready) {
  auto held = co_await news.hold();
  co_await ready.store(true);
  co_await news.notify_all();  // wakes those who wait now; nobody keeps it for later
}

Task<> main(const Parameters& parameters) {
  const auto target = parameters.choice("predicate") == "on" ? wait_until_ready : wait;

  Condition news{"news"};
  Shared<bool> ready{false, "ready"};
  std::vector<Thread> threads;
  for (int i = 0; i < parameters.integer("n"); ++i) {
    threads.emplace_back(target, std::ref(news), std::ref(ready), i);
  }
  threads.emplace_back(notify, std::ref(news), std::ref(ready));
  for (Thread& thread : threads) {
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}
// listing end

}  // namespace

extern const CompiledMain kLostWakeup = main;

}  // namespace telar
