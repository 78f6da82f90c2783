#include "platform/mutex.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <thread>
#include <vector>

namespace telar {
namespace {

TEST(Mutex, lets_one_thread_in_at_a_time) {
  constexpr int kThreads = 4, kTimes = 20'000;
  Mutex mutex;
  int count = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < kTimes; ++k) {
        std::lock_guard lock(mutex);
        ++count;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count, kThreads * kTimes);
}

TEST(Mutex, is_handed_on_by_each_of_those_who_waited) {
  constexpr int kThreads = 4;
  Mutex mutex;
  int entered = 0;
  std::vector<std::thread> threads;
  {
    std::lock_guard lock(mutex);
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        std::lock_guard inner(mutex);
        ++entered;
      });
    }
    EXPECT_EQ(entered, 0);
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(entered, kThreads);
}

}  // namespace
}  // namespace telar
