// The futex system call, for words of this process (private) and words in shared mappings.
#pragma once
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

#include "base/time.hpp"

namespace telar {

// `flag` is 0 or FUTEX_PRIVATE_FLAG. False only if the deadline (CLOCK_MONOTONIC) passed.
inline bool futex_call_wait(void* word, std::uint32_t expected, Nanos deadline, int flag) {
  timespec until;
  if (deadline != kNever) {
    if (deadline < 0) deadline = 0;
    until = {static_cast<time_t>(deadline / kSecond), static_cast<long>(deadline % kSecond)};
  }
  const long result =
      syscall(SYS_futex, word, FUTEX_WAIT_BITSET | flag, expected,
              deadline == kNever ? nullptr : &until, nullptr, FUTEX_BITSET_MATCH_ANY);
  return result == 0 || errno != ETIMEDOUT;
}

inline void futex_call_wake(void* word, int count, int flag) {
  syscall(SYS_futex, word, FUTEX_WAKE | flag, count);
}

}  // namespace telar
