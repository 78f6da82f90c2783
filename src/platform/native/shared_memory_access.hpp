// What the platform keeps in a run's shared memory before byte 0: who waits, and who started whom.
#pragma once
#include <atomic>

#include "base/ids.hpp"
#include "platform/shared_memory.hpp"

namespace telar {

inline constexpr std::size_t kWaiterCounts = 256;

// Written by a child's starter before it starts it. So whoever sees that the starter has died can
// find its children, which die with it, and say in their status words that they have ended.
struct Birth {
  std::uint32_t starter_plus_one;  // 0: there is no such process
  std::uint32_t starter_os_id;
  Offset status;
};

struct SharedHeader {
  std::uint32_t waiters[kWaiterCounts];
  Birth births[kMaxProcesses];
};
inline constexpr std::size_t kSharedHeaderBytes = 64 * 1024;
static_assert(sizeof(SharedHeader) <= kSharedHeaderBytes);

struct SharedMemoryAccess {
  // The child's end: maps what its parent left open as `fd`, and makes it inherited(). False if
  // there is no such thing.
  static bool adopt(int fd);
  static int fd(SharedMemory& memory) { return memory.handle_; }
  static Birth& birth(SharedMemory& memory, ProcessId id) {
    return reinterpret_cast<SharedHeader*>(memory.base_ - kSharedHeaderBytes)->births[id];
  }
};

}  // namespace telar
