// Mutex: mutual exclusion within this process by one word, for what there are very many of and is
// hardly ever fought for: each object of the real kernel has one. Taken and given back without a
// call while nobody waits (Drepper: Futexes Are Tricky, 2011). For std::lock_guard and
// std::unique_lock. Not recursive. Never locked on the browser's UI thread.
#pragma once
#include <atomic>
#include <cstdint>

#include "platform/futex.hpp"

namespace telar {

class Mutex {
 public:
  Mutex() = default;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void lock() {
    std::uint32_t state = kFree;
    if (!state_.compare_exchange_strong(state, kHeld, std::memory_order_acquire)) [[unlikely]]
      wait();
  }
  void unlock() {
    // The mutex may be gone once it is free: waking nobody at its address does no harm.
    if (state_.exchange(kFree, std::memory_order_release) == kAwaited) [[unlikely]]
      futex_wake(state_, 1);
  }

 private:
  static constexpr std::uint32_t kFree = 0, kHeld = 1, kAwaited = 2;  // awaited: held, and more

  void wait() {
    // A thread that has waited leaves it awaited, since there may be others.
    while (state_.exchange(kAwaited, std::memory_order_acquire) != kFree)
      futex_wait(state_, kAwaited);
  }

  std::atomic<std::uint32_t> state_{kFree};
};

}  // namespace telar
