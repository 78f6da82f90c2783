// Names of things in a run. Ids are small, dense and never reused within a run, so the Store can
// index by them.
#pragma once
#include <cstdint>

namespace telar {

// A process: 0 is the main one, then in order of start over the whole run.
using ProcessId = std::uint32_t;
// A strand: its process in the upper 12 bits, its number within the process (in order of start) in
// the lower 20. So two processes name their strands without asking each other.
using StrandId = std::uint32_t;
// An object that strands wait on, numbered within its process in order of creation; 0 is "none".
using ObjectId = std::uint32_t;
// An asyncio task, numbered within its process from 1 (as in Python's "Task-1"); 0 is "none".
using TaskId = std::uint32_t;

inline constexpr ProcessId kMaxProcesses = 1u << 12;

constexpr StrandId make_strand_id(ProcessId process, std::uint32_t number) {
  return process << 20 | (number & 0xfffff);
}
constexpr ProcessId process_of(StrandId strand) { return strand >> 20; }
constexpr std::uint32_t number_of(StrandId strand) { return strand & 0xfffff; }

}  // namespace telar
