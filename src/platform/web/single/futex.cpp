// With a single thread nobody else can change the word: waiting is until the deadline.
#include "platform/futex.hpp"

#include "base/check.hpp"
#include "platform/clock.hpp"

namespace telar {

bool futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t expected, Nanos deadline) {
  if (word.load() != expected) return true;
  TELAR_CHECK(deadline != kNever);
  while (monotonic_now() < deadline) {
  }
  return false;
}

void futex_wake(std::atomic<std::uint32_t>&, int) {}

}  // namespace telar
