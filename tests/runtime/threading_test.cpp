// Cases from https://docs.python.org/3/library/threading.html, on the real kernel.
#include "runtime/threading.hpp"

#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using namespace threading;
using testing::expect_finishes;
using testing::Ran;

Task<> snooze(int i) {
  co_await print(Text{"Hilo {} durmiendo", "Thread {} sleeping"}, i);
  co_await time::sleep(0.01);
  co_await print(Text{"Hilo {} despierto", "Thread {} awake"}, i);
}

TEST(Thread, ten_threads_say_that_they_sleep_and_wake) {
  Ran ran = expect_finishes([]() -> Task<> {
    std::vector<Thread> threads;
    for (int i = 0; i < 10; ++i) {
      Thread thread(snooze, i);
      co_await thread.start();
      threads.push_back(std::move(thread));
    }
    for (auto& thread : threads) {
      co_await thread.join();
      EXPECT_FALSE(thread.is_alive());
    }
  });
  const std::string output = ran.output();
  for (int i = 0; i < 10; ++i) {
    EXPECT_NE(output.find("Hilo " + std::to_string(i) + " durmiendo"), std::string::npos);
    EXPECT_NE(output.find("Hilo " + std::to_string(i) + " despierto"), std::string::npos);
  }
  EXPECT_EQ(std::count(output.begin(), output.end(), '\n'), 20);
  EXPECT_EQ(ran.store.lanes().size(), 11u);
}

TEST(Thread, texts_are_in_the_language_of_the_run) {
  Ran ran = expect_finishes([]() -> Task<> { co_await snooze(3); }, {Language::en, false});
  EXPECT_EQ(ran.output(), "Thread 3 sleeping\nThread 3 awake\n");
}

TEST(Thread, the_main_thread_waits_for_threads_that_are_no_daemons) {
  Ran ran = expect_finishes([]() -> Task<> {
    Thread thread([]() -> Task<> {
      co_await time::sleep(0.03);
      co_await print("late");
    });
    co_await thread.start();
  });
  EXPECT_EQ(ran.output(), "late\n");
}

TEST(Thread, daemons_are_stopped_when_the_process_ends) {
  Ran ran = expect_finishes([]() -> Task<> {
    Thread thread({.daemon = true}, []() -> Task<> {
      co_await time::sleep(3600);
      co_await print("never");
    });
    co_await thread.start();
  });
  EXPECT_EQ(ran.output(), "");
}

TEST(Thread, can_be_started_once_only_and_joined_only_when_started) {
  expect_finishes([]() -> Task<> {
    Thread thread(snooze, 1);
    EXPECT_RAISES(RuntimeError, co_await thread.join());
    co_await thread.start();
    EXPECT_RAISES(RuntimeError, co_await thread.start());
    co_await thread.join();
    co_await thread.join();  // may be called many times
  });
}

TEST(Thread, join_with_a_timeout_leaves_it_alive) {
  expect_finishes([]() -> Task<> {
    threading::Event gate;
    Thread thread([](threading::Event* g) -> Task<> { co_await g->wait(); }, &gate);
    co_await thread.start();
    co_await thread.join(0.005);
    EXPECT_TRUE(thread.is_alive());
    co_await gate.set();
    co_await thread.join();
    EXPECT_FALSE(thread.is_alive());
  });
}

TEST(Thread, names_are_thread_one_thread_two) {
  expect_finishes([]() -> Task<> {
    Thread a(snooze, 1), b(snooze, 2), c({.name = "worker"}, snooze, 3);
    co_await a.start();
    co_await b.start();
    co_await c.start();
    EXPECT_EQ(a.name(), "Thread-1");
    EXPECT_EQ(b.name(), "Thread-2");
    EXPECT_EQ(c.name(), "worker");
    co_await a.join();
    co_await b.join();
    co_await c.join();
  });
}

TEST(Thread, an_exception_ends_the_thread_alone_and_is_printed) {
  Ran ran = expect_finishes([]() -> Task<> {
    Thread thread([]() -> Task<> {
      co_await time::sleep(0);
      throw ValueError("no");
    });
    co_await thread.start();
    co_await thread.join();
  });
  EXPECT_EQ(ran.output(), "Exception in thread Thread-1: ValueError: no\n");
}

Task<> add_many(Lock* lock, int* counter, int n) {
  for (int i = 0; i < n; ++i) {
    co_await lock->acquire();
    ++*counter;
    co_await lock->release();
  }
}

TEST(Lock, excludes_one_thread_from_what_another_does) {
  int counter = 0;
  expect_finishes([&counter]() -> Task<> {
    Lock lock;
    Thread a(add_many, &lock, &counter, 2000), b(add_many, &lock, &counter, 2000),
        c(add_many, &lock, &counter, 2000);
    co_await a.start();
    co_await b.start();
    co_await c.start();
    co_await a.join();
    co_await b.join();
    co_await c.join();
  });
  EXPECT_EQ(counter, 6000);
}

TEST(Lock, acquire_with_a_timeout_says_whether_it_got_it) {
  expect_finishes([]() -> Task<> {
    Lock lock;
    EXPECT_TRUE(co_await lock.acquire());
    EXPECT_FALSE(co_await lock.acquire(Timeout(0)));
    EXPECT_FALSE(co_await lock.acquire(0.005));
    co_await lock.release();
    EXPECT_TRUE(co_await lock.acquire(Timeout(0)));
    co_await lock.release();
  });
}

TEST(Lock, any_thread_may_release_it_and_releasing_a_free_one_raises) {
  expect_finishes([]() -> Task<> {
    Lock lock;
    EXPECT_RAISES(RuntimeError, co_await lock.release());
    co_await lock.acquire();
    Thread other([](Lock* l) -> Task<> { co_await l->release(); }, &lock);
    co_await other.start();
    co_await other.join();
    EXPECT_FALSE(co_await lock.locked());
  });
}

TEST(Lock, hold_releases_at_the_end_of_its_scope_also_when_the_body_raises) {
  expect_finishes([]() -> Task<> {
    Lock lock;
    try {
      auto held = co_await lock.hold();
      EXPECT_TRUE(co_await lock.locked());
      throw ValueError("inside");
    } catch (const ValueError&) {
    }
    EXPECT_FALSE(co_await lock.locked());
  });
}

TEST(RLock, its_owner_may_take_it_again_and_must_release_it_as_often) {
  expect_finishes([]() -> Task<> {
    RLock lock;
    co_await lock.acquire();
    co_await lock.acquire();
    bool other_got_it = true;
    auto other = [](RLock* l, bool* got) -> Task<> { *got = co_await l->acquire(Timeout(0)); };
    co_await lock.release();
    Thread thread(other, &lock, &other_got_it);
    co_await thread.start();
    co_await thread.join();
    EXPECT_FALSE(other_got_it);
    co_await lock.release();
    EXPECT_RAISES(RuntimeError, co_await lock.release());
  });
}

TEST(Condition, wait_for_ends_when_the_predicate_holds) {
  int items = 0;
  expect_finishes([&items]() -> Task<> {
    Condition condition;
    Thread consumer(
        [](Condition* c, int* n) -> Task<> {
          co_await c->acquire();
          co_await c->wait_for([n] { return *n == 3; });
          *n = 100;
          co_await c->release();
        },
        &condition, &items);
    co_await consumer.start();
    for (int i = 0; i < 3; ++i) {
      auto held = co_await condition.hold();
      ++items;
      co_await condition.notify();
    }
    co_await consumer.join();
  });
  EXPECT_EQ(items, 100);
}

TEST(Condition, notify_all_wakes_everybody_and_wait_times_out) {
  int woken = 0;
  expect_finishes([&woken]() -> Task<> {
    Condition condition;
    int waiting = 0;
    std::vector<Thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back(
          [](Condition* c, int* w, int* n) -> Task<> {
            auto held = co_await c->hold();
            ++*w;
            if (co_await c->wait()) ++*n;
          },
          &condition, &waiting, &woken);
      co_await threads.back().start();
    }
    for (bool all = false; !all;) {
      auto held = co_await condition.hold();
      all = waiting == 4;
      if (all) co_await condition.notify_all();
    }
    for (auto& t : threads) co_await t.join();
    auto held = co_await condition.hold();
    EXPECT_FALSE(co_await condition.wait(0.005));
  });
  EXPECT_EQ(woken, 4);
}

TEST(Condition, needs_its_lock) {
  expect_finishes([]() -> Task<> {
    Condition condition;
    EXPECT_RAISES(RuntimeError, co_await condition.wait());
    EXPECT_RAISES(RuntimeError, co_await condition.notify());
  });
}

TEST(Semaphore, lets_in_as_many_as_its_value) {
  int inside = 0, most = 0;
  expect_finishes([&]() -> Task<> {
    Semaphore semaphore(3);
    Lock lock;
    std::vector<Thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back(
          [](Semaphore* s, Lock* l, int* in, int* m) -> Task<> {
            co_await s->acquire();
            {
              auto held = co_await l->hold();
              *m = std::max(*m, ++*in);
            }
            co_await time::sleep(0.005);
            {
              auto held = co_await l->hold();
              --*in;
            }
            co_await s->release();
          },
          &semaphore, &lock, &inside, &most);
      co_await threads.back().start();
    }
    for (auto& t : threads) co_await t.join();
  });
  EXPECT_LE(most, 3);
  EXPECT_GE(most, 1);
}

TEST(Semaphore, release_of_several_wakes_several) {
  expect_finishes([]() -> Task<> {
    Semaphore semaphore(0);
    std::vector<Thread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back([](Semaphore* s) -> Task<> { co_await s->acquire(); }, &semaphore);
      co_await threads.back().start();
    }
    co_await semaphore.release(3);
    for (auto& t : threads) co_await t.join();
    EXPECT_RAISES(ValueError, co_await semaphore.release(0));
    BoundedSemaphore bounded(1);
    EXPECT_RAISES(ValueError, co_await bounded.release());
    EXPECT_RAISES(ValueError, Semaphore(-1));
  });
}

TEST(Event, wait_ends_when_it_is_set) {
  expect_finishes([]() -> Task<> {
    threading::Event event;
    EXPECT_FALSE(co_await event.is_set());
    EXPECT_FALSE(co_await event.wait(0.005));
    Thread setter([](threading::Event* e) -> Task<> { co_await e->set(); }, &event);
    co_await setter.start();
    EXPECT_TRUE(co_await event.wait());
    EXPECT_TRUE(co_await event.is_set());
    co_await event.clear();
    EXPECT_FALSE(co_await event.is_set());
    co_await setter.join();
  });
}

}  // namespace
}  // namespace telar
