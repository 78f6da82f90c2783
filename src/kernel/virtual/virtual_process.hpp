// VirtualProcess: a modelled process of an execution on the virtual kernel: strands that carry its
// id, and what it has in place of an OS process.
#pragma once
#include <cstdint>
#include <memory>

#include "kernel/process_context.hpp"

namespace telar {

struct VirtualProcess {
  std::unique_ptr<ProcessContext> context;
  std::uint32_t main = 0;        // the number of its main strand
  std::uint32_t unfinished = 0;  // strands
  std::uint32_t working = 0;     // of those: the ones that are no daemons
  bool ended = false;            // its strands are being unwound, or have been

  // The same process in the next execution.
  void begin_again() {
    main = unfinished = working = 0;
    ended = false;
    context->begin_again();
  }
};

}  // namespace telar
