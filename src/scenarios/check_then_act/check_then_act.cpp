// Two threads look whether there is enough money, and then both take it: what was checked is no
// longer so.
#include <functional>
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/shared.hpp"
#include "runtime/threading.hpp"
#include "scenarios/texts.hpp"

namespace telar {
namespace {

using threading::Lock;
using threading::Thread;

// listing begin
Task<> withdraw(Shared<int>& balance, Lock&, int i, int amount) {
  if (co_await balance.load() >= amount) {
    co_await balance.add(-amount);  // one step; but is there still enough?
    co_await print(Text{"Hilo {} saca {}", "Thread {} withdraws {}"}, i, amount);
  }
}

Task<> withdraw_locked(Shared<int>& balance, Lock& mutex, int i, int amount) {
  auto held = co_await mutex.hold();
  co_await withdraw(balance, mutex, i, amount);
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const int amount = parameters.integer("amount");
  const auto target = parameters.choice("lock") == "on" ? withdraw_locked : withdraw;

  Shared<int> balance{100, "balance"};
  Lock mutex{"mutex"};
  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    Thread& thread = threads.emplace_back(target, std::ref(balance), std::ref(mutex), i, amount);
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }

  const int left = co_await balance.load();
  co_await print(Text{"Quedan {}", "{} are left"}, left);
  co_await assert_that(left >= 0, Text{"saldo negativo: {}", "negative balance: {}"}, left);
}
// listing end

}  // namespace

extern const CompiledMain kCheckThenAct = main;

}  // namespace telar
