#include "kernel/real/event_uplink.hpp"

#include <algorithm>

#include "platform/clock.hpp"
#include "trace/packet.hpp"

namespace telar {

bool EventUplink::pump_locked() {
  if (bytes_.size() - sent_ < kMostBacklog) {
    events_.clear();
    collector_.drain(events_);
    write_packet(bytes_, events_);
  }
  sent_ += pipe_.write(std::span(bytes_).subspan(sent_));
  if (sent_ == bytes_.size()) {
    bytes_.clear();
    sent_ = 0;
  }
  return bytes_.empty();
}

void EventUplink::pump() {
  std::lock_guard lock(mutex_);
  pump_locked();
}

void EventUplink::finish(Nanos deadline) {
  for (;;) {
    const std::uint32_t seen = memory_.load(pipe_.read_word());
    {
      std::lock_guard lock(mutex_);
      if (pump_locked()) return;
    }
    const Nanos now = monotonic_now();
    if (now >= deadline) return;
    memory_.wait(pipe_.read_word(), seen, std::min(deadline, now + 50 * kMillisecond));
  }
}

}  // namespace telar
