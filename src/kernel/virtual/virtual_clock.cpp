#include "kernel/virtual/virtual_clock.hpp"

#include <algorithm>

namespace telar {
namespace {

bool is_later(const VirtualClock::Timer& a, const VirtualClock::Timer& b) {
  return a.when != b.when ? a.when > b.when : a.order > b.order;
}

}  // namespace

void VirtualClock::begin() {
  base_ = lag_ = 0;
  timers_.clear();
  timers_made_ = 0;
  next_ = kNever;
}

void VirtualClock::add_timer(Nanos when, std::uint32_t strand, std::uint32_t wait) {
  timers_.push_back({when, timers_made_++, strand, wait});
  std::push_heap(timers_.begin(), timers_.end(), is_later);
  next_ = timers_.front().when;
}

void VirtualClock::remove_first() {
  std::pop_heap(timers_.begin(), timers_.end(), is_later);
  timers_.pop_back();
  next_ = timers_.empty() ? kNever : timers_.front().when;
}

}  // namespace telar
