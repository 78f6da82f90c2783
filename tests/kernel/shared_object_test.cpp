#include "kernel/shared_object.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>

#include "kernel/segment.hpp"
#include "kernel/virtual/virtual_kernel.hpp"
#include "tests/child.hpp"
#include "tests/threads.hpp"

namespace telar {
namespace {

using Side = SharedObject::Side;

struct Shared {
  std::shared_ptr<SharedMemory> memory = SharedMemory::local(Segment::kBytes);
  Segment segment{memory, 0};
  SharedObjects objects;

  // New words, all 0.
  Offset words() {
    const Offset at = segment.allocate(SharedObject::kWordsBytes);
    for (Offset word = 0; word < SharedObject::kWordsBytes; word += 4) memory->store(at + word, 0);
    return at;
  }
  std::shared_ptr<SharedObject> queue_at(Offset at) {
    return objects.at(segment, at, ObjectKind::pipe, "queue");
  }
};

TEST(SharedObjects, have_one_handle_for_the_words_at_one_offset_until_they_are_forgotten) {
  Shared shared;
  const Offset at = shared.words(), other = shared.words();
  const auto queue = shared.queue_at(at);
  EXPECT_EQ(shared.queue_at(at), queue);
  EXPECT_NE(shared.queue_at(other), queue);
  shared.objects.forget(other);
  EXPECT_EQ(shared.queue_at(at), queue);
  shared.objects.forget(at);
  EXPECT_NE(shared.queue_at(at), queue);
}

TEST(SharedObjects, the_end_of_a_process_is_held_by_its_main_strand_and_waited_for_at_its_state) {
  Shared shared;
  const ProcessId child = *shared.segment.add_process(0, {});
  const auto end = shared.objects.end_of(shared.segment, child, "Process-1");
  EXPECT_EQ(end->kind(), ObjectKind::process);
  EXPECT_EQ(end->held_by(), make_strand_id(child, 0));
  EXPECT_EQ(end->sequence_word(Side::getters), shared.segment.status_of(child));
  EXPECT_EQ(shared.objects.end_of(shared.segment, child, "Process-1"), end);
}

TEST(SharedObject, has_a_number_of_its_own_in_each_process) {
  Shared shared;
  VirtualKernel kernel({});
  ProcessContext first(kernel, 0, "", {}), second(kernel, 1, "", {});
  const auto a = kernel.make_strand(first, "a", {}, false),
             b = kernel.make_strand(second, "b", {}, false);
  first.take_object_id();
  const auto queue = shared.queue_at(shared.words());
  EXPECT_TRUE(queue->is_shared());
  EXPECT_EQ(a->id_of(*queue), 2u);
  EXPECT_EQ(b->id_of(*queue), 1u);
  EXPECT_EQ(a->id_of(*queue), 2u);
  EXPECT_EQ(first.take_object_id(), 3u);
}

TEST(SharedObject, a_signal_is_seen_on_its_side_only) {
  Shared shared;
  const auto queue = shared.queue_at(shared.words());
  queue->signal(Side::putters, 1);
  EXPECT_EQ(shared.memory->load(queue->sequence_word(Side::putters)), 1u);
  EXPECT_EQ(shared.memory->load(queue->sequence_word(Side::getters)), 0u);
  queue->signal(Side::getters, 1);
  EXPECT_EQ(shared.memory->load(queue->sequence_word(Side::getters)), 1u);
}

TEST(SharedObject, a_signal_wakes_who_has_said_that_it_waits) {
  TELAR_NEEDS_THREADS();
  constexpr std::uint32_t kRounds = 300;
  Shared shared;
  const auto queue = shared.queue_at(shared.words());
  // Each side waits for the other's signal and answers it.
  const auto answer = [&](Side own, Side others) {
    shared.memory->add(queue->waiters_word(own), 1);
    for (std::uint32_t round = 0; round < kRounds; ++round) {
      testing::wait_while(*shared.memory, queue->sequence_word(own), round);
      queue->signal(others, 1);
    }
  };
  std::thread getter([&] { answer(Side::getters, Side::putters); });
  queue->signal(Side::getters, 1);
  answer(Side::putters, Side::getters);
  getter.join();
  EXPECT_EQ(shared.memory->load(queue->sequence_word(Side::putters)), kRounds);
}

TEST(SharedObject, its_lock_excludes_other_handles_on_the_same_words) {
  TELAR_NEEDS_THREADS();
  Shared shared;
  Segment other_segment(shared.memory);
  SharedObjects other_objects;
  const Offset at = shared.words();
  const auto one = shared.queue_at(at),
             two = other_objects.at(other_segment, at, ObjectKind::pipe, "queue");
  std::atomic<bool> asks{false}, has{false};
  one->lock();
  std::thread thread([&] {
    asks = true;
    two->lock();
    has = true;
    two->unlock();
  });
  while (!asks) std::this_thread::yield();
  // Long enough for a lock that lets both in to be seen.
  for (int i = 0; i < 10'000; ++i) std::this_thread::yield();
  EXPECT_FALSE(has);
  one->unlock();
  thread.join();
  EXPECT_TRUE(has);
}

}  // namespace
}  // namespace telar
