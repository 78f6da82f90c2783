// The ends of strands, processes and executions on the virtual kernel, and its processes.
#include <algorithm>

#include "kernel/segment.hpp"
#include "kernel/virtual/virtual_kernel.hpp"

namespace telar {

void VirtualKernel::finish(std::uint32_t number) {
  VirtualStrand& s = at(number);
  set_ready(s, false);
  ++s.wait;
  s.error_ = strands_[number].task.take_error();
  strands_[number].task = {};
  s.kept_.clear();
  if (s.computing) give_core(s);
  if (s.error_ && s.process().report_error) s.process().report_error(s, s.error_);
  if (s.recorder_) log_.show(s, State::finished);
  s.finished_.store(true, std::memory_order_relaxed);
  if (notes_) note(s, s.ended(), kEnds);
  if (s.ended().has_waiters()) look_again_at(s.ended());
  const ProcessId id = process_of(s.id());
  VirtualProcess& process = processes_[id];
  --process.unfinished;
  if (!s.daemon() && --process.working == 0 && !process.ended) end_process_by_itself(id);
}

// Ends a body where it stands. Its frames are destroyed, which is what an exception would come to,
// and costs a hundredth.
void VirtualKernel::unwind(VirtualStrand& s) {
  if (s.finished()) return;
  if (const OperationTable* const table = std::exchange(s.waiter_.pending.table, nullptr))
    if (table->enabled) s.waiter_.pending.object->dequeue(s.waiter_);
  Strand* const before = std::exchange(VirtualStrand::current_, &s);
  strands_[s.number].task = {};
  VirtualStrand::current_ = before;
  finish(s.number);
}

void VirtualKernel::unwind_process(ProcessId id) {
  if (!over_ && processes_[id].unfinished > 0)
    for (ExecutionObserver* observer : observers_) observer->unwinds();
  // A strand after those that it started, since they may use what lies in its frames: they are
  // younger.
  for (std::size_t i = strands_used_; i-- > 0;)
    if (process_of(strands_[i].strand->id()) == id) unwind(*strands_[i].strand);
}

void VirtualKernel::unwind_all() {
  for (VirtualProcess& p : processes_) p.ended = true;
  for (std::size_t i = strands_used_; i-- > 0;) unwind(*strands_[i].strand);
}

// Its main strand and its threads have ended: the daemons are stopped, and its parent may see it.
void VirtualKernel::end_process_by_itself(ProcessId id) {
  processes_[id].ended = true;
  unwind_process(id);
  const VirtualStrand& main = at(processes_[id].main);
  const int code = main.error() ? 1 : 0;
  if (id == 0) {
    if (main.error() && options_.describe) error_ = options_.describe(main.error());
    return end(main.error() ? Outcome::failed : Outcome::finished);
  }
  record(make_strand_id(id, 0), EventKind::process_ended, id, static_cast<std::uint64_t>(code));
  segment_->set_ended(id, code);
  look_again_at_all();
}

void VirtualKernel::end(Outcome outcome) {
  if (over_) return;
  for (ExecutionObserver* observer : observers_) observer->ends();
  over_ = true;
  notes_ = false;
  outcome_ = outcome;
  // A strand that is still there has not ended by itself: how it is unwound is not what happened.
  for (std::size_t i = 0; i < strands_used_; ++i)
    if (VirtualStrand& s = *strands_[i].strand; !s.finished()) s.recorder_ = nullptr;
  unwind_all();
  for (ProcessId id = static_cast<ProcessId>(processes_.size()); id-- > 0;) {
    if (id > 0 && segment_->state_of(id) == ProcessState::ended) continue;
    const bool fine = outcome == Outcome::finished && id == 0;
    record(make_strand_id(id, 0), EventKind::process_ended, id,
           static_cast<std::uint64_t>(fine ? 0 : 1));
    if (id > 0) segment_->set_ended(id, 1);
  }
}

void VirtualKernel::stop() {
  new_strands_.clear();
  end(Outcome::stopped);
}

void VirtualKernel::start_process(ProcessId id) {
  ChildProgram program = options_.child(*segment_, id);
  if (processes_.size() <= id) processes_.resize(id + 1);
  VirtualProcess& process = processes_[id];
  process.context = make_process(id, program.name, program.settings);
  process.context->identity = program.identity;
  process.context->daemon = program.daemon;
  segment_->set_running(id);
  auto strand = std::make_shared<VirtualStrand>(*process.context, "MainThread",
                                                std::move(program.body), false);
  record(strand->id(), EventKind::process_running, id, 0);
  record(strand->id(), EventKind::strand_started, strand->id(), 0, strand->name());
  process.main = add(std::move(strand));
}

void VirtualKernel::end_process(ProcessId id, int signal) {
  if (segment_->state_of(id) == ProcessState::ended) return;
  VirtualProcess& process = processes_[id];
  process.ended = true;
  segment_->set_ended(id, -signal);
  record(make_strand_id(id, 0), EventKind::process_ended, id,
         static_cast<std::uint64_t>(-static_cast<std::int64_t>(signal)));
  // Nothing of it is seen any more.
  for (std::size_t i = 0; i < strands_used_; ++i)
    if (VirtualStrand& s = *strands_[i].strand; process_of(s.id()) == id) s.recorder_ = nullptr;
  unwind_process(id);
  for (ProcessId child = 1; child < processes_.size(); ++child)
    if (segment_->parent_of(child) == id) end_process(child, signal);
  look_again_at_all();
}

}  // namespace telar
