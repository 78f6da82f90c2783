#include "kernel/process_context.hpp"

#include "kernel/strand.hpp"

namespace telar {

std::optional<StrandId> InterpreterLock::held_by() const {
  return owner ? std::optional(owner->id()) : std::nullopt;
}

ProcessContext::ProcessContext(Kernel& k, std::shared_ptr<Segment> s, ProcessId i, std::string n, RunSettings r)
    : kernel(k), segment(std::move(s)), id(i), name(std::move(n)), settings(r) {}

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
