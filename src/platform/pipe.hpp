// Pipe: ordered bytes between processes: a ring in SharedMemory. One writer and one reader at a
// time; who they are is settled above (an event pipe has one of each; a message queue's pipe is
// used under the queue's one lock). All calls are non-blocking; `written_word`/`read_word` are the
// words to wait on, so that a waiter can be an Operation.
#pragma once
#include <cstddef>
#include <span>

#include "platform/shared_memory.hpp"

namespace telar {

class Pipe {
 public:
  static constexpr std::size_t bytes_needed(std::size_t capacity) { return 128 + capacity; }
  // Makes an empty pipe at `at` (capacity: a power of two, at most 2^30) / opens one made by
  // somebody else.
  static Pipe make(SharedMemory& memory, Offset at, std::size_t capacity);
  static Pipe open(SharedMemory& memory, Offset at);

  std::size_t readable_bytes() const;
  std::size_t writable_bytes() const;
  // As many as fit / as there are; returns how many. Wakes the other end. A process killed in the
  // middle of either has done it wholly or not at all.
  std::size_t write(std::span<const std::byte> bytes);
  std::size_t read(std::span<std::byte> bytes);
  // The same in two steps, for a reader that must take a message as one: a look at bytes that are
  // there (the caller has asked readable_bytes), beginning `from` bytes after the next; and to have
  // read that many.
  void peek(std::size_t from, std::span<std::byte> bytes) const;
  void skip(std::size_t count);
  // Words that change whenever bytes were written / read: wait on them with the value seen before
  // checking.
  Offset written_word() const { return at_; }
  Offset read_word() const { return at_ + 64; }

 private:
  Pipe(SharedMemory& memory, Offset at, std::uint32_t capacity)
      : memory_(&memory), at_(at), capacity_(capacity) {}

  // {written, capacity} on one cache line, {read} on the next, then the bytes. Both count bytes for
  // ever, modulo 2^32.
  SharedMemory* memory_;
  Offset at_;
  std::uint32_t capacity_;
};

}  // namespace telar
