// Recorder: how a run says what happened. Each recording OS thread has a Recorder (a ring of
// events) of its own; a Collector drains the rings of one process into packets. Recording is a few
// plain stores and one release store: no lock, no allocation, no formatting, no system call (the
// caller passes the time).
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "trace/event.hpp"

namespace telar {

class Recorder {
 public:
  static constexpr std::size_t kDefaultCapacity = 4096;
  // In events; rounded up to a power of two, at least 2.
  explicit Recorder(std::size_t capacity = kDefaultCapacity);
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  // The owning thread only. A full ring drops the event and counts it; the drain then yields a
  // `dropped` event at the gap, with the time and the strand of the first one lost. Never blocks.
  void record(const Event& event) noexcept {
    const std::uint64_t head = head_.load(std::memory_order_relaxed);
    if (head >= limit_) [[unlikely]] {
      // A copy, so that the caller's event has no address and goes from registers into the ring: 7
      // ns less.
      const Event copy = event;
      return record_slowly(copy, {});
    }
    events_[head & mask_] = event;
    head_.store(head + 1, std::memory_order_release);
  }
  // The event and its text, all or nothing. A text longer than the ring never fits: who writes such
  // texts cuts them.
  void record(const Event& event, std::string_view text) noexcept {
    const std::uint64_t head = head_.load(std::memory_order_relaxed);
    if (head + events_of(text.size()) > limit_) [[unlikely]]
      return record_slowly(event, text);
    put(head, event, text);
  }
  // From now on a full ring is drained there by the owning thread instead of losing events: for one
  // that is its own consumer. Recording may then allocate.
  void drain_when_full(std::vector<Event>& out) { when_full_ = &out; }
  // Whether `record(event, text)` with this many bytes of text would fit now (a writer that must
  // not lose output drains its process first). The owning thread only.
  bool fits(std::size_t text_bytes) const noexcept {
    const std::uint64_t used =
        head_.load(std::memory_order_relaxed) - tail_.load(std::memory_order_acquire);
    return used + (gap_.a > 0) + events_of(text_bytes) <= mask_ + 1;
  }

  // One consumer at a time, any thread. Appends what has been recorded; returns how many events.
  std::size_t drain(std::vector<Event>& out);

 private:
  static constexpr std::size_t events_of(std::size_t text_bytes) {
    return 1 + (text_bytes + 15) / 16;
  }
  void put(std::uint64_t head, const Event& event, std::string_view text) noexcept;
  void record_slowly(const Event& event, std::string_view text) noexcept;

  const std::size_t mask_;
  const std::unique_ptr<Event[]> events_;

  // The owner's cache line. Positions count events for ever; a slot is a position & mask_.
  alignas(64) std::atomic<std::uint64_t> head_{0};
  // Positions below are known to be free; 0 after a loss, so that record() goes the slow way.
  std::uint64_t limit_;
  std::vector<Event>* when_full_ = nullptr;
  // What has been lost since the last event that fitted (`a` of them); goes before the next.
  Event gap_{};
  // What the consumer may know of a gap that no event has followed yet. `lost_` is written last.
  std::atomic<Nanos> gap_time_{0};
  std::atomic<StrandId> gap_strand_{0};
  std::atomic<std::uint64_t> lost_{0};  // all that were ever lost

  // The consumer's cache line.
  alignas(64) std::atomic<std::uint64_t> tail_{0};
  std::uint64_t lost_in_ring_ =
      0;                          // of lost_, those whose `dropped` event has come through the ring
  std::uint64_t told_early_ = 0;  // of the gap still open, those already drained as lost
};

// The recorders of one process. Any thread may call any of these; they take a mutex.
class Collector {
 public:
  explicit Collector(std::size_t capacity_of_each = Recorder::kDefaultCapacity)
      : capacity_(capacity_of_each) {}
  // A recorder for the calling thread. Recorders are reused once they are closed and drained:
  // starting 10,000 threads one after the other allocates one ring, if they are drained in between.
  Recorder* open();
  // By the thread that opened it, or after it has ended.
  void close(Recorder* recorder);
  // Appends the events of every ring, each ring in its order, rings one after the other.
  void drain(std::vector<Event>& out);

 private:
  const std::size_t capacity_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Recorder>> recorders_;  // all of them, in one of:
  std::vector<Recorder*> open_, closed_, free_;
};

}  // namespace telar
