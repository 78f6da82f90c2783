// Cases from https://docs.python.org/3/library/multiprocessing.html#module-multiprocessing.pool, on
// real processes.
#include "runtime/pool.hpp"

#include <cstdlib>

#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using multiprocessing::Function;
using multiprocessing::Pool;
using testing::expect_finishes;
using testing::Ran;
using threading::Thread;

Task<> snooze(int i, Seconds nap) {
  co_await print(Text{"Proceso {} durmiendo", "Process {} sleeping"}, i);
  co_await time::sleep(nap);
  co_await print(Text{"Proceso {} despierto", "Process {} awake"}, i);
}
const Function kSnooze{"pool_test.snooze", snooze};

Task<int> square(int i) { co_return i* i; }
const Function kSquare{"pool_test.square", square};

Task<> fails(std::string why) {
  co_await time::sleep(0);
  throw ValueError(why);
}
const Function kFails{"pool_test.fails", fails};

class OwnError : public Exception {
 public:
  static constexpr std::string_view kType = "OwnError";
  explicit OwnError(std::string message) : Exception(kType, std::move(message)) {}
};
const bool own_error_registered = register_exception<OwnError>();
Task<int> fails_in_its_own_way(int) {
  throw OwnError("mine");
  co_return 0;
}
const Function kFailsInItsOwnWay{"pool_test.fails_in_its_own_way", fails_in_its_own_way};

Task<> aborts() {
  co_await print("going");
  std::abort();
}
const Function kAborts{"pool_test.aborts", aborts};

Task<std::string> echo(std::string s) { co_return s; }
const Function kEcho{"pool_test.echo", echo};

TEST(Pool, apply_async_returns_results_in_any_order_of_asking) {
  expect_finishes([]() -> Task<> {
    Pool pool = co_await Pool::make(2);
    std::vector<multiprocessing::AsyncResult<int>> results;
    for (int i = 0; i < 100; ++i) results.push_back(co_await pool.apply_async(kSquare, i));
    for (int i = 99; i >= 0; --i)
      EXPECT_EQ(co_await results[static_cast<std::size_t>(i)].get(), i * i);
    EXPECT_EQ(co_await results[3].get(), 9);
    EXPECT_TRUE(co_await results[3].successful());
    co_await pool.close();
    EXPECT_RAISES(ValueError, co_await pool.apply_async(kSquare, 1));
    co_await pool.join();
  });
}

TEST(Pool, map_keeps_the_order_and_apply_waits) {
  expect_finishes([]() -> Task<> {
    Pool pool = co_await Pool::make(3);
    const std::vector<int> squares = co_await pool.map(kSquare, {1, 2, 3, 4});
    EXPECT_EQ(squares, (std::vector{1, 4, 9, 16}));
    EXPECT_EQ(co_await pool.apply(kSquare, 12), 144);
    EXPECT_RAISES(ValueError, co_await pool.join());
    co_await pool.close();
    co_await pool.join();
  });
}

TEST(Pool, an_exception_in_a_worker_reaches_get_as_that_exception) {
  expect_finishes([]() -> Task<> {
    Pool pool = co_await Pool::make(1);
    auto a = co_await pool.apply_async(kFails, "bad");
    auto b = co_await pool.apply_async(kFailsInItsOwnWay, 1);
    try {
      co_await a.get();
      ADD_FAILURE();
    } catch (const ValueError& e) {
      EXPECT_EQ(e.message(), "bad");
    }
    EXPECT_RAISES(OwnError, co_await b.get());
    EXPECT_FALSE(co_await b.successful());
    co_await pool.close();
    co_await pool.join();
  });
}

TEST(Pool, get_raises_timeout_error_and_terminate_ends_the_workers) {
  expect_finishes([]() -> Task<> {
    Pool pool = co_await Pool::make(2);
    auto result = co_await pool.apply_async(kSnooze, 0, 3600.0);
    EXPECT_RAISES(multiprocessing::TimeoutError, co_await result.get(0.01));
    EXPECT_FALSE(co_await result.ready());
    co_await pool.terminate();
    co_await pool.join();
    EXPECT_RAISES(RuntimeError, co_await result.get());
  });
}

TEST(Pool, a_worker_that_dies_fails_its_job_and_is_replaced) {
  TELAR_REAL_KERNEL_ONLY();
  expect_finishes([]() -> Task<> {
    Pool pool = co_await Pool::make(1);
    auto dies = co_await pool.apply_async(kAborts);
    auto works = co_await pool.apply_async(kSquare, 5);
    EXPECT_RAISES(RuntimeError, co_await dies.get());
    EXPECT_EQ(co_await works.get(), 25);
    co_await pool.close();
    co_await pool.join();
  });
}

TEST(Pool, close_and_join_let_the_workers_do_what_is_left_and_start_no_others) {
  Ran ran = expect_finishes([]() -> Task<> {
    Pool pool = co_await Pool::make(2);
    for (int i = 0; i < 3; ++i)
      co_await pool.apply_async(kSnooze, i, 0.25);  // longer than an idle worker is looked after
    co_await pool.close();
    co_await pool.join();
  });
  EXPECT_EQ(ran.store.processes().size(), 3u);
  EXPECT_EQ(ran.store.jobs().size(), 3u);
  for (const Job& job : ran.store.jobs()) EXPECT_NE(job.ended, kNever);
}

TEST(Pool, ready_is_true_of_every_call_that_has_ended) {
  expect_finishes([]() -> Task<> {
    Pool pool = co_await Pool::make(1);
    std::vector<multiprocessing::AsyncResult<int>> results;
    for (int i = 0; i < 10; ++i) results.push_back(co_await pool.apply_async(kSquare, i));
    co_await results.back().wait();  // one worker: the others have ended before
    for (auto& r : results) EXPECT_TRUE(co_await r.ready());
    co_await pool.close();
    co_await pool.join();
  });
}

TEST(Pool, terminate_while_another_thread_waits_makes_it_raise) {
  expect_finishes([]() -> Task<> {
    Pool pool = co_await Pool::make(2);
    bool raised = false;
    Thread waiting(
        [](Pool* pool, bool* raised) -> Task<> {
          auto result = co_await pool->apply_async(kSnooze, 0, 3600.0);
          try {
            co_await result.get();
          } catch (const RuntimeError&) {
            *raised = true;
          }
        },
        &pool, &raised);
    co_await waiting.start();
    co_await waiting.join(0.05);
    co_await pool.terminate();
    co_await waiting.join();
    co_await pool.join();
    EXPECT_TRUE(raised);
  });
}

TEST(Pool, several_threads_may_wait_for_results_at_once) {
  std::atomic<int> sum = 0;
  expect_finishes([&sum]() -> Task<> {
    Pool pool = co_await Pool::make(2);
    std::vector<Thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back(
          [](Pool* pool, std::atomic<int>* sum, int i) -> Task<> {
            for (int k = 0; k < 20; ++k) *sum += co_await pool->apply(kSquare, i);
          },
          &pool, &sum, i);
      co_await threads.back().start();
    }
    for (auto& t : threads) co_await t.join();
    co_await pool.close();
    co_await pool.join();
  });
  EXPECT_EQ(sum, 20 * (0 + 1 + 4 + 9));
}

TEST(Pool, large_arguments_and_results_pass) {
  expect_finishes([]() -> Task<> {
    Pool pool = co_await Pool::make(1);
    std::string large(1'000'000, 'x');
    for (std::size_t i = 0; i < large.size(); i += 1000) large[i] = 'y';
    for (int i = 0; i < 30; ++i) EXPECT_EQ(co_await pool.apply(kEcho, large), large);
    co_await pool.close();
    co_await pool.join();
  });
}

}  // namespace
}  // namespace telar
