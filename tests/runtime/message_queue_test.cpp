#include "runtime/message_queue.hpp"

#include <string>
#include <vector>

#include "runtime/threading.hpp"
#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using multiprocessing::MessageQueue;
using testing::expect_finishes;
using threading::Thread;

// `size` bytes that differ from their neighbours and from those of another message.
Bytes message(std::size_t size, unsigned which = 0) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(i * 7 + which * 31);
  return bytes;
}

TEST(MessageQueue, keeps_messages_of_every_size_whole_and_in_order) {
  expect_finishes([]() -> Task<> {
    auto queue = co_await MessageQueue::make(0, "queue");
    // The largest lie outside of the queue's own 64 KiB.
    const std::vector<std::size_t> sizes = {0, 1, 3, 4, 1'000, 16'384, 16'385, 3'000'000, 5};
    for (unsigned i = 0; i < sizes.size(); ++i)
      EXPECT_TRUE(co_await queue.put(message(sizes[i], i)));
    EXPECT_EQ(co_await queue.qsize(), static_cast<int>(sizes.size()));
    for (unsigned i = 0; i < sizes.size(); ++i)
      EXPECT_TRUE(co_await queue.get() == message(sizes[i], i)) << sizes[i];
    EXPECT_EQ(co_await queue.qsize(), 0);
  });
}

TEST(MessageQueue, takes_no_more_than_its_size) {
  expect_finishes([]() -> Task<> {
    auto queue = co_await MessageQueue::make(2, "queue");
    EXPECT_TRUE(co_await queue.put(message(1)));
    EXPECT_TRUE(co_await queue.put(message(2)));
    EXPECT_FALSE(co_await queue.put(message(3), 0));
    EXPECT_EQ(co_await queue.qsize(), 2);
    co_await queue.get();
    EXPECT_TRUE(co_await queue.put(message(3), 0));
  });
}

TEST(MessageQueue, without_a_size_takes_what_its_memory_holds) {
  expect_finishes([]() -> Task<> {
    auto queue = co_await MessageQueue::make(0, "queue");
    int put = 0;
    while (put < 100 && co_await queue.put(message(10'000), 0)) ++put;
    EXPECT_EQ(put, 6);  // with four bytes each for its length
    EXPECT_TRUE(co_await queue.get() == message(10'000));
    EXPECT_TRUE(co_await queue.put(message(10'000), 0));
  });
}

TEST(MessageQueue, who_waits_to_put_goes_on_when_there_is_room) {
  std::vector<std::size_t> got;
  expect_finishes([&got]() -> Task<> {
    auto queue = co_await MessageQueue::make(1, "queue");
    Thread puts(
        [](MessageQueue queue) -> Task<> {
          for (std::size_t size = 1; size <= 20; ++size) co_await queue.put(message(size));
        },
        queue);
    co_await puts.start();
    for (int i = 0; i < 20; ++i) got.push_back((co_await queue.get())->size());
    co_await puts.join();
  });
  for (std::size_t i = 0; i < got.size(); ++i) EXPECT_EQ(got[i], i + 1);
}

TEST(MessageQueue, that_is_closed_gives_what_is_in_it_and_then_nothing) {
  expect_finishes([]() -> Task<> {
    auto queue = co_await MessageQueue::make(0, "queue");
    EXPECT_EQ(co_await queue.get(0), std::nullopt);
    co_await queue.put(message(5));
    co_await queue.close();
    EXPECT_TRUE(co_await queue.get() == message(5));
    EXPECT_EQ(co_await queue.get(), std::nullopt);
    EXPECT_EQ(co_await queue.get(), std::nullopt);
  });
}

TEST(MessageQueue, to_close_it_lets_all_go_on_who_wait_for_a_message) {
  expect_finishes([]() -> Task<> {
    auto queue = co_await MessageQueue::make(0, "queue");
    std::vector<Thread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back(
          [](MessageQueue queue) -> Task<> { EXPECT_EQ(co_await queue.get(), std::nullopt); },
          queue);
      co_await threads.back().start();
    }
    co_await time::sleep(0.001);
    co_await queue.close();
    for (Thread& thread : threads) co_await thread.join();
  });
}

TEST(MessageQueue, who_gets_may_give_up_and_may_note_what_it_takes) {
  expect_finishes([]() -> Task<> {
    auto queue = co_await MessageQueue::make(0, "queue");
    Segment& segment = *(co_await current_strand()).process().segment();
    const Offset note = segment.allocate(4);
    segment.memory().store(note, 0);
    const MessageQueue::GetOptions notes{.note = note};
    co_await queue.put(message(3));  // too short for a note
    co_await queue.get(kForever, notes);
    EXPECT_EQ(segment.memory().load(note), 0u);
    co_await queue.put({std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}, std::byte{5}});
    co_await queue.get(kForever, notes);
    EXPECT_EQ(segment.memory().load(note), 0x04030201u);
    const bool given_up = true;
    const MessageQueue::GetOptions gives_up{
        .give_up = [](const void* context) { return *static_cast<const bool*>(context); },
        .context = &given_up};
    EXPECT_EQ(co_await queue.get(kForever, gives_up), std::nullopt);
  });
}

TEST(MessageQueue, gives_memory_back_when_it_cannot_put_and_when_it_is_destroyed) {
  expect_finishes([]() -> Task<> {
    Kernel& kernel = (co_await current_strand()).kernel();
    // Far more than the run's shared memory, all together.
    for (int i = 0; i < 500; ++i) {
      auto queue = co_await MessageQueue::make(1, "queue");
      co_await queue.put(message(1));
      EXPECT_FALSE(co_await queue.put(Bytes(1'000'000), 0));
      queue.destroy(kernel);
    }
    auto queue = co_await MessageQueue::make(1, "queue");
    EXPECT_TRUE(co_await queue.put(message(5), 0));
    EXPECT_TRUE(co_await queue.get(0) == message(5));
  });
}

TEST(MessageQueue, says_what_there_is_no_room_for) {
  expect_finishes([]() -> Task<> {
    auto queue = co_await MessageQueue::make(0, "queue");
    EXPECT_RAISES(MemoryError, co_await queue.put(Bytes(2 * Segment::kBytes)));
    EXPECT_EQ(co_await queue.qsize(), 0);
    std::vector<MessageQueue> queues;
    EXPECT_RAISES(MemoryError, while (queues.size() < 1'000)
                                   queues.push_back(co_await MessageQueue::make(0, "queue")));
    EXPECT_GT(queues.size(), 10u);
  });
}

TEST(MessageQueue, that_was_not_made_is_of_no_use) {
  expect_finishes([]() -> Task<> {
    MessageQueue queue;
    EXPECT_RAISES(RuntimeError, co_await queue.put({}));
    EXPECT_RAISES(RuntimeError, co_await queue.get());
    queue.destroy((co_await current_strand()).kernel());
  });
}

TEST(MessageQueue, that_was_damaged_says_so) {
  expect_finishes([]() -> Task<> {
    auto queue = co_await MessageQueue::make(0, "queue");
    Segment& segment = *(co_await current_strand()).process().segment();
    const auto at = std::get<0>(queue.members());
    // Half a message: its length, and nothing of it.
    const std::uint32_t length = 100;
    Pipe::open(segment.memory(), at + 64).write(std::as_bytes(std::span(&length, 1)));
    EXPECT_RAISES(OSError, co_await queue.get());
  });
}

}  // namespace
}  // namespace telar
