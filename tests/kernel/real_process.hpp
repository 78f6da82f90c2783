// RealProcess: a process on the real kernel whose main strand is the calling thread. For tests that
// need threads (tests/threads.hpp).
#pragma once
#include <memory>
#include <utility>

#include "kernel/process_context.hpp"
#include "kernel/real/real_kernel.hpp"
#include "kernel/task.hpp"
#include "platform/clock.hpp"

namespace telar::testing {

struct RealProcess {
  RealKernel kernel{monotonic_now()};
  ProcessContext process{kernel, 0, "MainProcess", RunSettings{}};

  void run(Body main) {
    kernel.run_main(kernel.make_strand(process, "main", std::move(main), false));
  }
  std::shared_ptr<Strand> start(Body body, Strand& starter, bool daemon = false) {
    auto strand = kernel.make_strand(process, "thread", std::move(body), daemon);
    kernel.start(strand, starter);
    return strand;
  }
};

}  // namespace telar::testing
