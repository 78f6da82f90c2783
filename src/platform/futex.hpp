// Waiting on a word of this process's own memory. The one way in which the real kernel blocks an OS
// thread on things that are not shared between processes. Never called on the browser's UI thread.
#pragma once
#include <atomic>
#include <cstdint>

#include "base/time.hpp"

namespace telar {

// Sleeps while word == expected, until woken or `deadline` (monotonic_now's clock). False only if
// the deadline passed. May return early: the caller checks its condition again.
bool futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t expected, Nanos deadline = kNever);
void futex_wake(std::atomic<std::uint32_t>& word, int count);

}  // namespace telar
