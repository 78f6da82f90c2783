#include "kernel/process_context.hpp"

#include "kernel/kernel.hpp"
#include "kernel/strand.hpp"

namespace telar {

std::optional<StrandId> InterpreterLock::held_by() const {
  return owner ? std::optional(owner->id()) : std::nullopt;
}

ProcessContext::ProcessContext(Kernel& k, ProcessId i, std::string n, RunSettings r)
    : kernel(k), id(i), name(std::move(n)), settings(r) {}

std::shared_ptr<Segment> ProcessContext::segment() const { return kernel.segment(); }

void ProcessContext::start_afresh() {
  // Nobody else is there: a store that orders others would cost more than all the rest.
  constexpr auto relaxed = std::memory_order_relaxed;
  next_strand_.store(0, relaxed);
  next_object_.store(1, relaxed);
  next_task_.store(1, relaxed);
  next_thread_name_.store(1, relaxed);
  next_process_name_.store(1, relaxed);
  children_.clear();
  interpreter_lock.owner = interpreter_lock.promised = nullptr;
  console.forget_id();
  interpreter_lock.forget_id();
}

}  // namespace telar
