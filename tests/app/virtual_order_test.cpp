// What orders two accesses to a variable, so that they are no data race, and what only seems to.
#include <string>
#include <vector>

#include "runtime/queue.hpp"
#include "runtime/shared.hpp"
#include "runtime/threading.hpp"
#include "tests/app/racing.hpp"

namespace telar {
namespace {

using namespace testing;
using threading::Condition;
using threading::Lock;
using threading::Thread;

TEST(VirtualOrder, indivisible_steps_are_none_and_order_their_neighbours) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              const auto add = [&]() -> Task<> {
                co_await x.add(1);
                co_await x.exchange(3);
                co_await x.compare_exchange(3, 4);
              };
              co_await beside(add, add);
            }),
            0);
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> data{0, "data"};
              Shared<bool> ready{false, "ready"};
              co_await beside(
                  [&]() -> Task<> {
                    co_await data.store(1);
                    co_await ready.exchange(true);
                  },
                  [&]() -> Task<> {
                    while (!co_await ready.compare_exchange(true, false)) {
                    }
                    co_await data.load();
                  });
            }),
            0);
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              co_await beside([&]() -> Task<> { co_await x.add(1); },
                              [&]() -> Task<> { co_await x.load(); });
            }),
            kSeeds)
      << "a plain load beside an update";
}

TEST(VirtualOrder, locks_order_what_is_done_under_them) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              Lock lock;
              threading::RLock again;
              Shared<int> y{0, "y"};
              const auto add = [&]() -> Task<> {
                for (int i = 0; i < 3; ++i) {
                  {
                    auto held = co_await lock.hold();
                    co_await x.store(co_await x.load() + 1);
                  }
                  auto once = co_await again.hold();
                  auto twice = co_await again.hold();
                  co_await y.store(co_await y.load() + 1);
                }
              };
              co_await beside(add, add);
            }),
            0);
}

TEST(VirtualOrder, two_locks_order_nothing_between_them) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              Lock one, other;
              const auto add = [&](Lock& lock) -> Task<> {
                auto held = co_await lock.hold();
                co_await x.store(co_await x.load() + 1);
              };
              co_await beside([&]() -> Task<> { co_await add(one); },
                              [&]() -> Task<> { co_await add(other); });
            }),
            kSeeds);
}

TEST(VirtualOrder, a_lock_that_only_one_takes_orders_nothing) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              Lock lock;
              co_await beside(
                  [&]() -> Task<> {
                    auto held = co_await lock.hold();
                    co_await x.store(1);
                  },
                  [&]() -> Task<> { co_await x.store(2); });
            }),
            kSeeds);
}

TEST(VirtualOrder, a_queue_hands_over) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              queue::Queue<int> items;
              co_await beside(
                  [&]() -> Task<> {
                    co_await x.store(1);
                    co_await items.put(1);
                  },
                  [&]() -> Task<> {
                    co_await items.get();
                    co_await x.store(2);
                  });
            }),
            0);
}

TEST(VirtualOrder, an_event_hands_over) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              threading::Event ready;
              co_await beside(
                  [&]() -> Task<> {
                    co_await x.store(1);
                    co_await ready.set();
                  },
                  [&]() -> Task<> {
                    co_await ready.wait();
                    co_await x.load();
                  });
            }),
            0);
}

TEST(VirtualOrder, a_semaphore_hands_over) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              threading::Semaphore ready(0);
              co_await beside(
                  [&]() -> Task<> {
                    co_await x.store(1);
                    co_await ready.release();
                  },
                  [&]() -> Task<> {
                    co_await ready.acquire();
                    co_await x.load();
                  });
            }),
            0);
}

TEST(VirtualOrder, a_condition_hands_over) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              Shared<bool> ready{false, "ready"};
              Condition news;
              co_await beside(
                  [&]() -> Task<> {
                    co_await x.store(1);
                    auto held = co_await news.hold();
                    co_await ready.store(true);
                    co_await news.notify();
                  },
                  [&]() -> Task<> {
                    {
                      auto held = co_await news.hold();
                      while (!co_await ready.load()) co_await news.wait();
                    }
                    co_await x.load();
                  });
            }),
            0);
}

TEST(VirtualOrder, a_barrier_hands_over) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"}, y{0, "y"};
              threading::Barrier gate(2);
              co_await beside(
                  [&]() -> Task<> {
                    co_await x.store(1);
                    co_await gate.wait();
                    co_await y.load();
                  },
                  [&]() -> Task<> {
                    co_await y.store(1);
                    co_await gate.wait();
                    co_await x.load();
                  });
            }),
            0);
}

TEST(VirtualOrder, what_is_done_after_the_hand_over_is_not_ordered) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              threading::Event ready;
              co_await beside(
                  [&]() -> Task<> {
                    co_await ready.set();
                    co_await x.store(1);
                  },
                  [&]() -> Task<> {
                    co_await ready.wait();
                    co_await x.load();
                  });
            }),
            kSeeds);
}

TEST(VirtualOrder, a_semaphore_of_two_lets_them_in_and_a_lock_in_its_place_does_not) {
  const auto found = [](int value) {
    return racing([value]() -> Task<> {
      Shared<int> x{0, "x"};
      threading::Semaphore slots(value);
      const auto add = [&]() -> Task<> {
        auto slot = co_await slots.hold();
        co_await x.store(co_await x.load() + 1);
      };
      co_await beside(add, add);
    });
  };
  EXPECT_GT(found(2), 0);
  EXPECT_EQ(found(1), 0);
}

TEST(VirtualOrder, order_goes_over_a_third) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              queue::Queue<int> first, second;
              Thread between([&]() -> Task<> { co_await second.put(co_await first.get()); });
              co_await between.start();
              co_await beside(
                  [&]() -> Task<> {
                    co_await x.store(1);
                    co_await first.put(1);
                  },
                  [&]() -> Task<> {
                    co_await second.get();
                    co_await x.store(2);
                  });
              co_await between.join();
            }),
            0);
}

}  // namespace
}  // namespace telar
