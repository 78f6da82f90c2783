// Two threads that need the same two locks and take them in opposite order.
#include <functional>
#include <utility>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"

namespace telar {
namespace {

using threading::Lock;
using threading::Thread;

// listing begin
Task<> work(int i, Lock& first, Lock& second) {
  auto has_first = co_await first.hold();
  auto has_second = co_await second.hold();  // has one, waits for the other
  co_await print(Text{"Hilo {} tiene los dos cerrojos", "Thread {} has both locks"}, i);
}

Task<> main(const Parameters& parameters) {
  Lock a{"A"}, b{"B"};
  auto first = std::ref(a), second = std::ref(b);

  Thread one(work, 1, first, second);
  if (parameters.choice("order") == "opposite") {
    std::swap(first, second);
  }
  Thread two(work, 2, first, second);

  co_await one.start();
  co_await two.start();
  co_await one.join();
  co_await two.join();
  co_await print(Text{"Los dos han terminado", "Both have finished"});
}
// listing end

}  // namespace

extern const CompiledMain kDeadlock = main;

}  // namespace telar
