#include "kernel/real/event_uplink.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <thread>
#include <vector>

#include "tests/threads.hpp"
#include "trace/packet.hpp"

namespace telar {
namespace {

TEST(EventUplink, carries_every_event_through_a_full_pipe) {
  TELAR_NEEDS_THREADS();
  auto shared = SharedMemory::local(1 << 20);
  Pipe pipe = Pipe::make(*shared, 4096, 1024);
  Collector collector;
  EventUplink uplink(collector, *shared, pipe);
  Recorder* recorder = collector.open();
  constexpr std::uint64_t kEvents = 2000;
  for (std::uint64_t i = 0; i < kEvents; ++i) recorder->record({0, 0, EventKind::put, 0, i, 0});
  PacketReader reader;
  std::uint64_t next = 0;
  std::thread writer([&] { uplink.finish(kNever); });
  while (next < kEvents) {
    std::byte bytes[256];
    reader.feed(std::span(bytes).first(pipe.read(bytes)));
    while (auto packet = reader.next())
      for (const Event& e : packet->events) ASSERT_EQ(e.a, next++);
    ASSERT_FALSE(reader.error());
  }
  writer.join();
}

// One thread at both ends of a pipe that holds a few events at a time, and a ring with some more.
struct BothEnds {
  std::shared_ptr<SharedMemory> memory = SharedMemory::local(1 << 16);
  Pipe pipe = Pipe::make(*memory, 4096, 256);
  Collector collector{32};
  EventUplink uplink{collector, *memory, pipe};
  Recorder* recorder = collector.open();
  PacketReader reader;
  std::vector<std::uint64_t> arrived;

  void record(std::uint64_t from, std::uint64_t to) {
    for (std::uint64_t i = from; i < to; ++i) recorder->record({0, 0, EventKind::put, 0, i, 0});
  }
  // What the pipe holds.
  void read() {
    std::byte bytes[256];
    reader.feed(std::span(bytes).first(pipe.read(bytes)));
    while (auto packet = reader.next())
      for (const Event& e : packet->events) arrived.push_back(e.a);
  }
  void expect_arrived(std::uint64_t count) const {
    ASSERT_EQ(arrived.size(), count);
    for (std::uint64_t i = 0; i < count; ++i) EXPECT_EQ(arrived[i], i);
    EXPECT_EQ(reader.pending_bytes(), 0u);
  }
};

TEST(EventUplink, does_not_wait_for_a_reader_and_keeps_what_the_pipe_has_no_room_for) {
  BothEnds ends;
  for (std::uint64_t i = 0; i < 100; i += 20) {
    ends.record(i, i + 20);
    ends.uplink.pump();
  }
  EXPECT_EQ(ends.pipe.writable_bytes(), 0u);
  for (int i = 0; i < 20; ++i) {
    ends.read();
    ends.uplink.pump();
  }
  ends.expect_arrived(100);
}

TEST(EventUplink, gives_up_at_its_deadline_if_nobody_reads) {
  BothEnds ends;
  ends.record(0, 20);
  ends.uplink.finish(0);
  EXPECT_EQ(ends.pipe.writable_bytes(), 0u);
  for (int i = 0; i < 5; ++i) {
    ends.read();
    ends.uplink.finish(0);
  }
  ends.expect_arrived(20);
}

}  // namespace
}  // namespace telar
