// Cases from https://docs.python.org/3/library/asyncio-task.html, on the real kernel.
#include "runtime/asyncio.hpp"

#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using asyncio::Async;
using testing::expect_finishes;
using testing::Ran;

Async<> snooze(int i, Seconds nap) {
  co_await print(Text{"Corrutina {} durmiendo", "Coroutine {} sleeping"}, i);
  co_await asyncio::sleep(nap);
  co_await print(Text{"Corrutina {} despierta", "Coroutine {} awake"}, i);
}

TEST(Asyncio, the_chapters_loop_runs_ten_coroutines_on_one_thread) {
  Ran ran = expect_finishes([]() -> Task<> {
    auto& loop = asyncio::get_event_loop();
    std::vector<Async<>> tasks;
    for (int i = 0; i < 10; ++i) tasks.push_back(snooze(i, 0.02));
    auto result = co_await loop.run_until_complete(asyncio::wait(std::move(tasks)));
    EXPECT_EQ(result.done.size(), 10u);
    EXPECT_TRUE(result.pending.empty());
    loop.close();
    EXPECT_TRUE(loop.is_closed());
  });
  const auto lines = ran.lines();
  ASSERT_EQ(lines.size(), 20u);
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_EQ(lines[i], "Corrutina " + std::to_string(i) + " durmiendo");
    EXPECT_EQ(lines[10 + i], "Corrutina " + std::to_string(i) + " despierta");
  }
  EXPECT_EQ(ran.store.processes()[0].lanes.size(),
            1u + 11u);  // the thread, ten tasks, and wait's own
}

TEST(Asyncio, run_returns_the_result_and_raises_the_exception) {
  expect_finishes([]() -> Task<> {
    auto seven = []() -> Async<int> {
      co_await asyncio::sleep(0);
      co_return 7;
    };
    auto fails = []() -> Async<int> {
      co_await asyncio::sleep(0);
      throw ValueError("no");
    };
    EXPECT_EQ(co_await asyncio::run(seven()), 7);
    EXPECT_RAISES(ValueError, co_await asyncio::run(fails()));
  });
}

TEST(Asyncio, run_inside_a_running_loop_raises) {
  expect_finishes([]() -> Task<> {
    auto inner = []() -> Async<> { co_return; };
    auto outer = [&]() -> Async<> { EXPECT_RAISES(RuntimeError, co_await asyncio::run(inner())); };
    co_await asyncio::run(outer());
    EXPECT_RAISES(RuntimeError, asyncio::create_task(inner()));
  });
}

TEST(Asyncio, gather_keeps_the_order_of_its_arguments) {
  expect_finishes([]() -> Task<> {
    auto after = [](Seconds s, int value) -> Async<int> {
      co_await asyncio::sleep(s);
      co_return value;
    };
    auto main = [&]() -> Async<> {
      auto results = co_await asyncio::gather(after(0.01, 1), after(0, 2), after(0.005, 3));
      EXPECT_EQ(results, (std::vector{1, 2, 3}));
    };
    co_await asyncio::run(main());
  });
}

TEST(Asyncio, gather_raises_the_first_exception_and_lets_the_others_go_on) {
  bool other_ended = false;
  expect_finishes([&other_ended]() -> Task<> {
    auto fails = []() -> Async<> {
      co_await asyncio::sleep(0);
      throw KeyError("x");
    };
    auto other = [&]() -> Async<> {
      co_await asyncio::sleep(0.01);
      other_ended = true;
    };
    auto main = [&]() -> Async<> {
      auto slow = asyncio::create_task(other());
      std::vector<asyncio::Task<>> both{asyncio::create_task(fails()), slow};
      EXPECT_RAISES(KeyError, co_await asyncio::gather(both));
      EXPECT_FALSE(slow.done());
      co_await slow;
    };
    co_await asyncio::run(main());
  });
  EXPECT_TRUE(other_ended);
}

TEST(Asyncio, cancel_raises_cancelled_error_inside_the_task) {
  std::string seen;
  expect_finishes([&seen]() -> Task<> {
    auto sleeper = [&seen]() -> Async<> {
      try {
        co_await asyncio::sleep(3600);
      } catch (const asyncio::CancelledError&) {
        seen += "cancelled";
        throw;
      }
    };
    auto main = [&]() -> Async<> {
      auto task = asyncio::create_task(sleeper());
      co_await asyncio::sleep(0);
      EXPECT_TRUE(task.cancel());
      EXPECT_RAISES(asyncio::CancelledError, co_await task);
      EXPECT_TRUE(task.cancelled());
      EXPECT_FALSE(task.cancel());
      // Before it began: it never does.
      auto unborn = asyncio::create_task(sleeper());
      unborn.cancel();
      EXPECT_RAISES(asyncio::CancelledError, co_await unborn);
    };
    co_await asyncio::run(main());
  });
  EXPECT_EQ(seen, "cancelled");
}

TEST(Asyncio, cancelling_a_gathering_cancels_its_tasks_and_waits_for_them) {
  std::string order;
  expect_finishes([&order]() -> Task<> {
    auto sleeper = [&order]() -> Async<> {
      try {
        co_await asyncio::sleep(3600);
      } catch (const asyncio::CancelledError&) {
        order += "child ";
        throw;
      }
    };
    auto parent = [&]() -> Async<> {
      try {
        co_await asyncio::gather(sleeper(), sleeper());
      } catch (const asyncio::CancelledError&) {
        order += "parent";
        throw;
      }
    };
    auto main = [&]() -> Async<> {
      auto task = asyncio::create_task(parent());
      co_await asyncio::sleep(0.001);
      task.cancel();
      EXPECT_RAISES(asyncio::CancelledError, co_await task);
    };
    co_await asyncio::run(main());
  });
  EXPECT_EQ(order, "child child parent");
}

TEST(Asyncio, cancelling_a_task_cancels_what_it_awaits) {
  expect_finishes([]() -> Task<> {
    auto sleeper = []() -> Async<> { co_await asyncio::sleep(3600); };
    auto waits = [](asyncio::Task<> inner) -> Async<> { co_await inner; };
    auto main = [&]() -> Async<> {
      auto inner = asyncio::create_task(sleeper());
      auto outer = asyncio::create_task(waits(inner));
      co_await asyncio::sleep(0);
      outer.cancel();
      EXPECT_RAISES(asyncio::CancelledError, co_await outer);
      EXPECT_TRUE(inner.cancelled());
    };
    co_await asyncio::run(main());
  });
}

TEST(Asyncio, wait_returns_when_the_first_is_done_or_the_timeout_is_over) {
  expect_finishes([]() -> Task<> {
    auto after = [](Seconds s) -> Async<> { co_await asyncio::sleep(s); };
    auto main = [&]() -> Async<> {
      std::vector<asyncio::Task<>> tasks{asyncio::create_task(after(0)),
                                         asyncio::create_task(after(3600))};
      auto first = co_await asyncio::wait(tasks, kForever, asyncio::ReturnWhen::first_completed);
      EXPECT_EQ(first.done.size(), 1u);
      auto timed = co_await asyncio::wait(tasks, 0.005);
      EXPECT_EQ(timed.pending.size(), 1u);
      EXPECT_FALSE(tasks[1].cancelled());
    };
    co_await asyncio::run(main());  // cancels what is left
  });
}

TEST(Asyncio, wait_for_cancels_after_its_timeout) {
  expect_finishes([]() -> Task<> {
    auto eternity = []() -> Async<> { co_await asyncio::sleep(3600); };
    auto main = [&]() -> Async<> {
      auto task = asyncio::create_task(eternity());
      EXPECT_RAISES(TimeoutError, co_await asyncio::wait_for(task, 0.005));
      EXPECT_TRUE(task.cancelled());
    };
    co_await asyncio::run(main());
  });
}

}  // namespace
}  // namespace telar
