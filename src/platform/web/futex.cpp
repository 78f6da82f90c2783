#include "platform/futex.hpp"

#include "platform/clock.hpp"

namespace telar {

bool futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t expected, Nanos deadline) {
  Nanos timeout = -1;  // for ever
  if (deadline != kNever) {
    timeout = deadline - monotonic_now();
    if (timeout < 0) timeout = 0;
  }
  constexpr int kTimedOut = 2;
  const int result = __builtin_wasm_memory_atomic_wait32(reinterpret_cast<int*>(&word), static_cast<int>(expected), timeout);
  return result != kTimedOut || monotonic_now() < deadline;  // engines round timeouts
}

void futex_wake(std::atomic<std::uint32_t>& word, int count) {
  __builtin_wasm_memory_atomic_notify(reinterpret_cast<int*>(&word), static_cast<unsigned>(count));
}

}  // namespace telar
