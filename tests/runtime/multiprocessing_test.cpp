// Cases from https://docs.python.org/3/library/multiprocessing.html, on real processes.
#include "runtime/multiprocessing.hpp"

#include <cstdlib>

#include "runtime/pool.hpp"
#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using multiprocessing::Function;
using multiprocessing::Pool;
using multiprocessing::Process;
using testing::expect_finishes;
using testing::Ran;
using threading::Thread;

Task<> snooze(int i, Seconds nap) {
  co_await print(Text{"Proceso {} durmiendo", "Process {} sleeping"}, i);
  co_await time::sleep(nap);
  co_await print(Text{"Proceso {} despierto", "Process {} awake"}, i);
}
const Function kSnooze{"test.snooze", snooze};

Task<int> square(int i) { co_return i* i; }
const Function kSquare{"test.square", square};

Task<> fails(std::string why) {
  co_await time::sleep(0);
  throw ValueError(why);
}
const Function kFails{"test.fails", fails};

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
const Function kFailsInItsOwnWay{"test.fails_in_its_own_way", fails_in_its_own_way};

Task<> aborts() {
  co_await print("going");
  std::abort();
}
const Function kAborts{"test.aborts", aborts};

Task<> five_threads(Seconds nap) {
  std::vector<Thread> threads;
  for (int i = 0; i < 5; ++i) {
    threads.emplace_back(snooze, i, nap);
    co_await threads.back().start();
  }
  for (auto& t : threads) co_await t.join();
}
const Function kFiveThreads{"test.five_threads", five_threads};

Task<> put_many(multiprocessing::Queue<std::pair<int, std::string>> queue, int from, int n) {
  for (int i = from; i < from + n; ++i) co_await queue.put({i, std::to_string(i)});
}
const Function kPutMany{"test.put_many", put_many};

Task<> grandparent() {
  Process child(kSnooze, 7, 0.0);
  co_await child.start();
  co_await print(child.name());
  co_await child.join();
}
const Function kGrandparent{"test.grandparent", grandparent};

Task<std::string> echo(std::string s) { co_return s; }
const Function kEcho{"test.echo", echo};

TEST(Process, two_processes_sleep_and_wake_and_end_with_zero) {
  Ran ran = expect_finishes([]() -> Task<> {
    std::vector<Process> processes;
    for (int i = 0; i < 2; ++i) {
      processes.emplace_back(kSnooze, i, 0.01);
      EXPECT_FALSE(processes.back().is_alive());
      co_await processes.back().start();
    }
    for (auto& p : processes) {
      co_await p.join();
      EXPECT_EQ(p.exitcode(), 0);
      EXPECT_FALSE(p.is_alive());
    }
    EXPECT_EQ(processes[1].name(), "Process-2");
  });
  // What was written, whatever came between a text and its newline.
  std::vector<std::string> texts;
  for (const auto& w : ran.store.writes()) texts.push_back(w.text);
  std::sort(texts.begin(), texts.end());
  EXPECT_EQ(texts, (std::vector<std::string>{"\n", "\n", "\n", "\n", "Proceso 0 despierto",
                                             "Proceso 0 durmiendo", "Proceso 1 despierto",
                                             "Proceso 1 durmiendo"}));
  ASSERT_EQ(ran.store.processes().size(), 3u);
  EXPECT_EQ(ran.store.processes()[1].name, "Process-1");
  EXPECT_TRUE(ran.store.processes()[1].ended);
  EXPECT_EQ(ran.store.dropped(), 0u);
}

TEST(Process, may_have_threads_inside) {
  Ran ran = expect_finishes([]() -> Task<> {
    Process p(kFiveThreads, 0.01);
    co_await p.start();
    co_await p.join();
    EXPECT_EQ(p.exitcode(), 0);
  });
  const std::string output = ran.output();
  EXPECT_EQ(std::count(output.begin(), output.end(), '\n'), 10);
  EXPECT_EQ(ran.store.processes()[1].lanes.size(), 6u);
}

TEST(Process, an_exception_is_printed_and_makes_the_exit_code_one) {
  Ran ran = expect_finishes([]() -> Task<> {
    Process p(kFails, "no");
    co_await p.start();
    co_await p.join();
    EXPECT_EQ(p.exitcode(), 1);
  });
  EXPECT_EQ(ran.output(), "Process Process-1: ValueError: no\n");
}

TEST(Process, an_abort_ends_that_process_only_and_keeps_what_it_printed) {
  TELAR_REAL_KERNEL_ONLY();
  Ran ran = expect_finishes([]() -> Task<> {
    Process p(kAborts);
    co_await p.start();
    co_await p.join();
    EXPECT_EQ(p.exitcode(), -6);
    co_await print("still here");
  });
  EXPECT_EQ(ran.output(), "going\nstill here\n");
}

TEST(Process, terminate_and_kill_give_their_signal_as_exit_code) {
  expect_finishes([]() -> Task<> {
    Process a(kSnooze, 0, 3600.0), b(kSnooze, 1, 3600.0);
    EXPECT_RAISES(AssertionError, co_await a.terminate());
    co_await a.start();
    co_await b.start();
    EXPECT_FALSE(a.exitcode());
    co_await a.join(0.01);
    EXPECT_TRUE(a.is_alive());
    co_await a.terminate();
    co_await b.kill();
    co_await a.join();
    co_await b.join();
    EXPECT_EQ(a.exitcode(), -15);
    EXPECT_EQ(b.exitcode(), -9);
  });
}

TEST(Process, is_started_once_and_joined_only_when_started) {
  expect_finishes([]() -> Task<> {
    Process p(kSnooze, 0, 0.0);
    EXPECT_RAISES(AssertionError, co_await p.join());
    co_await p.start();
    EXPECT_RAISES(AssertionError, co_await p.start());
    co_await p.join();
  });
}

TEST(Process, main_waits_for_its_children_and_ends_its_daemons) {
  Ran ran = expect_finishes([]() -> Task<> {
    Process child(kSnooze, 1, 0.02), daemon(Process::Options{.daemon = true}, kSnooze, 2, 3600.0);
    co_await child.start();
    co_await daemon.start();
  });
  EXPECT_NE(ran.output().find("Proceso 1 despierto"), std::string::npos);
  EXPECT_EQ(ran.output().find("Proceso 2 despierto"), std::string::npos);
  EXPECT_EQ(ran.store.processes()[2].exitcode, -15);
}

TEST(Process, may_start_processes_of_its_own) {
  Ran ran = expect_finishes([]() -> Task<> {
    Process p(kGrandparent);
    co_await p.start();
    co_await p.join();
    EXPECT_EQ(p.exitcode(), 0);
  });
  EXPECT_NE(ran.output().find("Process-1:1"), std::string::npos);
  EXPECT_NE(ran.output().find("Proceso 7 despierto"), std::string::npos);
}

TEST(MultiprocessingQueue, carries_items_of_several_processes) {
  expect_finishes([]() -> Task<> {
    auto queue = co_await multiprocessing::Queue<std::pair<int, std::string>>::make(3, "items");
    Process a(kPutMany, queue, 0, 200), b(kPutMany, queue, 1000, 200);
    co_await a.start();
    co_await b.start();
    int next_a = 0, next_b = 1000;
    for (int i = 0; i < 400; ++i) {
      auto [n, text] = co_await queue.get();
      EXPECT_EQ(text, std::to_string(n));
      EXPECT_EQ(n, n < 1000 ? next_a++ : next_b++);
    }
    EXPECT_RAISES(queue::Empty, co_await queue.get(Timeout(0)));
    co_await a.join();
    co_await b.join();
  });
}

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

TEST(Stop, ends_processes_and_their_threads_whatever_they_wait_in) {
  Ran ran = testing::run(
      []() -> Task<> {
        Pool pool = co_await Pool::make(2);
        auto a = co_await pool.apply_async(kSnooze, 1, 3600.0);
        Process p(kFiveThreads, 3600.0);
        co_await p.start();
        co_await a.get();
      },
      {}, [](Store& store) { return store.writes().size() >= 12; });
  EXPECT_EQ(ran.outcome, Outcome::stopped);
  for (const auto& p : ran.store.processes()) EXPECT_TRUE(p.ended) << p.name;
}

}  // namespace
}  // namespace telar
