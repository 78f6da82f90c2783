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
  next_strand_ = 0;
  next_object_ = 1;
  next_task_ = 1;
  next_thread_name_ = next_process_name_ = 1;
  children_.clear();
  interpreter_lock.owner = interpreter_lock.promised = nullptr;
  console.forget_id();
  interpreter_lock.forget_id();
}

}  // namespace telar
