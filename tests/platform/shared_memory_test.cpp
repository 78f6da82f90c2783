#include "platform/shared_memory.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "platform/clock.hpp"
#include "tests/child.hpp"

namespace telar {
namespace {

using testing::Family;
using testing::kTestArea;

// Both kinds behave the same.
class AnyMemory : public ::testing::TestWithParam<bool> {
 protected:
  std::shared_ptr<SharedMemory> memory =
      GetParam() ? SharedMemory::create(1 << 16, nullptr) : SharedMemory::local(1 << 16);
};
INSTANTIATE_TEST_SUITE_P(, AnyMemory, ::testing::Bool(),
                         [](auto& info) { return info.param ? "Shared" : "Local"; });

TEST_P(AnyMemory, is_zero_at_first) {
  std::vector<std::byte> all(memory->size());
  memory->read(0, all);
  EXPECT_TRUE(std::ranges::all_of(all, [](std::byte b) { return b == std::byte{0}; }));
}

TEST_P(AnyMemory, is_zero_again_in_a_later_run) {
  for (int run = 0; run < 10; ++run) {
    auto again = GetParam() ? SharedMemory::create(5000, nullptr) : SharedMemory::local(5000);
    std::vector<std::byte> bytes(5000);
    again->read(0, bytes);
    ASSERT_TRUE(std::ranges::all_of(bytes, [](std::byte b) { return b == std::byte{0}; }));
    std::ranges::fill(bytes, std::byte{0xff});
    again->write(0, bytes);
  }
}

TEST(SharedMemory, is_of_one_run_while_that_lives) {
  std::vector<std::shared_ptr<SharedMemory>> runs;
  for (std::uint32_t i = 1; i <= 10; ++i) {
    auto why = NoSharedMemory::none;
    auto memory = SharedMemory::create(5000, &why);
    ASSERT_EQ(memory == nullptr, why != NoSharedMemory::none);
    if (!memory) break;
    EXPECT_EQ(memory->load(0), 0u);
    memory->store(0, i);
    runs.push_back(memory);
  }
  ASSERT_GE(runs.size(), 4u);
  for (std::uint32_t i = 0; i < runs.size(); ++i) EXPECT_EQ(runs[i]->load(0), i + 1);
  runs[1].reset();
  runs[1] = SharedMemory::create(5000, nullptr);
  ASSERT_NE(runs[1], nullptr);
  EXPECT_EQ(runs[1]->load(0), 0u);
}

TEST_P(AnyMemory, words_are_words) {
  memory->store(8, 0xfedcba98);
  EXPECT_EQ(memory->load(8), 0xfedcba98u);
  EXPECT_FALSE(memory->compare_exchange(8, 0, 1));
  EXPECT_TRUE(memory->compare_exchange(8, 0xfedcba98, 0xffffffff));
  EXPECT_EQ(memory->add(8, 2), 0xffffffffu);
  EXPECT_EQ(memory->load(8), 1u);
  EXPECT_EQ(memory->load(4), 0u);
  EXPECT_EQ(memory->load(12), 0u);
}

TEST_P(AnyMemory, bytes_of_every_size_and_alignment_come_back) {
  for (std::size_t size : {0, 1, 3, 4, 7, 8, 31, 32, 63, 64, 65, 200, 5000}) {
    for (Offset at : {100u, 101u, 102u, 107u}) {
      std::vector<std::byte> out(size), in(size), around(2);
      for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::byte>(i * 7 + size + at);
      memory->write(at - 1, std::vector(size + 2, std::byte{0xaa}));
      memory->write(at, out);
      memory->read(at, in);
      EXPECT_EQ(in, out);
      memory->read(at - 1, std::span(around).first(1));
      memory->read(static_cast<Offset>(at + size), std::span(around).last(1));
      EXPECT_EQ(around, std::vector(2, std::byte{0xaa}));
    }
  }
}

TEST_P(AnyMemory, a_word_is_the_bytes_it_is_made_of_lowest_first) {
  const std::byte bytes[] = {std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}};
  memory->write(16, bytes);
  EXPECT_EQ(memory->load(16), 0x04030201u);
}

TEST_P(AnyMemory, adds_of_many_threads_all_count) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 5000; ++n) memory->add(0, 1);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(memory->load(0), 20000u);
}

TEST_P(AnyMemory, waiting_ends_at_the_deadline_or_at_once) {
  EXPECT_TRUE(memory->wait(0, 1));
  EXPECT_FALSE(memory->wait(0, 0, monotonic_now() - kSecond));
  const Nanos deadline = monotonic_now() + 20 * kMillisecond;
  while (memory->wait(0, 0, deadline)) {
  }
  EXPECT_GE(monotonic_now(), deadline);
}

TEST_P(AnyMemory, passes_a_ball_without_losing_a_wake_up) {
  constexpr std::uint32_t kRounds = 2000;
  auto play = [&](std::uint32_t mine) {
    for (std::uint32_t i = mine; i < kRounds; i += 2) {
      for (std::uint32_t seen; (seen = memory->load(4)) != i;) memory->wait(4, seen);
      memory->store(4, i + 1);
      memory->notify(4, 1);
    }
  };
  std::thread odd(play, 1);
  play(0);
  odd.join();
  EXPECT_EQ(memory->load(4), kRounds);
}

TEST(SharedMemory, is_not_inherited_by_the_main_process) {
  EXPECT_EQ(SharedMemory::inherited(), nullptr);
}

TEST(SharedMemory, too_much_is_refused_with_a_reason) {
  auto why = NoSharedMemory::none;
  if (SharedMemory::create(std::size_t{1} << 31, &why)) return;  // there is as much
  EXPECT_NE(why, NoSharedMemory::none);
}

TELAR_TEST_CHILD(add_in_threads) {
  // Threads of a child see the memory too.
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&memory] {
      for (int n = 0; n < 1000; ++n) memory.add(kTestArea, 1);
    });
  }
  for (auto& thread : threads) thread.join();
  return memory.size() == 1 << 20 ? 0 : 1;
}

TEST(SharedMemory, is_one_memory_for_all_threads_of_all_processes) {
  Family run;
  for (ProcessId id = 1; id <= 3; ++id) run.start(id, "add_in_threads");
  for (int n = 0; n < 1000; ++n) run.memory().add(kTestArea, 1);
  for (ProcessId id = 1; id <= 3; ++id) EXPECT_EQ(run.join(id), 0);
  EXPECT_EQ(run.memory().load(kTestArea), 10000u);
}

}  // namespace
}  // namespace telar
