// VirtualCores: the modelled cores of a virtual run. While all of them are held, or a thread of
// one's own process computes with the interpreter lock, a strand makes no step.
#pragma once
#include <cstddef>
#include <vector>

#include "base/ids.hpp"
#include "kernel/process_context.hpp"
#include "kernel/virtual/virtual_strand.hpp"

namespace telar {

class VirtualCores {
 public:
  // All are free.
  void begin(int cores) {
    cores_ = free_ = cores;
    with_interpreter_.clear();
  }
  // Whether nobody computes: then everybody may make a step.
  bool all_free() const { return free_ == cores_; }
  bool lets(const VirtualStrand& s) const {
    return all_free() || s.computing || (free_ > 0 && !interpreter_is_held(process_of(s.id())));
  }
  void take(VirtualStrand& s) {
    s.computing = true;
    --free_;
    if (!s.process().settings.gil) return;
    const ProcessId process = process_of(s.id());
    if (with_interpreter_.size() <= process) with_interpreter_.resize(process + 1);
    with_interpreter_[process] = &s;
  }
  void give(VirtualStrand& s) {
    s.computing = false;
    ++free_;
    const ProcessId process = process_of(s.id());
    if (process < with_interpreter_.size() && with_interpreter_[process] == &s)
      with_interpreter_[process] = nullptr;
  }

 private:
  bool interpreter_is_held(ProcessId process) const {
    return process < with_interpreter_.size() && with_interpreter_[process];
  }

  int cores_ = 0, free_ = 0;
  std::vector<const VirtualStrand*> with_interpreter_;  // by process: who computes with its lock
};

}  // namespace telar
