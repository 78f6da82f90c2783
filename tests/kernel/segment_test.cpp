#include "kernel/segment.hpp"

#include <gtest/gtest.h>

#include <map>
#include <thread>

#include "base/rng.hpp"
#include "tests/threads.hpp"

namespace telar {
namespace {

std::shared_ptr<SharedMemory> memory(std::size_t bytes) { return SharedMemory::local(bytes); }

TEST(Segment, tells_its_other_processes_when_the_run_began) {
  auto shared = memory(Segment::kBytes);
  Segment parent(shared, 123'456'789'012'345);
  Segment child(shared);
  EXPECT_EQ(child.epoch(), 123'456'789'012'345);
  EXPECT_FALSE(child.stop_requested());
  parent.request_stop();
  EXPECT_TRUE(child.stop_requested());
}

TEST(Segment, its_heap_never_hands_out_one_byte_twice) {
  auto shared = memory(1 << 20);
  Segment segment(shared, 0);
  Rng rng(7);
  std::map<Offset, std::size_t> live;
  for (int i = 0; i < 20'000; ++i) {
    if (live.empty() || rng.below(3) != 0) {
      const std::size_t size = 1 + rng.below(5000);
      const Offset at = segment.allocate(size);
      if (at == 0) {  // full: it says so, and goes on when something was given back
        ASSERT_FALSE(live.empty());
        segment.release(live.begin()->first);
        live.erase(live.begin());
        continue;
      }
      ASSERT_EQ(at % 4, 0u);
      ASSERT_LE(at + size, shared->size());
      auto after = live.lower_bound(at);
      if (after != live.end()) {
        ASSERT_LE(at + size, after->first);
      }
      if (after != live.begin()) {
        ASSERT_LE(std::prev(after)->first + std::prev(after)->second, at);
      }
      live.emplace(at, size);
    } else {
      auto victim = std::next(
          live.begin(),
          static_cast<std::ptrdiff_t>(rng.below(static_cast<std::uint32_t>(live.size()))));
      segment.release(victim->first);
      live.erase(victim);
    }
  }
  EXPECT_EQ(segment.allocate(~std::size_t{0}), 0u);
}

TEST(Segment, keeps_what_a_process_is_started_with) {
  Segment segment(memory(Segment::kBytes), 0);
  const std::vector<std::byte> message(1000, std::byte{42});
  const auto id = segment.add_process(0, message);
  ASSERT_EQ(id, 1u);
  EXPECT_EQ(segment.process_count(), 2u);
  EXPECT_EQ(segment.state_of(1), ProcessState::starting);
  EXPECT_EQ(segment.parent_of(1), 0u);
  EXPECT_EQ(segment.start_message_of(1), message);
}

TEST(Segment, uses_the_blocks_of_ended_processes_again) {
  Segment segment(memory(1 << 20), 0);  // room for about a dozen at a time
  for (ProcessId i = 1; i < Segment::kMostProcesses; ++i) {
    const auto id = segment.add_process(0, {});
    ASSERT_EQ(id, i);
    segment.memory().store(segment.status_of(i), static_cast<std::uint32_t>(ProcessState::ended));
    segment.give_back(i);
    EXPECT_FALSE(segment.event_pipe_of(i));
  }
  EXPECT_FALSE(segment.add_process(0, {}));  // the table is full
}

TEST(Segment, says_so_when_there_is_no_room_for_a_process) {
  Segment segment(memory(1 << 18), 0);
  int added = 0;
  while (segment.add_process(0, {})) ++added;
  EXPECT_GT(added, 0);
  EXPECT_LT(added, 10);
}

TEST(Segment, its_locks_exclude) {
  TELAR_NEEDS_THREADS();
  auto shared = memory(Segment::kBytes);
  Segment segment(shared, 0);
  const Offset word = segment.allocate(4);
  shared->store(word, 0);
  int counter = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 5000; ++i) {
        segment.lock_word(word);
        ++counter;
        segment.unlock_word(word);
      }
    });
  for (auto& t : threads) t.join();
  EXPECT_EQ(counter, 15'000);
}

TEST(Segment, the_lock_of_a_process_that_has_ended_is_taken_over) {
  auto shared = memory(Segment::kBytes);
  Segment segment(shared, 0);
  const ProcessId dead = *segment.add_process(0, {});
  const Offset word = segment.allocate(4);
  shared->store(word, dead + 1);  // it died holding it
  shared->store(segment.status_of(dead), static_cast<std::uint32_t>(ProcessState::ended));
  segment.lock_word(word);
  segment.unlock_word(word);
  EXPECT_EQ(shared->load(word), 0u);
}

}  // namespace
}  // namespace telar
