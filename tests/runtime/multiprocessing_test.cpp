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

Task<> fails(std::string why) {
  co_await time::sleep(0);
  throw ValueError(why);
}
const Function kFails{"test.fails", fails};

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
