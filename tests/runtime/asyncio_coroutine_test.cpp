#include "runtime/asyncio_coroutine.hpp"

#include <string>
#include <vector>

#include "runtime/asyncio.hpp"
#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using asyncio::Async;
using testing::expect_finishes;
using testing::Ran;

Async<> old_snooze(int i) {
  co_await print("a" + std::to_string(i));
  co_yield asyncio::sleep(0.001);
  co_await print("b" + std::to_string(i));
}

TEST(Coroutine, generator_style_coroutines_yield_from_the_loop) {
  Ran ran = expect_finishes([]() -> Task<> {
    auto& loop = asyncio::get_event_loop();
    std::vector<asyncio::Task<>> tasks;
    for (int i = 0; i < 2; ++i) tasks.push_back(asyncio::ensure_future(old_snooze(i)));
    co_await loop.run_until_complete(asyncio::wait(tasks));
  });
  EXPECT_EQ(ran.output(), "a0\na1\nb0\nb1\n");
}

TEST(Coroutine, awaiting_a_coroutine_runs_it_at_once_a_task_later) {
  std::string order;
  expect_finishes([&order]() -> Task<> {
    auto say = [&order](char c) -> Async<> {
      order += c;
      co_return;
    };
    auto main = [&]() -> Async<> {
      auto task = asyncio::create_task(say('t'));
      co_await say('a');
      order += 'b';
      co_await task;
      order += 'c';
    };
    co_await asyncio::run(main());
  });
  EXPECT_EQ(order, "abtc");
}

TEST(Coroutine, result_of_a_task_that_is_not_done_is_an_invalid_state) {
  expect_finishes([]() -> Task<> {
    auto f = []() -> Async<int> { co_return 1; };
    auto main = [&]() -> Async<> {
      auto task = asyncio::create_task(f());
      EXPECT_RAISES(asyncio::InvalidStateError, task.result());
      EXPECT_EQ(co_await task, 1);
      EXPECT_EQ(task.result(), 1);
      EXPECT_TRUE(task.done());
      auto future = asyncio::Future<int>::make(asyncio::get_running_loop());
      auto setter = [](asyncio::Future<int> f) -> Async<> {
        f.set_result(5);
        co_return;
      };
      auto s = asyncio::create_task(setter(future));
      EXPECT_EQ(co_await future, 5);
      EXPECT_RAISES(asyncio::InvalidStateError, future.set_result(6));
    };
    co_await asyncio::run(main());
  });
}

TEST(Coroutine, sleep_zero_lets_the_other_tasks_run_in_turn) {
  std::string order;
  expect_finishes([&order]() -> Task<> {
    auto f = [&order](char c) -> Async<> {
      for (int i = 0; i < 3; ++i) {
        order += c;
        co_await asyncio::sleep(0);
      }
    };
    auto main = [&]() -> Async<> { co_await asyncio::gather(f('a'), f('b')); };
    co_await asyncio::run(main());
  });
  EXPECT_EQ(order, "ababab");
}

}  // namespace
}  // namespace telar
