#include "platform/pipe.hpp"

#include <algorithm>
#include <bit>
#include <climits>

#include "base/check.hpp"

namespace telar {
namespace {
constexpr Offset kCapacity = 4, kBytes = 128;
}

Pipe Pipe::make(SharedMemory& memory, Offset at, std::size_t capacity) {
  TELAR_CHECK(std::has_single_bit(capacity) && capacity <= 1u << 30 &&
              at + bytes_needed(capacity) <= memory.size());
  Pipe pipe(memory, at, static_cast<std::uint32_t>(capacity));
  memory.store(at + kCapacity, pipe.capacity_);
  memory.store(pipe.written_word(), 0);
  memory.store(pipe.read_word(), 0);
  return pipe;
}

Pipe Pipe::open(SharedMemory& memory, Offset at) {
  const std::uint32_t capacity = memory.load(at + kCapacity);
  TELAR_CHECK(std::has_single_bit(capacity) && at + bytes_needed(capacity) <= memory.size());
  return Pipe(memory, at, capacity);
}

std::size_t Pipe::readable_bytes() const {
  return memory_->load(written_word()) - memory_->load(read_word());
}

std::size_t Pipe::writable_bytes() const { return capacity_ - readable_bytes(); }

std::size_t Pipe::write(std::span<const std::byte> bytes) {
  const std::uint32_t written = memory_->load(written_word());
  const std::uint32_t free = capacity_ - (written - memory_->load(read_word()));
  const auto count = static_cast<std::uint32_t>(std::min<std::size_t>(free, bytes.size()));
  if (count == 0) return 0;
  const std::uint32_t begin = written & (capacity_ - 1);
  const std::uint32_t first = std::min(count, capacity_ - begin);
  memory_->write(at_ + kBytes + begin, bytes.first(first));
  if (first < count) memory_->write(at_ + kBytes, bytes.subspan(first, count - first));
  memory_->store(written_word(), written + count);
  memory_->notify(written_word(), INT_MAX);
  return count;
}

void Pipe::peek(std::size_t from, std::span<std::byte> bytes) const {
  const auto count = static_cast<std::uint32_t>(bytes.size());
  const std::uint32_t begin =
      (memory_->load(read_word()) + static_cast<std::uint32_t>(from)) & (capacity_ - 1);
  const std::uint32_t first = std::min(count, capacity_ - begin);
  memory_->read(at_ + kBytes + begin, bytes.first(first));
  if (first < count) memory_->read(at_ + kBytes, bytes.subspan(first, count - first));
}

void Pipe::skip(std::size_t count) {
  memory_->add(read_word(), static_cast<std::uint32_t>(count));
  memory_->notify(read_word(), INT_MAX);
}

std::size_t Pipe::read(std::span<std::byte> bytes) {
  const std::size_t count = std::min(readable_bytes(), bytes.size());
  if (count == 0) return 0;
  peek(0, bytes.first(count));
  skip(count);
  return count;
}

}  // namespace telar
