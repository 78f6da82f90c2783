// How a run ends that does not simply return: by an exception of its main thread, by Stop.
#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/queue.hpp"
#include "runtime/threading.hpp"
#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using queue::Queue;
using testing::Ran;
using threading::Thread;

TEST(Run, an_exception_in_the_main_thread_fails_the_run_and_keeps_its_output) {
  Ran ran = testing::run([]() -> Task<> {
    co_await print("before");
    throw KeyError("k");
  });
  EXPECT_EQ(ran.outcome, Outcome::failed);
  EXPECT_EQ(ran.error, "KeyError: k");
  EXPECT_EQ(ran.output(), "before\nKeyError: k\n");
}

struct Shared {
  Queue<int> q{1};
  threading::Lock lock;
  threading::Event event;
  threading::Condition condition;
  threading::Barrier barrier{7};
};

TEST(Stop, unwinds_grandchildren_before_the_body_whose_frame_they_use) {
  for (int i = 0; i < 20; ++i) {
    Ran ran = testing::run(
        []() -> Task<> {
          Queue<int> q;
          threading::Event never;
          Thread child(
              [](Queue<int>* q) -> Task<> {
                Thread grandchild([](Queue<int>* q) -> Task<> { co_await q->get(); }, q);
                co_await grandchild.start();
                co_await print("started");
              },
              &q);
          co_await child.start();
          co_await child.join();
          co_await never.wait();
        },
        {}, [](Store& store) { return !store.writes().empty(); });
    EXPECT_EQ(ran.outcome, Outcome::stopped);
  }
}

TEST(Stop, while_threads_are_being_started_leaves_none_behind) {
  for (int i = 0; i < 20; ++i) {
    Ran ran = testing::run(
        []() -> Task<> {
          threading::Event never;
          std::vector<Thread> threads;
          co_await print("go");
          for (int i = 0; i < 200; ++i) {
            threads.emplace_back([](threading::Event* e) -> Task<> { co_await e->wait(); }, &never);
            co_await threads.back().start();
          }
          co_await never.wait();
        },
        {}, [](Store& store) { return !store.writes().empty(); });
    EXPECT_EQ(ran.outcome, Outcome::stopped);
  }
}

TEST(Stop, unwinds_a_thread_whatever_it_waits_in) {
  std::atomic<int> unwound = 0;
  struct Count {
    std::atomic<int>* n;
    ~Count() { ++*n; }
  };
  Ran ran = testing::run(
      [&unwound]() -> Task<> {
        // In this body's own frame, which is unwound last.
        Shared x;
        co_await x.q.put(1);
        co_await x.lock.acquire();
        std::vector<Thread> threads;
        threads.emplace_back(
            [](Shared* x, std::atomic<int>* n) -> Task<> {
              Count c{n};
              co_await x->q.put(2);
            },
            &x, &unwound);
        threads.emplace_back(
            [](Shared* x, std::atomic<int>* n) -> Task<> {
              Count c{n};
              co_await x->lock.acquire();
            },
            &x, &unwound);
        threads.emplace_back(
            [](Shared* x, std::atomic<int>* n) -> Task<> {
              Count c{n};
              co_await x->event.wait();
            },
            &x, &unwound);
        threads.emplace_back(
            [](Shared* x, std::atomic<int>* n) -> Task<> {
              Count c{n};
              auto held = co_await x->condition.hold();
              co_await x->condition.wait();
            },
            &x, &unwound);
        threads.emplace_back(
            [](Shared* x, std::atomic<int>* n) -> Task<> {
              Count c{n};
              co_await x->barrier.wait();
            },
            &x, &unwound);
        threads.emplace_back(
            [](std::atomic<int>* n) -> Task<> {
              Count c{n};
              co_await time::sleep(3600);
            },
            &unwound);
        threads.emplace_back(
            [](std::atomic<int>* n) -> Task<> {
              Count c{n};
              co_await compute(3600);
            },
            &unwound);
        for (auto& t : threads) co_await t.start();
        co_await print("all wait");
        for (auto& t : threads) co_await t.join();
      },
      {}, [](Store& store) { return store.writes().size() == 2; });
  EXPECT_EQ(ran.outcome, Outcome::stopped);
  EXPECT_EQ(ran.output(), "all wait\n");
  EXPECT_EQ(unwound, 7);
}

}  // namespace
}  // namespace telar
