// Virtual time, to the nanosecond: how long programs and bodies last, and who waits for what
// meanwhile.
#include <algorithm>
#include <string>

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

// What a step leads to comes a tick after it.
Nanos time_of_step(const Strand& s) { return s.now() - VirtualClock::kTick; }

constexpr Picker kPickers[] = {Picker::round_robin, Picker::random, Picker::pct};

// The program, with each strategy and a few seeds.
template <class F>
void each_way(std::string_view name, Words words, int cores, F look) {
  for (const Picker picker : kPickers)
    for (std::uint64_t seed = 1; seed <= (picker == Picker::round_robin ? 1u : 3u); ++seed) {
      SCOPED_TRACE(std::string(name) + ", picker " + std::to_string(static_cast<int>(picker)) +
                   ", seed " + std::to_string(seed));
      auto options = picked_by(picker, seed);
      options.cores = cores;
      Shown shown(name, words, options);
      ASSERT_EQ(outcome_name(shown.run.outcome()), "finished") << shown.run.error();
      look(shown);
    }
}

TEST(VirtualTime, a_pool_of_two_does_ten_naps_of_five_seconds_in_twenty_five) {
  each_way("pool", {{"n", "10"}, {"seconds", "5"}, {"workers", "2"}}, 4, [](const Shown& shown) {
    EXPECT_EQ(shown.run.elapsed(), 25 * kSecond);
    EXPECT_EQ(shown.metrics().concurrency_peak, 10);
  });
  each_way("pool", {{"n", "7"}, {"seconds", "0.3"}, {"workers", "3"}}, 1, [](const Shown& shown) {
    EXPECT_EQ(shown.run.elapsed(), 900 * kMillisecond) << "who sleeps needs no core";
  });
}

TEST(VirtualTime, programs_that_sleep_last_as_long_as_they_should) {
  each_way("threads", {{"n", "10"}, {"seconds", "5"}}, 4, [](const Shown& shown) {
    EXPECT_EQ(shown.run.elapsed(), 5 * kSecond);
    EXPECT_EQ(shown.metrics().concurrency_peak, 10);
  });
  each_way("threads", {{"n", "100"}, {"seconds", "3600"}}, 1,
           [](const Shown& shown) { EXPECT_EQ(shown.run.elapsed(), 3600 * kSecond); });
  each_way("processes", {{"n", "16"}, {"seconds", "5"}}, 4,
           [](const Shown& shown) { EXPECT_EQ(shown.run.elapsed(), 5 * kSecond); });
  each_way("processes-threads", {{"n", "5"}, {"workers", "3"}, {"seconds", "2.5"}}, 2,
           [](const Shown& shown) { EXPECT_EQ(shown.run.elapsed(), 2'500 * kMillisecond); });
  each_way("event-loop", {{"n", "10"}, {"seconds", "5"}}, 1,
           [](const Shown& shown) { EXPECT_EQ(shown.run.elapsed(), 5 * kSecond); });
  each_way("async-await", {{"n", "10"}, {"seconds", "0.001"}}, 1, [](const Shown& shown) {
    EXPECT_EQ(shown.run.elapsed(), kMillisecond);
    EXPECT_EQ(shown.metrics().parallelism_peak, 1);
  });
}

TEST(VirtualTime, with_the_gil_threads_compute_one_after_the_other_on_however_many_cores) {
  for (const int cores : {1, 2, 4, 16})
    each_way("threads", {{"n", "5"}, {"seconds", "0.123"}, {"work", "cpu"}, {"gil", "on"}}, cores,
             [](const Shown& shown) {
               EXPECT_EQ(shown.run.elapsed(), 5 * 123 * kMillisecond);
               EXPECT_EQ(shown.metrics().parallelism_peak, 1);
             });
}

TEST(VirtualTime, without_the_gil_threads_compute_on_all_cores_and_on_no_more) {
  for (const int cores : {1, 2, 3, 4, 16})
    each_way("threads", {{"n", "7"}, {"seconds", "1.5"}, {"work", "cpu"}, {"gil", "off"}}, cores,
             [&](const Shown& shown) {
               EXPECT_EQ(shown.run.elapsed(), (7 + cores - 1) / cores * 1'500 * kMillisecond);
               EXPECT_EQ(shown.metrics().parallelism_peak, std::min(cores, 7));
               EXPECT_LE(shown.metrics().concurrency_peak, 7);
             });
}

TEST(VirtualTime, processes_compute_on_all_cores_and_on_no_more) {
  for (const int cores : {1, 2, 4})
    each_way("processes", {{"n", "4"}, {"seconds", "1"}, {"work", "cpu"}}, cores,
             [&](const Shown& shown) {
               EXPECT_EQ(shown.run.elapsed(), 4 / cores * kSecond);
               EXPECT_EQ(shown.metrics().parallelism_peak, cores);
             });
  // Each process has an interpreter lock of its own.
  each_way("processes-threads",
           {{"n", "3"}, {"workers", "2"}, {"seconds", "1"}, {"work", "cpu"}, {"gil", "on"}}, 4,
           [](const Shown& shown) {
             EXPECT_EQ(shown.run.elapsed(), 3 * kSecond);
             EXPECT_EQ(shown.metrics().parallelism_peak, 2);
           });
  each_way("pool", {{"n", "10"}, {"seconds", "1"}, {"workers", "4"}, {"work", "cpu"}}, 2,
           [](const Shown& shown) {
             EXPECT_EQ(shown.run.elapsed(), 5 * kSecond);
             EXPECT_EQ(shown.metrics().parallelism_peak, 2);
           });
}

TEST(VirtualTime, sleeps_add_up_exactly) {
  auto kernel = ran_to_the_end([]() -> Task<> {
    Strand& s = co_await current_strand();
    for (int i = 0; i < 1000; ++i) {
      co_await time::sleep(0.001);
      EXPECT_EQ(time_of_step(s), (i + 1) * kMillisecond);
      for (int j = 0; j < 5; ++j) co_await turn();
    }
    co_await compute(0.5);
    co_await time::sleep(0);
  });
  EXPECT_EQ(kernel->elapsed(), 1'500 * kMillisecond);
  EXPECT_EQ(ran_to_the_end([]() -> Task<> { co_await time::sleep(1e9); })->elapsed(),
            1'000'000'000 * kSecond);
}

TEST(VirtualTime, what_the_ticks_of_others_take_is_lost_to_nobody) {
  // One that makes very many steps, beside one that sleeps shorter than they take.
  auto kernel = ran_to_the_end([]() -> Task<> {
    Thread busy([]() -> Task<> {
      for (int i = 0; i < 5000; ++i) co_await turn();
    });
    co_await busy.start();
    Strand& s = co_await current_strand();
    for (int i = 1; i <= 4; ++i) {
      co_await time::sleep(0.001);
      EXPECT_GE(s.now(), i * kMillisecond);
      EXPECT_LT(s.now(), i * kMillisecond + 20 * VirtualClock::kTick);
    }
    co_await busy.join();
    co_await time::sleep(1);
    EXPECT_GE(s.now(), kSecond + 4 * kMillisecond);
  });
  EXPECT_GE(kernel->elapsed(), kSecond + 4 * kMillisecond);
  EXPECT_LE(kernel->elapsed(), kSecond + 6 * kMillisecond);
}

TEST(VirtualTime, never_runs_backwards_and_nobody_wakes_up_early) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    RandomWalk strategy(seed);
    auto kernel = begun([seed]() -> Task<> {
      std::vector<Thread> threads;
      for (std::uint64_t i = 0; i < 6; ++i)
        co_await threads
            .emplace_back([rng = Rng(seed * 10 + i)]() mutable -> Task<> {
              Strand& s = co_await current_strand();
              for (int j = 0; j < 30; ++j) {
                const Nanos before = s.now(), nap = rng.below(20) * kMicrosecond;
                if (rng.below(4) == 0)
                  co_await compute(to_seconds(nap));
                else
                  co_await time::sleep(to_seconds(nap));
                // The ticks since the last jump are borrowed.
                EXPECT_GE(s.now(), before);
                EXPECT_GE(s.now() + 200 * VirtualClock::kTick, before + nap);
              }
            })
            .start();
      for (Thread& thread : threads) co_await thread.join();
    });
    Nanos last = 0;
    while (!kernel->over()) {
      kernel->step_with(strategy);
      ASSERT_GE(kernel->now(), last) << "seed " << seed;
      last = kernel->now();
    }
    EXPECT_EQ(outcome_name(kernel->outcome()), "finished");
  }
}

TEST(VirtualTime, a_busy_loop_on_a_flag_that_a_sleeper_sets_ends) {
  for (const std::uint64_t seed : {0u, 1u, 2u, 3u}) {
    RandomWalk random(seed);
    RoundRobin round_robin;
    auto kernel = ran(
        []() -> Task<> {
          Shared<bool> done{false, "done"};
          Thread sleeper([&]() -> Task<> {
            co_await time::sleep(0.01);
            co_await done.store(true);
          });
          co_await sleeper.start();
          while (!co_await done.load()) {
          }
          co_await sleeper.join();
        },
        seed ? static_cast<Strategy&>(random) : round_robin);
    EXPECT_EQ(outcome_name(kernel->outcome()), "finished");
    EXPECT_GE(kernel->elapsed(), 10 * kMillisecond);
    EXPECT_LT(kernel->elapsed(), 11 * kMillisecond);
    EXPECT_GT(kernel->steps(), 9000u) << "a tick is a microsecond";
  }
}

TEST(VirtualTime, timeouts_are_on_time) {
  ran_to_the_end([]() -> Task<> {
    Strand& s = co_await current_strand();
    Lock lock;
    threading::Event event;
    threading::Semaphore semaphore(0);
    Condition condition;
    queue::Queue<int> items(1);
    co_await lock.acquire();
    EXPECT_FALSE(co_await lock.acquire(1.5));
    EXPECT_EQ(time_of_step(s), 1'500 * kMillisecond);
    EXPECT_FALSE(co_await event.wait(0.5));
    EXPECT_EQ(time_of_step(s), 2 * kSecond);
    EXPECT_FALSE(co_await semaphore.acquire(1));
    EXPECT_EQ(time_of_step(s), 3 * kSecond);
    EXPECT_RAISES(queue::Empty, co_await items.get(1));
    EXPECT_EQ(time_of_step(s), 4 * kSecond);
    co_await items.put(1);
    EXPECT_RAISES(queue::Full, co_await items.put(2, 1));
    EXPECT_EQ(time_of_step(s), 5 * kSecond);
    {
      auto held = co_await condition.hold();
      EXPECT_FALSE(co_await condition.wait(1));
    }
    // Taking the lock back is a step of its own.
    EXPECT_GE(s.now(), 6 * kSecond);
    EXPECT_LT(s.now(), 6 * kSecond + kMillisecond);
    Thread sleeper([]() -> Task<> { co_await time::sleep(10); });
    co_await sleeper.start();
    co_await sleeper.join(1);
    EXPECT_TRUE(sleeper.is_alive());
    EXPECT_EQ(time_of_step(s), 7 * kSecond);
    EXPECT_FALSE(co_await lock.acquire(0)) << "a try";
    EXPECT_LT(s.now(), 7 * kSecond + kMillisecond);
    co_await sleeper.join(100);
    EXPECT_FALSE(sleeper.is_alive());
    EXPECT_LT(s.now(), 17 * kSecond);
  });
}

TEST(VirtualTime, a_timeout_that_was_not_needed_stops_nobody_later) {
  auto kernel = ran_to_the_end([]() -> Task<> {
    threading::Event event;
    Thread setter([&]() -> Task<> {
      co_await time::sleep(1);
      co_await event.set();
    });
    co_await setter.start();
    EXPECT_TRUE(co_await event.wait(100));
    EXPECT_TRUE(co_await event.wait(200));
    co_await setter.join(300);
    co_await time::sleep(150);  // over the first timeout's end
  });
  EXPECT_EQ(kernel->elapsed(), 151 * kSecond);
}

TEST(VirtualTime, whose_deadline_has_passed_may_go_on_but_others_may_go_first) {
  // Whoever wakes up first by the clock need not be the first to go on.
  const auto naps = outputs(
      []() -> Task<> {
        const auto nap = [](std::string name, Seconds seconds) -> Task<> {
          co_await time::sleep(seconds);
          co_await write(name);
        };
        Thread a(nap, "a", 1.0), b(nap, "b", 1.0);
        co_await a.start();
        co_await b.start();
        co_await a.join();
        co_await b.join();
      },
      30);
  EXPECT_EQ(naps, (std::set<std::string>{"ab", "ba"}));
  // A lock that is set free just before the timeout, and one that is not.
  const auto tries = outputs(
      []() -> Task<> {
        Lock lock;
        Thread waiter(
            [&]() -> Task<> { co_await write(co_await lock.acquire(1) ? "got it" : "too late"); });
        co_await lock.acquire();
        co_await waiter.start();
        co_await time::sleep(1);
        co_await lock.release();
        co_await waiter.join();
      },
      60);
  EXPECT_EQ(tries, (std::set<std::string>{"got it", "too late"}));
}

TEST(VirtualTime, a_later_deadline_never_goes_before_an_earlier_one_that_nobody_is_ready_for) {
  with_seeds(
      []() -> Task<> {
        std::vector<Thread> threads;
        for (int i = 0; i < 5; ++i)
          co_await threads
              .emplace_back(
                  [](int n) -> Task<> {
                    co_await time::sleep((n * 3 % 5 + 1) * 0.01);
                    co_await write(std::to_string(n * 3 % 5));
                  },
                  i)
              .start();
        for (Thread& thread : threads) co_await thread.join();
      },
      50,
      [](VirtualKernel& kernel) {
        EXPECT_EQ(kernel.output(), "01234");
        EXPECT_EQ(kernel.elapsed(), 50 * kMillisecond);
      });
}

TEST(VirtualTime, tasks_of_a_loop_sleep_together_and_time_sleep_blocks_them_all) {
  const auto run = [](bool blocking) {
    return ran_to_the_end([blocking]() -> Task<> {
             const auto nap = [](bool blocks) -> asyncio::Async<> {
               if (blocks)
                 co_await time::sleep(1);
               else
                 co_await asyncio::sleep(1);
             };
             std::vector<asyncio::Async<>> naps;
             const auto all = [&]() -> asyncio::Async<> {
               std::vector<asyncio::Async<>> coroutines;
               for (int i = 0; i < 10; ++i) coroutines.push_back(nap(blocking));
               co_await asyncio::gather(std::move(coroutines));
             };
             co_await asyncio::run(all());
           })
        ->elapsed();
  };
  EXPECT_EQ(run(false), kSecond);
  EXPECT_EQ(run(true), 10 * kSecond);
}

TEST(VirtualTime, a_blocked_loop_does_not_keep_another_thread_from_running) {
  auto kernel = ran_to_the_end([]() -> Task<> {
    Thread other([]() -> Task<> {
      co_await time::sleep(1);
      co_await write("other ");
    });
    co_await other.start();
    const auto blocks = []() -> asyncio::Async<> {
      co_await time::sleep(2);
      co_await write("loop");
    };
    co_await asyncio::run(blocks());
    co_await other.join();
  });
  EXPECT_EQ(kernel->output(), "other loop");
  EXPECT_EQ(kernel->elapsed(), 2 * kSecond);
}

TEST(VirtualTime, ten_thousand_threads_sleep_as_long_as_one) {
  auto kernel = ran_to_the_end([]() -> Task<> {
    std::vector<Thread> threads;
    for (int i = 0; i < 10'000; ++i)
      co_await threads.emplace_back([]() -> Task<> { co_await time::sleep(5); }).start();
    for (Thread& thread : threads) co_await thread.join();
  });
  EXPECT_EQ(kernel->strand_count(), 10'001u);
  EXPECT_EQ(kernel->elapsed(), 5 * kSecond);
  Shown tasks("async-await", {{"n", "10000"}, {"seconds", "5"}}, picked_by(Picker::random, 1));
  EXPECT_EQ(tasks.run.elapsed(), 5 * kSecond);
  EXPECT_EQ(tasks.metrics().concurrency_peak, 10'000);
}

TEST(VirtualTime, without_any_wait_a_program_lasts_its_ticks) {
  auto kernel = ran_to_the_end([]() -> Task<> {
    for (int i = 0; i < 10; ++i) co_await turn();
  });
  EXPECT_EQ(kernel->elapsed(), static_cast<Nanos>(kernel->steps()) * VirtualClock::kTick);
  EXPECT_EQ(ran_to_the_end([]() -> Task<> { co_return; })->elapsed(), 0);
}

TEST(VirtualTime, a_wait_borrows_no_more_than_a_tenth_of_itself) {
  Nanos woke = 0;
  ran([&]() -> Task<> {
    Shared<int> spun{0, "spun"};
    for (int i = 0; i < 50'000; ++i) co_await spun.load();
    co_await time::sleep(0.06);
    woke = (co_await current_strand()).now();
  });
  EXPECT_GE(woke, 110 * kMillisecond) << "50 ms of steps, then 60 ms of sleep";
}

}  // namespace
}  // namespace telar
