#include "trace/recorder.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace telar {

Recorder::Recorder(std::size_t capacity)
    : mask_(std::bit_ceil(std::max<std::size_t>(capacity, 2)) - 1),
      // Not cleared: pages that are never written are never there.
      events_(std::make_unique_for_overwrite<Event[]>(mask_ + 1)),
      limit_(mask_ + 1) {}

void Recorder::put(std::uint64_t head, const Event& event, std::string_view text) noexcept {
  events_[head++ & mask_] = event;
  while (!text.empty()) {
    const std::size_t size = std::min<std::size_t>(text.size(), 16);
    char rest[16]{};
    const char* const bytes = size == 16 ? text.data() : rest;
    if (size < 16) std::memcpy(rest, text.data(), size);
    std::uint64_t a, b;
    std::memcpy(&a, bytes, 8);
    std::memcpy(&b, bytes + 8, 8);
    events_[head++ & mask_] = {
        event.time, event.strand, EventKind::text, static_cast<std::uint16_t>(size), a, b};
    text.remove_prefix(size);
  }
  head_.store(head, std::memory_order_release);
}

// The ring looks full, or there is a gap to tell of first.
void Recorder::record_slowly(const Event& event, std::string_view text) noexcept {
  const std::uint64_t head = head_.load(std::memory_order_relaxed);
  const std::uint64_t count = events_of(text.size());
  if (when_full_ && head + count > tail_.load(std::memory_order_relaxed) + mask_ + 1)
    drain(*when_full_);
  const std::uint64_t limit = tail_.load(std::memory_order_acquire) + mask_ + 1;
  const bool gap = gap_.a > 0;
  if (head + gap + count > limit) {
    if (!gap) {
      gap_ = {event.time, event.strand, EventKind::dropped, 0, 0, 0};
      // Release: who reads these of a newer gap must also see that the older one has been told of
      // in the ring.
      gap_time_.store(event.time, std::memory_order_release);
      gap_strand_.store(event.strand, std::memory_order_release);
    }
    gap_.a += count;
    lost_.store(lost_.load(std::memory_order_relaxed) + count, std::memory_order_release);
    limit_ = 0;
    return;
  }
  limit_ = limit;
  if (gap) {  // becomes visible together with the event: put() publishes both
    events_[head & mask_] = gap_;
    gap_.a = 0;
  }
  put(head + gap, event, text);
}

std::size_t Recorder::drain(std::vector<Event>& out) {
  const std::size_t before = out.size();
  // The order of these loads matters. What `lost` counts is either told by a `dropped` event that
  // `head` includes, or nothing has been recorded since and its place is after everything that
  // `head` includes.
  const std::uint64_t lost = lost_.load(std::memory_order_acquire);
  const Nanos gap_time = gap_time_.load(std::memory_order_acquire);
  const StrandId gap_strand = gap_strand_.load(std::memory_order_acquire);
  const std::uint64_t head = head_.load(std::memory_order_acquire);
  const std::uint64_t tail = tail_.load(std::memory_order_relaxed);

  const std::size_t needed = before + static_cast<std::size_t>(head - tail) + 1;
  if (needed > out.capacity()) out.reserve(std::max(needed, 2 * out.capacity()));
  for (std::uint64_t at = tail; at != head; ++at) {
    Event event = events_[at & mask_];
    if (event.kind == EventKind::dropped) [[unlikely]] {
      lost_in_ring_ += event.a;
      event.a -= std::exchange(told_early_, 0);
      if (event.a == 0) continue;
    }
    out.push_back(event);
  }
  tail_.store(head, std::memory_order_release);

  if (lost > lost_in_ring_ + told_early_) {
    out.push_back(
        {gap_time, gap_strand, EventKind::dropped, 0, lost - lost_in_ring_ - told_early_, 0});
    told_early_ = lost - lost_in_ring_;
  }
  return out.size() - before;
}

Recorder* Collector::open() {
  std::lock_guard lock(mutex_);
  Recorder* recorder;
  if (free_.empty()) {
    recorder = recorders_.emplace_back(std::make_unique<Recorder>(capacity_)).get();
  } else {
    recorder = free_.back();
    free_.pop_back();
  }
  open_.push_back(recorder);
  return recorder;
}

void Collector::close(Recorder* recorder) {
  std::lock_guard lock(mutex_);
  std::erase(open_, recorder);
  closed_.push_back(recorder);
}

void Collector::drain(std::vector<Event>& out) {
  std::lock_guard lock(mutex_);
  for (Recorder* recorder : closed_) {
    recorder->drain(out);
    free_.push_back(recorder);
  }
  closed_.clear();
  for (Recorder* recorder : open_) recorder->drain(out);
}

}  // namespace telar
