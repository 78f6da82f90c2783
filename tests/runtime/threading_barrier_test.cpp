// Cases from https://docs.python.org/3/library/threading.html#barrier-objects, on the real kernel.
#include "runtime/threading_barrier.hpp"

#include <set>

#include "runtime/threading.hpp"
#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using namespace threading;
using testing::expect_finishes;
using testing::Ran;

TEST(Barrier, parties_pass_together_round_after_round) {
  std::vector<int> arrivals[3];
  int actions = 0;
  expect_finishes([&]() -> Task<> {
    Barrier barrier(3, [&actions] { ++actions; });
    std::vector<Thread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back(
          [](Barrier* b, std::vector<int>* out) -> Task<> {
            for (int round = 0; round < 5; ++round) out->push_back(co_await b->wait());
          },
          &barrier, &arrivals[i]);
      co_await threads.back().start();
    }
    for (auto& t : threads) co_await t.join();
    EXPECT_EQ(barrier.n_waiting(), 0);
  });
  EXPECT_EQ(actions, 5);
  for (int round = 0; round < 5; ++round) {
    std::set<int> indices;
    for (auto& a : arrivals) indices.insert(a.at(static_cast<std::size_t>(round)));
    EXPECT_EQ(indices, (std::set{0, 1, 2}));
  }
}

TEST(Barrier, tells_how_many_it_wakes_without_the_one_who_does) {
  const Ran ran = expect_finishes([]() -> Task<> {
    Barrier barrier(3);
    Thread one([](Barrier* b) -> Task<> { co_await b->wait(); }, &barrier);
    Thread two([](Barrier* b) -> Task<> { co_await b->wait(); }, &barrier);
    co_await one.start();
    co_await two.start();
    co_await barrier.wait();
    co_await one.join();
    co_await two.join();
    co_await barrier.reset();  // nobody waits
  });
  EXPECT_EQ(ran.woken(), (std::vector<Payload>{Payload::of(2), Payload::of(0)}));
}

TEST(Barrier, more_threads_than_parties_pass_in_pairs) {
  std::atomic<int> zeros = 0, ones = 0, others = 0;
  expect_finishes([&]() -> Task<> {
    Barrier barrier(2, [] {});
    std::vector<Thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back(
          [](Barrier* b, std::atomic<int>* zeros, std::atomic<int>* ones,
             std::atomic<int>* others) -> Task<> {
            try {
              for (int round = 0; round < 500; ++round) {
                const int index = co_await b->wait();
                ++*(index == 0 ? zeros : index == 1 ? ones : others);
              }
            } catch (const BrokenBarrierError&) {
            }
          },
          &barrier, &zeros, &ones, &others);
      co_await threads.back().start();
    }
    // Two may be left without a partner in the end: each of the four passes as often, but not
    // always with the same.
    for (auto& t : threads) co_await t.join(0.5);
    co_await barrier.abort();
    for (auto& t : threads) co_await t.join();
  });
  EXPECT_EQ(others, 0);
  EXPECT_EQ(zeros, ones);
  EXPECT_GT(zeros, 0);
}

TEST(Barrier, a_timeout_breaks_it_for_all_until_it_is_reset) {
  expect_finishes([]() -> Task<> {
    Barrier barrier(3);
    int broken = 0;
    Thread other(
        [](Barrier* b, int* n) -> Task<> {
          try {
            co_await b->wait();
          } catch (const BrokenBarrierError&) {
            ++*n;
          }
        },
        &barrier, &broken);
    co_await other.start();
    EXPECT_RAISES(BrokenBarrierError, co_await barrier.wait(0.01));
    co_await other.join();
    EXPECT_EQ(broken, 1);
    EXPECT_TRUE(barrier.broken());
    EXPECT_RAISES(BrokenBarrierError, co_await barrier.wait());
    co_await barrier.reset();
    EXPECT_FALSE(barrier.broken());
    EXPECT_RAISES(ValueError, Barrier(0));
  });
}

}  // namespace
}  // namespace telar
