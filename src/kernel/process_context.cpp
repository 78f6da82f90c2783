#include "kernel/process_context.hpp"

#include "kernel/kernel.hpp"

namespace telar {

ProcessContext::ProcessContext(Kernel& k, ProcessId i, std::string n, RunSettings r)
    : kernel(k), id(i), name(std::move(n)), settings(r) {}

std::shared_ptr<Segment> ProcessContext::segment() const { return kernel.segment(); }

void ProcessContext::begin_again() {
  // Nobody else is there: a store that orders others would cost more than all the rest.
  constexpr auto relaxed = std::memory_order_relaxed;
  next_strand_.store(0, relaxed);
  next_object_.store(1, relaxed);
  next_task_.store(1, relaxed);
  next_thread_name_.store(1, relaxed);
  next_process_name_.store(1, relaxed);
  children_.clear();
  interpreter_lock.owner = interpreter_lock.promised = std::nullopt;
  kept.begin_again();
  console.forget_id();
  interpreter_lock.forget_id();
}

}  // namespace telar
