#include "kernel/process_context.hpp"

#include "kernel/strand.hpp"

namespace telar {

std::optional<StrandId> InterpreterLock::held_by() const {
  return owner ? std::optional(owner->id()) : std::nullopt;
}

ProcessContext::ProcessContext(Kernel& k, std::shared_ptr<Segment> s, ProcessId i, std::string n, RunSettings r)
    : kernel(k), segment(std::move(s)), id(i), name(std::move(n)), settings(r) {}

}  // namespace telar
