// RealStrand: what the real kernel keeps of a strand: its OS thread and where that parks. Only the
// files of this folder see it.
#pragma once
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>

#include "kernel/strand.hpp"

namespace telar {

// The parking place of a strand: the thread sleeps on `word`, and is made to look again by bumping
// and waking it. Parkers outlive their strands (the kernel keeps and reuses them), so that a late
// waker never touches the memory of a strand that is gone.
struct Parker {
  std::atomic<std::uint32_t> word{0};
  // While it waits in memory shared with other processes: the offset of the word it sleeps on, else
  // 0.
  std::atomic<std::uint32_t> shared_word{0};
};

class RealStrand final : public Strand {
 public:
  RealStrand(ProcessContext& process, std::string name, Body body, bool daemon)
      : Strand(process, std::move(name), std::move(body), daemon) {}

  using Strand::body_, Strand::current_, Strand::drive, Strand::error_, Strand::finished_,
      Strand::kept_, Strand::recorder_, Strand::stop_requested_, Strand::waiter_;

  Parker* parker = nullptr;
  std::optional<StrandId> starter;  // of those unfinished, for the order in which they are stopped
  std::mutex join_mutex;
  std::thread thread;  // joinable until joined, under join_mutex
};

}  // namespace telar
