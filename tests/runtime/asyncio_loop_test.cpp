#include "runtime/asyncio_loop.hpp"

#include <string>
#include <vector>

#include "runtime/asyncio.hpp"
#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using asyncio::Async;
using testing::expect_finishes;
using testing::Ran;

TEST(Loop, of_the_strand_is_left_alone_by_run) {
  expect_finishes([]() -> Task<> {
    auto& own = asyncio::get_event_loop();
    auto seven = []() -> Async<int> { co_return 7; };
    EXPECT_EQ(co_await asyncio::run(seven()), 7);
    EXPECT_EQ(&asyncio::get_event_loop(), &own);
    EXPECT_EQ(co_await own.run_until_complete(seven()), 7);
  });
}

TEST(Loop, forgets_timeouts_that_do_not_come) {
  expect_finishes([]() -> Task<> {
    auto quick = []() -> Async<> { co_await asyncio::sleep(0); };
    auto main = [&]() -> Async<> {
      for (int i = 0; i < 2000; ++i) co_await asyncio::wait_for(quick(), 3600);
      EXPECT_LT(asyncio::get_running_loop().timer_count(), 500u);
    };
    co_await asyncio::run(main());
  });
}

TEST(Loop, that_is_closed_or_running_runs_nothing_more) {
  expect_finishes([]() -> Task<> {
    auto nothing = []() -> Async<> { co_return; };
    auto& loop = asyncio::get_event_loop();
    auto main = [&]() -> Async<> {
      EXPECT_TRUE(loop.is_running());
      EXPECT_RAISES(RuntimeError, co_await loop.run_until_complete(nothing()));
      EXPECT_RAISES(RuntimeError, loop.close());
    };
    co_await loop.run_until_complete(main());
    EXPECT_FALSE(loop.is_running());
    loop.close();
    EXPECT_RAISES(RuntimeError, co_await loop.run_until_complete(nothing()));
  });
}

TEST(Loop, wakes_a_hundred_thousand_sleepers_and_keeps_nothing_of_them) {
  int woke = 0;
  expect_finishes([&woke]() -> Task<> {
    auto sleeper = [&woke]() -> Async<> {
      co_await asyncio::sleep(0.001);
      ++woke;
    };
    auto main = [&]() -> Async<> {
      std::vector<asyncio::Task<>> tasks;
      for (int i = 0; i < 100'000; ++i) tasks.push_back(asyncio::create_task(sleeper()));
      co_await asyncio::gather(tasks);
    };
    co_await asyncio::run(main());
  });
  EXPECT_EQ(woke, 100'000);
}

TEST(Loop, stands_still_while_a_coroutine_blocks_its_thread) {
  std::string order;
  expect_finishes([&order]() -> Task<> {
    auto blocks = [&order](char c) -> Async<> {
      order += c;
      co_await time::sleep(0.002);
      order += c;
    };
    auto main = [&]() -> Async<> { co_await asyncio::gather(blocks('a'), blocks('b')); };
    co_await asyncio::run(main());
  });
  EXPECT_EQ(order, "aabb");
}

TEST(Loop, its_tasks_are_unwound_by_stop) {
  static int unwound;
  unwound = 0;
  struct Count {
    ~Count() { ++unwound; }
  };
  Ran ran = testing::run(
      []() -> Task<> {
        auto sleeper = []() -> Async<> {
          Count c;
          co_await asyncio::sleep(3600);
        };
        auto main = [&]() -> Async<> {
          std::vector<asyncio::Task<>> tasks;
          for (int i = 0; i < 3; ++i) tasks.push_back(asyncio::create_task(sleeper()));
          co_await asyncio::sleep(0);
          co_await print("all sleep");
          co_await asyncio::gather(tasks);
        };
        co_await asyncio::run(main());
      },
      {}, [](Store& store) { return !store.writes().empty(); });
  EXPECT_EQ(ran.outcome, Outcome::stopped);
  EXPECT_EQ(unwound, 3);
}

}  // namespace
}  // namespace telar
