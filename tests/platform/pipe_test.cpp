#include "platform/pipe.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <vector>

#include "tests/child.hpp"

namespace telar {
namespace {

using testing::Family;
using testing::kTestArea;

TEST(Pipe, is_a_queue_of_bytes_whatever_the_sizes) {
  std::mt19937 random(7);
  for (std::size_t capacity : {1, 2, 16, 256}) {
    auto memory = SharedMemory::local(4096);
    Pipe writer = Pipe::make(*memory, 64, capacity);
    Pipe reader = Pipe::open(*memory, 64);
    std::deque<std::byte> model;
    for (int step = 0; step < 20000; ++step) {
      std::vector<std::byte> bytes(random() % (capacity + 3));
      if (random() % 2) {
        for (auto& b : bytes) b = static_cast<std::byte>(random());
        const std::size_t expected = std::min(bytes.size(), capacity - model.size());
        ASSERT_EQ(writer.write(bytes), expected);
        model.insert(model.end(), bytes.begin(),
                     bytes.begin() + static_cast<std::ptrdiff_t>(expected));
      } else {
        const std::size_t expected = std::min(bytes.size(), model.size());
        ASSERT_EQ(reader.read(bytes), expected);
        ASSERT_TRUE(std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(expected),
                               model.begin()));
        model.erase(model.begin(), model.begin() + static_cast<std::ptrdiff_t>(expected));
      }
      ASSERT_EQ(reader.readable_bytes(), model.size());
      ASSERT_EQ(writer.writable_bytes(), capacity - model.size());
    }
  }
}

TEST(Pipe, writes_nothing_outside_its_bytes) {
  auto memory = SharedMemory::local(4096);
  memory->write(0, std::vector(4096, std::byte{0x55}));
  Pipe pipe = Pipe::make(*memory, 512, 64);
  for (int i = 0; i < 50; ++i) {
    std::vector bytes(50, std::byte{0xff});
    EXPECT_EQ(pipe.write(bytes), 50u);
    EXPECT_EQ(pipe.read(bytes), 50u);
  }
  std::vector<std::byte> before(512), behind(4096 - 512 - Pipe::bytes_needed(64));
  memory->read(0, before);
  memory->read(512 + Pipe::bytes_needed(64), behind);
  EXPECT_EQ(before, std::vector(before.size(), std::byte{0x55}));
  EXPECT_EQ(behind, std::vector(behind.size(), std::byte{0x55}));
}

TEST(Pipe, its_words_change_with_every_byte) {
  auto memory = SharedMemory::local(4096);
  Pipe pipe = Pipe::make(*memory, 0, 16);
  const std::byte byte[1] = {};
  std::byte got[1];
  const auto written = memory->load(pipe.written_word()), read = memory->load(pipe.read_word());
  pipe.write(byte);
  EXPECT_NE(memory->load(pipe.written_word()), written);
  EXPECT_EQ(memory->load(pipe.read_word()), read);
  pipe.read(got);
  EXPECT_NE(memory->load(pipe.read_word()), read);
}

constexpr Offset kThere = kTestArea, kBack = kTestArea + 8192;
constexpr std::size_t kTotal = 300'000;

void write_all(SharedMemory& memory, Pipe& pipe, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const std::uint32_t seen = memory.load(pipe.read_word());
    const std::size_t count = pipe.write(bytes);
    bytes = bytes.subspan(count);
    if (count == 0) memory.wait(pipe.read_word(), seen);
  }
}

std::size_t read_some(SharedMemory& memory, Pipe& pipe, std::span<std::byte> bytes) {
  for (;;) {
    const std::uint32_t seen = memory.load(pipe.written_word());
    if (const std::size_t count = pipe.read(bytes)) return count;
    memory.wait(pipe.written_word(), seen);
  }
}

// Sends everything back with every bit flipped, in pieces of its own sizes.
TELAR_TEST_CHILD(flip) {
  Pipe in = Pipe::open(memory, kThere), out = Pipe::open(memory, kBack);
  std::vector<std::byte> bytes(700);
  for (std::size_t left = kTotal; left > 0;) {
    const std::size_t count =
        read_some(memory, in, std::span(bytes).first(std::min(left, bytes.size())));
    for (auto& b : bytes) b = ~b;
    write_all(memory, out, std::span(bytes).first(count));
    left -= count;
  }
  return 0;
}

TEST(Pipe, carries_every_byte_in_order_between_processes) {
  Family run;
  Pipe there = Pipe::make(run.memory(), kThere, 1024), back = Pipe::make(run.memory(), kBack, 512);
  run.start(1, "flip");
  std::mt19937 random(3);
  std::vector<std::byte> sent, got, piece;
  while (got.size() < kTotal) {
    piece.resize(std::min<std::size_t>(kTotal - sent.size(), random() % 900));
    for (auto& b : piece) b = static_cast<std::byte>(random());
    piece.resize(there.write(piece));
    sent.insert(sent.end(), piece.begin(), piece.end());
    piece.resize(random() % 900 + 1);
    if (sent.size() == kTotal)
      piece.resize(read_some(run.memory(), back, piece));  // nothing left to do but wait
    else
      piece.resize(back.read(piece));
    got.insert(got.end(), piece.begin(), piece.end());
  }
  for (auto& b : got) b = ~b;
  EXPECT_TRUE(got == sent);
  EXPECT_EQ(run.join(1), 0);
}

}  // namespace
}  // namespace telar
