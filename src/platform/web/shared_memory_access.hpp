// How a run's memory lies in the instance's shared buffer: kParts parts, each with a header and
// then byte 0.
#pragma once
#include "platform/shared_memory.hpp"

namespace telar {

inline constexpr std::size_t kWaiterCounts = 256;
inline constexpr std::size_t kSharedHeaderBytes = kWaiterCounts * 4;
inline constexpr std::uint32_t kParts = 4;

struct SharedMemoryAccess {
  // The child's end: makes what its parent named its inherited() memory.
  static void adopt(std::uint32_t part, std::uint32_t bytes);
  static std::uint32_t part(const SharedMemory& memory) {
    return static_cast<std::uint32_t>(memory.handle_);
  }
  static bool is_shared(const SharedMemory& memory) { return !memory.base_; }
  // Of a byte of the memory, in the whole buffer.
  static std::uint32_t address(const SharedMemory& memory, Offset at) {
    return static_cast<std::uint32_t>(memory.handle_ + kSharedHeaderBytes) + at;
  }
};

}  // namespace telar
