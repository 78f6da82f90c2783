#include "kernel/virtual_kernel.hpp"

#include <algorithm>
#include <cstdio>

#include "base/check.hpp"
#include "kernel/schedule.hpp"
#include "kernel/segment.hpp"

namespace telar {
namespace {

// What repeats the execution in which a check failed.
void say_where() {
  const Strand* const strand = Strand::current();
  const VirtualKernel* const kernel = strand ? strand->virtual_kernel() : nullptr;
  if (!kernel) return;
  std::fprintf(stderr, "in step %llu of a virtual run, by %s; its schedule: %s\n",
               static_cast<unsigned long long>(kernel->steps()), strand->name().c_str(),
               choices_text(kernel->choices()).c_str());
}

}  // namespace

VirtualKernel::VirtualKernel(Options options) : options_(std::move(options)) {
  TELAR_CHECK(!options_.find_races || !options_.watcher);  // each numbers objects in its own way
  [[maybe_unused]] static const bool told = (set_check_context(say_where), true);
  if (!options_.record) return;
  recorder_ = std::make_unique<Recorder>();
  recorder_->drain_when_full(events_);
}

VirtualKernel::~VirtualKernel() {
  stop();
  // Strands before the processes that they belong to.
  strands_.clear();
}

// --- an execution

void VirtualKernel::begin(std::function<Task<>()> main) {
  const std::function<Task<>()> bodies[] = {std::move(main)};
  begin(bodies);
}

void VirtualKernel::begin(std::span<const std::function<Task<>()>> bodies) {
  stop();
  strands_.clear();
  processes_.clear();
  bodies_.assign(bodies.begin(), bodies.end());
  begin();
}

void VirtualKernel::begin_again() {
  stop();
  begin();
}

void VirtualKernel::begin() {
  over_ = false;
  outcome_ = Outcome::running;
  lag_ = 0;
  steps_ = switches_ = preemptions_ = 0;
  move_clock(0);
  last_ = ReadySet::kNone;
  error_.clear();
  output_.clear();
  final_state_.clear();
  waiting_.clear();
  choices_.clear();
  said_choices_ = 0;
  new_strands_.clear();
  timers_.clear();
  timers_made_ = 0;
  next_deadline_ = kNever;
  free_cores_ = options_.cores;
  gated_ = false;
  if (options_.find_races) races_.begin();
  // As on a new kernel: strategies may look at how much room there is.
  ready_.reset(std::max<std::size_t>(bodies_.size(), 64));
  // How the last execution was unwound is not this one's.
  if (recorder_) recorder_->drain(events_);
  events_.clear();

  // The main process and the first strands are those of the last execution, made as new.
  if (segment_ && (processes_.size() > 1 || segment_->is_used())) segment_->start_afresh();
  const bool again = !processes_.empty();
  if (!again) {
    processes_.emplace_back();
    processes_[0].context = make_process(0, options_.process_name, options_.settings);
  }
  strands_.resize(std::min(strands_.size(), bodies_.size()));  // before what they belong to
  processes_.resize(1);
  Process& process = processes_[0];
  process.main = process.unfinished = process.working = 0;
  process.ended = false;
  process.computing = nullptr;
  process.context->start_afresh();
  strands_used_ = 0;
  record(make_strand_id(0, 0), EventKind::process_started, 0, 0, 0, process.context->name);
  record(make_strand_id(0, 0), EventKind::process_running, 0, 0, 0);
  for (std::size_t i = 0; i < bodies_.size(); ++i) {
    std::shared_ptr<Strand> strand;
    if (i < strands_.size() && strands_[i].strand.use_count() == 1) {
      strand = std::move(strands_[i].strand);
      strand->start_afresh();
    } else {
      std::string name = i == 0 ? options_.strand_name : "Thread-" + std::to_string(i);
      strand = std::make_shared<Strand>(*process.context, std::move(name), bodies_[i], false);
    }
    record(make_strand_id(0, 0), EventKind::strand_started, 0, strand->id(), 0, strand->name());
    add(std::move(strand));
  }
  settle();
}

std::unique_ptr<ProcessContext> VirtualKernel::make_process(ProcessId id, std::string name,
                                                            RunSettings settings) {
  auto process = std::make_unique<ProcessContext>(*this, id, std::move(name), settings);
  process->report_error = options_.report_error;
  process->flush = [this] {
    if (recorder_) recorder_->drain(events_);
  };
  return process;
}

std::uint32_t VirtualKernel::add(std::shared_ptr<Strand> strand) {
  const auto number = static_cast<std::uint32_t>(strands_used_++);
  ready_.make_room(strands_used_);
  strand->number_ = number;
  strand->recorder_ = recorder_.get();
  Process& process = processes_[process_of(strand->id())];
  ++process.unfinished;
  if (!strand->daemon()) ++process.working;
  if (strands_.size() < strands_used_) strands_.emplace_back();
  strands_[number].strand = std::move(strand);
  new_strands_.push_back(number);
  return number;
}

void VirtualKernel::start(std::shared_ptr<Strand> strand, Strand& starter) {
  record(starter.id(), EventKind::strand_started, 0, strand->id(), 0, strand->name());
  const std::uint32_t number = add(std::move(strand));
  if (options_.find_races) races_.started(starter.number_, number);
  if (options_.watcher) options_.watcher->started(starter.number_, number);
}

void VirtualKernel::launch(std::uint32_t number) {
  Strand& s = *strands_[number].strand;
  if (s.finished()) return;
  if (recorder_) show(s, State::ready);
  Strand* const before = std::exchange(Strand::current_, &s);
  Task<>& task = strands_[number].task = s.body_();
  task.bind(s);
  s.drive();
  if (!s.waiter_.operation) finish(number);
  Strand::current_ = before;
}

void VirtualKernel::step(std::uint32_t number) {
  TELAR_CHECK(ready_.contains(number));
  Strand& s = *strands_[number].strand;
  if (number != last_) {
    if (last_ != ReadySet::kNone) {
      ++switches_;
      preemptions_ += ready_.contains(last_);
    }
  }
  if (recorder_ && (number != last_ || s.shown_ != State::running)) show_switch(s);
  last_ = number;
  Waiter& w = s.waiter_;
  const OperationTable& table = *w.table;
  void* const operation = std::exchange(w.operation, nullptr);
  Object& object = *w.object;
  const bool performs = !table.enabled || table.enabled(operation, s);
  if (table.enabled) object.dequeue(w);
  if (w.deadline != kNever) ++s.wait_;  // its timer is void
  Strand::current_ = &s;
  if (performs) {
    table.perform(operation, s);
  } else {
    table.expire(operation, s);
  }
  if (notes()) note(s, object, table);
  if (object.has_waiters() && (table.writes || !performs)) look_again_at(object);
  ++steps_;
  lag_ += kTick;  // the operation was at the beginning of the step; where it leads to, at its end
  s.next = s.suspended_at_;
  s.drive();
  if (!w.operation && !s.finished()) finish(number);
  Strand::current_ = nullptr;
  if (needs_care()) settle();
}

// Another strand makes the next step than made the last.
void VirtualKernel::show_switch(Strand& to) {
  if (last_ != ReadySet::kNone)
    if (Strand& last = *strands_[last_].strand; last.shown_ == State::running && !last.computing_)
      show(last, State::ready);
  if (to.shown_ != State::running) show(to, State::running);
}

void VirtualKernel::suspended(Strand& s) {
  Waiter& w = s.waiter_;
  if (!w.table->enabled && !gated_) return set_ready(s, true);
  if (w.table->enabled) w.object->enqueue(w);
  if (w.deadline != kNever && w.deadline > now()) {
    timers_.push_back({w.deadline, timers_made_++, s.number_, ++s.wait_});
    std::push_heap(timers_.begin(), timers_.end());
    next_deadline_ = timers_.front().when;
  }
  const bool can_go = can(s);
  set_ready(s, can_go && may_step(s));
  if (recorder_ && !can_go) show_waiting(s);
}

void VirtualKernel::performed(Strand& s, Object& object, const OperationTable& table) {
  if (notes()) note(s, object, table);
  if (table.writes && object.has_waiters()) look_again_at(object);
}

void VirtualKernel::note(Strand& s, Object& object, const OperationTable& table) {
  if (options_.find_races) races_.performed(s, s.number_, object, table, steps_, now());
  if (options_.watcher) options_.watcher->performed(s.number_, object, table);
}

void VirtualKernel::look_again(Strand& s) {
  if (!s.waiter_.operation) return;  // it makes a step, or is new, or has ended
  const bool can_go = can(s);
  set_ready(s, can_go && may_step(s));
  if (!recorder_ || s.computing_) return;
  const bool waits = s.shown_ == State::blocked || s.shown_ == State::sleeping;
  if (can_go && waits) show(s, State::ready);
  if (!can_go && !waits) show_waiting(s);
}

void VirtualKernel::look_again_at(Object& object) {
  for (const Waiter* w = object.first_waiter(); w; w = w->next) look_again(*w->strand);
}

void VirtualKernel::look_again_at_all() {
  for (std::size_t i = 0; i < strands_used_; ++i) look_again(*strands_[i].strand);
}

// --- time

void VirtualKernel::settle() {
  for (;;) {
    // Those just started run to their first operation: what is before it nobody else can see.
    while (!new_strands_.empty()) {
      const std::uint32_t number = new_strands_.front();
      new_strands_.erase(new_strands_.begin());
      launch(number);
    }
    if (over_) return;
    if (next_deadline_ <= now()) pass_deadlines();
    if (!ready_.empty()) break;
    if (jump()) continue;
    for (std::size_t i = 0; i < strands_used_; ++i)
      if (const Strand& s = *strands_[i].strand; !s.finished())
        waiting_.push_back(pending(s.number_));
    return end(Outcome::deadlock);
  }
  if (steps_ < last_step_) return;
  const bool es = language() == Language::es, too_long = steps_ >= options_.most_steps;
  error_ = std::to_string(too_long ? steps_ : options_.most_steps_at_once);
  if (too_long) {
    error_ +=
        es ? " pasos sin haber acabado: es demasiado largo" : " steps and not over: it is too long";
  } else {
    error_ +=
        es ? " pasos sin que pase el tiempo: ¿un bucle sin fin, o hilos que se ceden el paso para "
             "siempre?"
           : " steps while no time passes: an endless loop, or threads that give way for ever?";
  }
  end(Outcome::failed);
}

// The time of a deadline has come.
void VirtualKernel::move_clock(Nanos to) {
  base_ = to;
  last_step_ = std::min(steps_ + options_.most_steps_at_once, options_.most_steps);
}

void VirtualKernel::pass_deadlines() {
  while (!timers_.empty() && timers_.front().when <= now()) {
    const Timer t = timers_.front();
    std::pop_heap(timers_.begin(), timers_.end());
    timers_.pop_back();
    Strand& s = *strands_[t.strand].strand;
    if (s.wait_ != t.wait || !s.waiter_.operation) continue;
    if (t.when > base_) {
      lag_ -= t.when - base_;
      move_clock(t.when);
    }
    look_again(s);
  }
  next_deadline_ = timers_.empty() ? kNever : timers_.front().when;
}

bool VirtualKernel::jump() {
  while (!timers_.empty()) {
    const Timer& t = timers_.front();
    const Strand& s = *strands_[t.strand].strand;
    if (s.wait_ == t.wait && s.waiter_.operation) {
      move_clock(t.when);
      lag_ = 0;
      if (options_.watcher) options_.watcher->clock_jumped();
      pass_deadlines();
      return true;
    }
    std::pop_heap(timers_.begin(), timers_.end());
    timers_.pop_back();
  }
  next_deadline_ = kNever;
  return false;
}

Nanos VirtualKernel::deadline_in(Nanos duration) const {
  // From the last jump, so that waits add up exactly; unless the ticks since then are a part of the
  // wait that counts.
  return after(lag_ <= duration / kBorrows ? base_ : now(), duration);
}

Nanos VirtualKernel::elapsed() const { return lag_ <= base_ / kBorrows ? base_ : now(); }

// --- compute

void VirtualKernel::take_core(Strand& s) {
  s.computing_ = true;
  --free_cores_;
  gated_ = true;
  if (s.process().settings.gil) processes_[process_of(s.id())].computing = &s;
  look_again_at_all();
}

void VirtualKernel::give_core(Strand& s) {
  s.computing_ = false;
  ++free_cores_;
  gated_ = free_cores_ < options_.cores;
  if (Process& p = processes_[process_of(s.id())]; p.computing == &s) p.computing = nullptr;
  look_again_at_all();
}

bool VirtualKernel::is_wanted(const Strand& s) const {
  for (std::size_t i = 0; i < strands_used_; ++i) {
    const Strand& other = *strands_[i].strand;
    if (&other != &s && process_of(other.id()) == process_of(s.id()) && other.waiter_.operation &&
        can(other))
      return true;
  }
  return s.process().interpreter_lock.has_waiters();
}

// --- what is seen

void VirtualKernel::record(StrandId strand, EventKind kind, std::uint16_t detail, std::uint64_t a,
                           std::uint64_t b, std::string_view text) {
  if (recorder_) recorder_->record({now(), strand, kind, detail, a, b}, text);
}

void VirtualKernel::show(Strand& s, State state, ObjectId object, Nanos deadline) {
  s.shown_ = state;
  s.record(EventKind::strand_state, static_cast<std::uint16_t>(state), object,
           state == State::blocked || state == State::sleeping
               ? static_cast<std::uint64_t>(deadline)
               : 0);
}

void VirtualKernel::show_waiting(Strand& s) {
  Waiter& w = s.waiter_;
  if (s.computing_) return;
  const bool sleeps = w.object->kind() == ObjectKind::none;
  show(s, sleeps ? State::sleeping : State::blocked, sleeps ? 0 : w.object->id(s), w.deadline);
}

Waiting VirtualKernel::pending(std::uint32_t number) const {
  const Strand& s = strand(number);
  Waiting waiting;
  waiting.strand = s.id();
  waiting.name = s.process().id == 0 ? s.name() : s.process().name + " " + s.name();
  const Waiter& w = s.waiter_;
  if (!w.operation) return waiting;
  waiting.verb = w.table->verb;
  waiting.kind = w.object->kind();
  waiting.object = w.object->name();
  if (w.table->detail) waiting.detail = w.table->detail(w.operation);
  if (!can(s)) waiting.holder = w.object->held_by();
  waiting.deadline = w.deadline;
  return waiting;
}

void VirtualKernel::take_events(std::vector<Event>& out) {
  if (!recorder_) return;
  recorder_->drain(events_);
  out.insert(out.end(), events_.begin(), events_.end());
  events_.clear();
}

void VirtualKernel::note_final(const std::string& name, const std::string& value) {
  // Of a process that is being ended it was not the end.
  const Strand* const strand = Strand::current();
  if (over_ || (strand && processes_[process_of(strand->id())].ended)) return;
  if (!final_state_.empty()) final_state_ += ' ';
  final_state_ += name;
  final_state_ += '=';
  final_state_ += value;
}

}  // namespace telar
