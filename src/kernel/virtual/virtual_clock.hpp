// VirtualClock: the time of an execution on the virtual kernel, and the deadlines that it has to
// come to. It stands still but for a tick at each step, so that steps have an order and busy loops
// end, and jumps to the next deadline when nobody can make a step. The ticks since the last jump
// are borrowed from the wait that follows, so that waits add up exactly.
#pragma once
#include <cstdint>
#include <vector>

#include "base/time.hpp"

namespace telar {

class VirtualClock {
 public:
  static constexpr Nanos kTick = kMicrosecond;
  // Ticks are borrowed from a wait that is at least so many times as long.
  static constexpr Nanos kBorrows = 10;

  // A strand is to be looked at when this time has come.
  struct Timer {
    Nanos when;
    std::uint64_t order;   // of two that are due at once the older comes first
    std::uint32_t strand;  // by number
    std::uint32_t wait;    // which of the strand's waits it belongs to
  };

  void begin();
  Nanos now() const { return base_ + lag_; }
  void tick() { lag_ += kTick; }
  // When a wait of this length ends that begins now.
  Nanos deadline_in(Nanos duration) const {
    // From the last jump, so that waits add up exactly; unless the ticks since then are a part of
    // the wait that counts.
    return after(lag_ <= duration / kBorrows ? base_ : now(), duration);
  }
  // What an execution that ends now has lasted.
  Nanos elapsed() const { return lag_ <= base_ / kBorrows ? base_ : now(); }

  void add_timer(Nanos when, std::uint32_t strand, std::uint32_t wait);
  // Whether a deadline has come.
  bool is_due() const { return next_ <= now(); }
  // The earliest timer, null if there is none; taken away.
  const Timer* first() const { return timers_.empty() ? nullptr : &timers_.front(); }
  void remove_first();

  // The deadline has come. Whether the clock's base moved on to it.
  bool pass(Nanos deadline) {
    if (deadline <= base_) return false;
    lag_ -= deadline - base_;
    base_ = deadline;
    return true;
  }
  // Moves on to the deadline, when no strand can make a step.
  void jump(Nanos deadline) {
    base_ = deadline;
    lag_ = 0;
  }

 private:
  Nanos base_ = 0, lag_ = 0;   // at the last jump; the ticks since
  std::vector<Timer> timers_;  // a heap
  std::uint64_t timers_made_ = 0;
  Nanos next_ = kNever;  // when the first of them is due
};

}  // namespace telar
