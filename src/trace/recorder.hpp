// Recorder: how a run says what happened. Each recording OS thread has a Recorder (a ring of events) of its own; a
// Collector drains the rings of one process into packets. Recording is a few plain stores and one release store: no
// lock, no allocation, no formatting, no system call (the caller passes the time).
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

#include "trace/event.hpp"

namespace telar {

class Recorder {
 public:
  // Rounded up to a power of two.
  explicit Recorder(std::size_t capacity = kDefaultCapacity);
  static constexpr std::size_t kDefaultCapacity = 4096;

  // The owning thread only. A full ring drops the event and counts it; the drain then yields a `dropped` event at
  // the gap. Never blocks.
  void record(const Event& event) noexcept;
  // The event and its text, all or nothing.
  void record(const Event& event, std::string_view text) noexcept;
  // Whether `record(event, text)` with this many bytes of text would fit now (a writer that must not lose output
  // drains its process first).
  bool fits(std::size_t text_bytes) const noexcept;

  // One consumer at a time, any thread. Appends what has been recorded; returns how many events.
  std::size_t drain(std::vector<Event>& out);

 private:
  // (layout and members: the implementer's)
  struct Ring;
  std::unique_ptr<Event[]> events_;
  std::size_t mask_;
  alignas(64) std::atomic<std::uint64_t> head_{0};
  std::uint64_t cached_tail_ = 0;
  std::atomic<std::uint64_t> dropped_{0};
  alignas(64) std::atomic<std::uint64_t> tail_{0};
  std::uint64_t dropped_seen_ = 0;
};

// The recorders of one process. Any thread may call any of these; `drain` calls one at a time take a mutex.
class Collector {
 public:
  // A recorder for the calling thread. Recorders are reused once they are closed and drained: starting 10,000 threads
  // one after the other allocates one ring.
  Recorder* open();
  void close(Recorder* recorder);
  // Appends the events of every ring, each ring in its order, rings one after the other.
  void drain(std::vector<Event>& out);

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Recorder>> recorders_;
  std::vector<Recorder*> open_, closed_, free_;
};

}  // namespace telar
