#include "platform/futex.hpp"

#include "platform/clock.hpp"
#include "platform/web/javascript.hpp"

namespace telar {

bool futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t expected, Nanos deadline) {
  // By way of JavaScript: V8 11 (Node 20) loses the address register of a memory.atomic.wait32
  // instruction that has an offset, and an optimiser may give it one.
  const bool woken = telar_heap_wait(&word, expected, milliseconds_until(deadline));
  return woken || monotonic_now() < deadline;  // engines round timeouts
}

void futex_wake(std::atomic<std::uint32_t>& word, int count) {
  __builtin_wasm_memory_atomic_notify(reinterpret_cast<int*>(&word), static_cast<unsigned>(count));
}

}  // namespace telar
