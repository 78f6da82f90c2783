#include "platform/futex.hpp"

#include "platform/native/futex_call.hpp"

namespace telar {

bool futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t expected, Nanos deadline) {
  return futex_call_wait(&word, expected, deadline, FUTEX_PRIVATE_FLAG);
}

void futex_wake(std::atomic<std::uint32_t>& word, int count) {
  futex_call_wake(&word, count, FUTEX_PRIVATE_FLAG);
}

}  // namespace telar
