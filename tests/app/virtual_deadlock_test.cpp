// Deadlocks, with and without a cycle, and what is said of them.
#include <string>
#include <vector>

#include "runtime/asyncio.hpp"
#include "runtime/queue.hpp"
#include "runtime/shared.hpp"
#include "runtime/threading.hpp"
#include "tests/app/virtual.hpp"

namespace telar {
namespace {

using namespace testing;
using threading::Condition;
using threading::Lock;
using threading::Thread;

std::string said(const VirtualKernel& kernel, Language language = Language::en) {
  return deadlock_text(kernel.waiting(), language);
}
std::unique_ptr<VirtualKernel> expect_deadlock(Body body, std::string text) {
  auto kernel = ran(std::move(body));
  EXPECT_EQ(outcome_name(kernel->outcome()), "deadlock");
  EXPECT_EQ(said(*kernel), text);
  return kernel;
}

// Each has its first lock before either asks for its second.
Task<> both(Lock& first, Lock& second, threading::Barrier& gate) {
  auto has_first = co_await first.hold();
  co_await gate.wait();
  auto has_second = co_await second.hold();
}

TEST(VirtualDeadlock, two_locks_in_opposite_order_are_told_with_who_holds_what) {
  auto kernel = expect_deadlock(
      []() -> Task<> {
        Lock a{"A"}, b{"B"};
        threading::Barrier gate(2);
        Thread one(both, std::ref(a), std::ref(b), std::ref(gate)),
            two(both, std::ref(b), std::ref(a), std::ref(gate));
        co_await one.start();
        co_await two.start();
        co_await one.join();
        co_await two.join();
      },
      "Thread-1 waits for lock B, held by Thread-2; Thread-2 waits for lock A, held by Thread-1");
  ASSERT_EQ(kernel->waiting().size(), 3u);
  EXPECT_EQ(cycle_of(kernel->waiting()), (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(kernel->waiting()[0].verb, Verb::join);
  EXPECT_EQ(kernel->waiting()[0].holder, kernel->waiting()[1].strand);
  EXPECT_EQ(said(*kernel, Language::es),
            "Thread-1 espera el cerrojo B, que tiene Thread-2; Thread-2 espera el cerrojo A, que "
            "tiene Thread-1");
}

TEST(VirtualDeadlock, is_found_while_the_program_sleeps_elsewhere_only_once_nobody_is_left) {
  auto kernel = ran([]() -> Task<> {
    Lock a{"A"}, b{"B"};
    threading::Barrier gate(2);
    Thread one(both, std::ref(a), std::ref(b), std::ref(gate)),
        two(both, std::ref(b), std::ref(a), std::ref(gate));
    co_await one.start();
    co_await two.start();
    co_await time::sleep(3);
    co_await write("still here");
    co_await one.join();
  });
  EXPECT_EQ(outcome_name(kernel->outcome()), "deadlock");
  EXPECT_EQ(kernel->output(), "still here");
  EXPECT_EQ(kernel->elapsed(), 3 * kSecond);
}

TEST(VirtualDeadlock, a_lock_taken_twice_is_one_of_its_own) {
  auto kernel = expect_deadlock(
      []() -> Task<> {
        Lock a{"A"};
        auto once = co_await a.hold();
        auto twice = co_await a.hold();
      },
      "MainThread waits for lock A, which it holds itself");
  EXPECT_EQ(cycle_of(kernel->waiting()).size(), 1u);
}

TEST(VirtualDeadlock, a_thread_that_ends_with_a_lock_is_named_as_ended) {
  expect_deadlock(
      []() -> Task<> {
        Lock a{"A"};
        Thread one([&]() -> Task<> { co_await a.acquire(); });
        co_await one.start();
        co_await one.join();
        co_await a.acquire();
      },
      "MainThread waits for lock A, held by a thread that has ended; nobody is left who could wake "
      "them");
}

TEST(VirtualDeadlock, threads_that_join_one_another_are_a_cycle) {
  expect_deadlock(
      []() -> Task<> {
        threading::Event ready;
        Thread one, two;
        one = Thread([&]() -> Task<> {
          co_await ready.wait();
          co_await two.join();
        });
        two = Thread([&]() -> Task<> { co_await one.join(); });
        co_await one.start();
        co_await two.start();
        co_await ready.set();
        co_await one.join();
      },
      "Thread-1 waits for the end of Thread-2; Thread-2 waits for the end of Thread-1");
}

TEST(VirtualDeadlock, a_join_and_a_lock_are_a_cycle_too) {
  expect_deadlock(
      []() -> Task<> {
        Lock a{"A"};
        Thread one([&]() -> Task<> { auto held = co_await a.hold(); });
        auto held = co_await a.hold();
        co_await one.start();
        co_await one.join();
      },
      "MainThread waits for the end of Thread-1; Thread-1 waits for lock A, held by MainThread");
}

TEST(VirtualDeadlock, a_lost_wakeup_is_no_cycle) {
  auto kernel = expect_deadlock(
      []() -> Task<> {
        Condition news{"news"};
        Thread waiter([&]() -> Task<> {
          auto held = co_await news.hold();
          co_await news.wait();
        });
        {
          auto held = co_await news.hold();
          co_await news.notify_all();
        }
        co_await waiter.start();
        co_await waiter.join();
      },
      "MainThread waits for the end of Thread-1; Thread-1 waits for condition news; nobody is left "
      "who could wake them");
  EXPECT_TRUE(cycle_of(kernel->waiting()).empty());
}

TEST(VirtualDeadlock, empty_queues_closed_semaphores_events_and_barriers_are_no_cycle) {
  expect_deadlock(
      []() -> Task<> {
        queue::Queue<int> items(0, "items");
        co_await items.get();
      },
      "MainThread waits for queue items; nobody is left who could wake them");
  expect_deadlock(
      []() -> Task<> {
        threading::Semaphore slots(0, "slots");
        co_await slots.acquire();
      },
      "MainThread waits for semaphore slots; nobody is left who could wake them");
  expect_deadlock(
      []() -> Task<> {
        threading::Event bell("bell");
        co_await bell.wait();
      },
      "MainThread waits for event bell; nobody is left who could wake them");
  expect_deadlock(
      []() -> Task<> {
        threading::Barrier gate(2, {}, kForever, "gate");
        co_await gate.wait();
      },
      "MainThread waits for barrier gate; nobody is left who could wake them");
}

TEST(VirtualDeadlock, a_timeout_somewhere_is_no_deadlock) {
  auto kernel = ran_to_the_end([]() -> Task<> {
    Lock a{"A"};
    co_await a.acquire();
    co_await a.acquire(5);
  });
  EXPECT_EQ(kernel->elapsed(), 5 * kSecond);
}

TEST(VirtualDeadlock, daemons_that_wait_for_ever_are_none) {
  const auto kernel = ran_to_the_end([]() -> Task<> {
    auto never = std::make_shared<threading::Event>();
    Thread daemon({.daemon = true}, [never]() -> Task<> { co_await never->wait(); });
    co_await daemon.start();
    co_await time::sleep(1);
  });
  EXPECT_TRUE(kernel->waiting().empty());
}

Task<> stuck() {
  Lock a{"A"}, b{"B"};
  threading::Barrier gate(2);
  Thread one(both, std::ref(a), std::ref(b), std::ref(gate)),
      two(both, std::ref(b), std::ref(a), std::ref(gate));
  co_await one.start();
  co_await two.start();
  co_await one.join();
}
const multiprocessing::Function kStuck{"virtual_deadlock.stuck", stuck};

TEST(VirtualDeadlock, in_a_child_process_is_the_runs_and_its_threads_are_the_cycle) {
  auto kernel = expect_deadlock(
      []() -> Task<> {
        multiprocessing::Process child(kStuck);
        co_await child.start();
        co_await child.join();
      },
      "Process-1 Thread-1 waits for lock B, held by Process-1 Thread-2; "
      "Process-1 Thread-2 waits for lock A, held by Process-1 Thread-1");
  ASSERT_EQ(kernel->waiting().size(), 4u);
  EXPECT_EQ(kernel->waiting()[0].kind, ObjectKind::process);
  EXPECT_EQ(kernel->waiting()[0].holder, kernel->waiting()[1].strand) << "the child's main strand";
  EXPECT_EQ(process_of(kernel->waiting()[2].strand), 1u);
}

TEST(VirtualDeadlock, unwinds_everybody_and_releases_what_they_held) {
  int unwound = 0;
  struct Count {
    int& n;
    ~Count() { ++n; }
  };
  ran([&]() -> Task<> {
    Lock a{"A"};
    const auto take = [&]() -> Task<> {
      Count count{unwound};
      auto held = co_await a.hold();
      co_await a.acquire();
    };
    std::vector<Thread> threads;
    for (int i = 0; i < 5; ++i) co_await threads.emplace_back(take).start();
    Count count{unwound};
    for (Thread& thread : threads) co_await thread.join();
  });
  EXPECT_EQ(unwound, 6);
}

TEST(VirtualDeadlock, in_its_trace_everybody_waits_to_the_end) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Shown shown("deadlock", {}, picked_by(Picker::random, seed));
    if (shown.run.outcome() != Outcome::deadlock) continue;
    ASSERT_EQ(shown.store.lanes().size(), 3u);
    for (const Lane& lane : shown.store.lanes()) {
      EXPECT_FALSE(lane.finished) << lane.name;
      EXPECT_EQ(lane.spans.back().state, State::blocked) << lane.name;
    }
    EXPECT_EQ(shown.text().find("release"), std::string::npos) << "nobody gives anything back";
    return;
  }
  FAIL() << "no seed finds it";
}

TEST(VirtualDeadlock, of_philosophers_is_found_by_trying_and_told_as_a_finding) {
  int deadlocks = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Shown shown("philosophers", {{"n", "3"}}, picked_by(Picker::random, seed));
    if (shown.run.outcome() != Outcome::deadlock) continue;
    ++deadlocks;
    const auto findings = shown.findings();
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings[0].kind, Finding::Kind::deadlock);
    ASSERT_EQ(findings[0].places.size(), 3u) << finding_text(findings[0], Language::en);
    for (std::size_t i = 0; i < findings[0].places.size(); ++i) {
      const std::string text = place_text(findings[0], i, Language::en);
      EXPECT_NE(text.find(", held by Philosopher "), std::string::npos) << text;
      EXPECT_LE(findings[0].places[i].time, shown.run.kernel().now());
    }
    EXPECT_EQ(shown.run.error(), finding_text(findings[0], Language::en));
  }
  EXPECT_GT(deadlocks, 3);
  EXPECT_LT(deadlocks, 57);
}

TEST(VirtualDeadlock, a_lost_wakeup_is_a_finding_of_another_kind) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Shown shown("lost-wakeup", {}, picked_by(Picker::random, seed));
    if (shown.run.outcome() != Outcome::deadlock) continue;
    EXPECT_EQ(shown.findings()[0].kind, Finding::Kind::starved);
    return;
  }
  FAIL() << "no seed loses it";
}

}  // namespace
}  // namespace telar
