#include "platform/futex.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "platform/clock.hpp"

namespace telar {
namespace {

TEST(Futex, does_not_sleep_if_the_word_is_not_as_expected) {
  std::atomic<std::uint32_t> word{1};
  EXPECT_TRUE(futex_wait(word, 0));
}

TEST(Futex, says_that_the_deadline_passed) {
  std::atomic<std::uint32_t> word{0};
  const Nanos deadline = monotonic_now() + 20 * kMillisecond;
  while (futex_wait(word, 0, deadline)) {  // early returns are allowed
  }
  EXPECT_GE(monotonic_now(), deadline);
}

TEST(Futex, a_deadline_in_the_past_does_not_sleep) {
  std::atomic<std::uint32_t> word{0};
  EXPECT_FALSE(futex_wait(word, 0, monotonic_now() - kSecond));
  EXPECT_FALSE(futex_wait(word, 0, 0));
  EXPECT_FALSE(futex_wait(word, 0, -5));
}

TEST(Futex, wakes_whoever_waits) {
  std::atomic<std::uint32_t> word{0}, woken{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      while (word == 0) futex_wait(word, 0);
      ++woken;
    });
  }
  EXPECT_EQ(woken, 0u);
  word = 1;
  futex_wake(word, 1000);
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(woken, 4u);
}

TEST(Futex, passes_a_ball_without_losing_a_wake_up) {
  std::atomic<std::uint32_t> word{0};
  constexpr std::uint32_t kRounds = 2000;
  auto play = [&](std::uint32_t mine) {
    for (std::uint32_t i = mine; i < kRounds; i += 2) {
      for (std::uint32_t seen; (seen = word) != i;) futex_wait(word, seen);
      word = i + 1;
      futex_wake(word, 1);
    }
  };
  std::thread odd(play, 1);
  play(0);
  odd.join();
  EXPECT_EQ(word, kRounds);
}

}  // namespace
}  // namespace telar
