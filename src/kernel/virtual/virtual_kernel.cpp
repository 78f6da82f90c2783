#include "kernel/virtual/virtual_kernel.hpp"

#include <cstdio>

#include "base/check.hpp"
#include "kernel/schedule.hpp"
#include "kernel/segment.hpp"

namespace telar {
namespace {

// Says what repeats the execution in which a check failed.
void say_where() {
  const Strand* const strand = Strand::current();
  const auto* const kernel = strand ? dynamic_cast<VirtualKernel*>(&strand->kernel()) : nullptr;
  if (!kernel) return;
  std::fprintf(stderr, "in step %llu of a virtual run, by %s; its schedule: %s\n",
               static_cast<unsigned long long>(kernel->steps()), strand->name().c_str(),
               choices_text(kernel->choices()).c_str());
}

}  // namespace

VirtualKernel::VirtualKernel(Options options)
    : options_(std::move(options)), log_(options_.record) {
  [[maybe_unused]] static const bool told = (set_check_context(say_where), true);
}

VirtualKernel::~VirtualKernel() {
  stop();
  // Strands before the processes that they belong to.
  strands_.clear();
}

// --- an execution

void VirtualKernel::begin(Body main) {
  const Body bodies[] = {std::move(main)};
  begin(bodies);
}

void VirtualKernel::begin(std::span<const Body> bodies) {
  stop();
  strands_.clear();
  processes_.clear();
  bodies_.assign(bodies.begin(), bodies.end());
  races_.forget();
  begin(0);
}

void VirtualKernel::begin_again(std::uint64_t same) {
  stop();
  begin(same);
}

void VirtualKernel::begin(std::uint64_t same) {
  over_ = false;
  outcome_ = Outcome::running;
  steps_ = switches_ = preemptions_ = 0;
  allow_more_steps();
  last_ = ReadySet::kNone;
  error_.clear();
  waiting_.clear();
  choices_.clear();
  said_choices_ = 0;
  new_strands_.clear();
  clock_.begin();
  cores_.begin(options_.cores);
  leaves_unguarded_ = !log_.recorder();
  notes_ = options_.find_races || !observers_.empty();
  log_.begin();
  numbers_.begin();
  if (options_.find_races) races_.begin(same);
  for (ExecutionObserver* observer : observers_) observer->begins();
  // As on a new kernel: strategies may look at how much room there is.
  ready_.reset(std::max<std::size_t>(bodies_.size(), 64));

  // The main process and the first strands are those of the last execution, made as new.
  if (segment_ && (processes_.size() > 1 || segment_->is_used())) {
    segment_->begin_again();
    shared_objects_.forget_all();
  }
  if (processes_.empty()) {
    processes_.emplace_back();
    processes_[0].context = make_process(0, options_.process_name, options_.settings);
  }
  strands_.resize(std::min(strands_.size(), bodies_.size()));  // before what they belong to
  processes_.resize(1);
  processes_[0].begin_again();
  strands_used_ = 0;
  const StrandId main = make_strand_id(0, 0);
  record(main, EventKind::process_started, 0, 0, processes_[0].context->name);
  record(main, EventKind::process_running, 0, 0);
  for (std::size_t i = 0; i < bodies_.size(); ++i) {
    VirtualStrand& strand = first_strand(i);
    record(main, EventKind::strand_started, strand.id(), 0, strand.name());
    enter(strand);
  }
  settle();
}

// One of those that are there from the start: that of the last execution, unless somebody still
// refers to it.
VirtualStrand& VirtualKernel::first_strand(std::size_t number) {
  if (number == strands_.size()) strands_.emplace_back();
  std::shared_ptr<VirtualStrand>& strand = strands_[number].strand;
  if (strand.use_count() == 1) {
    strand->begin_again();
  } else {
    std::string name = number == 0 ? options_.strand_name : "Thread-" + std::to_string(number);
    strand = std::make_shared<VirtualStrand>(*processes_[0].context, std::move(name),
                                             bodies_[number], false);
  }
  return *strand;
}

std::unique_ptr<ProcessContext> VirtualKernel::make_process(ProcessId id, std::string name,
                                                            RunSettings settings) {
  auto process = std::make_unique<ProcessContext>(*this, id, std::move(name), settings);
  process->report_error = options_.report_error;
  process->flush = [this] { log_.drain(); };
  return process;
}

std::shared_ptr<Strand> VirtualKernel::make_strand(ProcessContext& process, std::string name,
                                                   Body body, bool daemon) {
  return std::make_shared<VirtualStrand>(process, std::move(name), std::move(body), daemon);
}

std::uint32_t VirtualKernel::add(std::shared_ptr<VirtualStrand> strand) {
  if (strands_.size() == strands_used_) strands_.emplace_back();
  VirtualStrand& added = *strand;
  strands_[strands_used_].strand = std::move(strand);
  enter(added);
  return added.number;
}

// The strand that was put into its place is the next one of this execution.
void VirtualKernel::enter(VirtualStrand& strand) {
  strand.number = static_cast<std::uint32_t>(strands_used_++);
  ready_.make_room(strands_used_);
  strand.recorder_ = log_.recorder();
  VirtualProcess& process = process_of_strand(strand);
  ++process.unfinished;
  if (!strand.daemon()) ++process.working;
  new_strands_.push_back(strand.number);
  // The ends of strands have numbers in the order of the strands, whichever ends first.
  if (notes_) numbers_.of(strand.ended());
}

void VirtualKernel::start(std::shared_ptr<Strand> strand, Strand& starter) {
  record(starter.id(), EventKind::strand_started, strand->id(), 0, strand->name());
  const std::uint32_t number = add(std::static_pointer_cast<VirtualStrand>(std::move(strand)));
  const std::uint32_t by = static_cast<VirtualStrand&>(starter).number;
  if (!notes_) return;
  if (options_.find_races && races_.looks_at(steps_)) races_.started(steps_, by, number);
  for (ExecutionObserver* observer : observers_) observer->started(by, number);
}

// Runs a strand that is new to its first operation.
void VirtualKernel::launch(std::uint32_t number) {
  VirtualStrand& s = at(number);
  if (s.finished()) return;
  if (log_.recorder()) log_.show(s, State::ready);
  Strand* const before = std::exchange(VirtualStrand::current_, &s);
  Task<>& task = strands_[number].task = s.body_();
  task.bind(s);
  set_ready(s, true);  // until it stands before something that may not happen yet
  s.drive();
  if (!s.pending()) finish(number);
  VirtualStrand::current_ = before;
}

void VirtualKernel::step(std::uint32_t number) {
  TELAR_CHECK(number < strands_used_ && at(number).ready);
  VirtualStrand& s = at(number);
  ++steps_;
  if (number != last_ && last_ != ReadySet::kNone) {
    ++switches_;
    preemptions_ += at(last_).ready;
  }
  if (log_.recorder() && (number != last_ || s.shown != State::running))
    log_.show_switch(last_ == ReadySet::kNone ? nullptr : &at(last_), s);
  last_ = number;
  Pending& pending = s.waiter_.pending;
  const OperationTable& table = *std::exchange(pending.table, nullptr);
  void* const operation = pending.operation;
  Object& object = *pending.object;
  if (table.enabled) object.dequeue(s.waiter_);
  if (pending.deadline != kNever) ++s.wait;  // its timer is void
  VirtualStrand::current_ = &s;
  const bool performed = table.attempt(operation, s);
  if (!performed) table.expire(operation, s);
  if (notes_) note(s, object, table);
  if (object.has_waiters() && (table.writes() || !performed)) look_again_at(object);
  // The operation was at the beginning of the step; where it leads to, at its end.
  clock_.tick();
  s.resume_at.resume();
  s.drive();
  if (!s.pending() && !s.finished()) finish(number);
  VirtualStrand::current_ = nullptr;
  if (needs_care()) settle();
  TELAR_DCHECK(over_ || is_consistent());
}

// What a reader of this file would otherwise have to believe.
bool VirtualKernel::is_consistent() const {
  for (std::size_t i = 0; i < strands_used_; ++i) {
    const VirtualStrand& s = *strands_[i].strand;
    const Pending* const pending = s.pending();
    // Between two steps a strand stands before an operation, or has finished.
    if ((pending == nullptr) != s.finished()) return false;
    // A strand is ready exactly if it can make the next step: its operation may happen, and a core
    // or the interpreter lets it.
    if (s.ready != ready_.contains(s.number)) return false;
    if (s.ready != (pending && can(s) && cores_.lets(s))) return false;
    // It is in the line of an object exactly while it stands before an operation that may have to
    // wait.
    if (pending && pending->object->has_in_line(s.waiter_) != (pending->table->enabled != nullptr))
      return false;
  }
  return true;
}

// --- for strands

bool VirtualKernel::execute(Strand& strand, Pending& pending) {
  auto& s = static_cast<VirtualStrand&>(strand);
  if (log_.recorder()) log_.show_stand(s);
  // A strand that makes a step is ready, and stays so if its next operation may always happen.
  if (!pending.table->enabled && cores_.all_free()) return false;
  if (pending.table->enabled) pending.object->enqueue(s.waiter_);
  if (pending.deadline != kNever && pending.deadline > now())
    clock_.add_timer(pending.deadline, s.number, ++s.wait);
  const bool can_go = can(s);
  set_ready(s, can_go && cores_.lets(s));
  if (log_.recorder() && !can_go) log_.show_waiting(s);
  return false;
}

void VirtualKernel::execute_now(Strand& strand, Pending& pending) {
  const OperationTable& table = *pending.table;
  table.attempt(pending.operation, strand);
  if (notes_) note(static_cast<VirtualStrand&>(strand), *pending.object, table);
  if (table.writes() && pending.object->has_waiters()) look_again_at(*pending.object);
}

void VirtualKernel::note(VirtualStrand& s, Object& object, const OperationTable& table) {
  const std::uint32_t known = numbers_.count(), number = numbers_.of(object);
  if (options_.find_races && races_.looks_at(steps_)) {
    if (has(table.effects, Effect::accesses)) {
      note_access(s, object, number, table);
    } else if (has(table.effects, Effect::orders)) {
      races_.synchronised(steps_, s.number, number, table.writes());
    }
  }
  for (ExecutionObserver* observer : observers_)
    observer->performed({s.number, object, number, number > known, table});
}

void VirtualKernel::note_access(VirtualStrand& s, Object& object, std::uint32_t number,
                                const OperationTable& table) {
  const std::size_t before = races_.found().size();
  races_.accessed(steps_, {s.id(), s.number, table.verb, steps_ - 1, now(), s.where()}, object,
                  number, table.effects);
  for (const Race& race : races_.found().subspan(before)) log_.show_race(s, object, race);
}

bool VirtualKernel::take_core(Strand& strand, Nanos) {
  cores_.take(static_cast<VirtualStrand&>(strand));
  leaves_unguarded_ = false;
  look_again_at_all();
  return true;
}

void VirtualKernel::give_core(Strand& strand) {
  cores_.give(static_cast<VirtualStrand&>(strand));
  leaves_unguarded_ = cores_.all_free() && !log_.recorder();
  look_again_at_all();
}

bool VirtualKernel::is_wanted(Strand& strand, Object& interpreter_lock) {
  for (std::size_t i = 0; i < strands_used_; ++i) {
    const VirtualStrand& other = *strands_[i].strand;
    if (&other != &strand && process_of(other.id()) == process_of(strand.id()) && other.pending() &&
        can(other))
      return true;
  }
  return interpreter_lock.has_waiters();
}

void VirtualKernel::note_final(const std::string& name, const std::string& value) {
  // Of a process that is being ended it was not the end.
  const Strand* const strand = Strand::current();
  if (over_ || (strand && process_of_strand(*strand).ended)) return;
  log_.note_final(name, value);
}

std::shared_ptr<Segment> VirtualKernel::segment() {
  if (!segment_) segment_ = std::make_shared<Segment>(SharedMemory::local(Segment::kBytes), 0);
  return segment_;
}

// --- who could make the next step

void VirtualKernel::look_again(VirtualStrand& s) {
  if (!s.pending()) return;  // it makes a step, or is new, or has ended
  const bool can_go = can(s);
  set_ready(s, can_go && cores_.lets(s));
  if (!log_.recorder() || s.computing) return;
  const bool waits = s.shown == State::blocked || s.shown == State::sleeping;
  if (can_go && waits) log_.show(s, State::ready);
  if (!can_go && !waits) log_.show_waiting(s);
}

void VirtualKernel::look_again_at(Object& object) {
  for (const Waiter* w = object.first_waiter(); w; w = w->next)
    look_again(static_cast<VirtualStrand&>(*w->strand));
}

void VirtualKernel::look_again_at_all() {
  for (std::size_t i = 0; i < strands_used_; ++i) look_again(*strands_[i].strand);
}

// Until somebody can make a step, or the execution is over.
void VirtualKernel::settle() {
  for (;;) {
    // Those just started run to their first operation: what is before it nobody else can see.
    while (!new_strands_.empty()) {
      const std::uint32_t number = new_strands_.front();
      new_strands_.erase(new_strands_.begin());
      launch(number);
    }
    if (over_) return;
    if (clock_.is_due()) pass_deadlines();
    if (!ready_.empty()) break;
    if (jump()) continue;
    for (std::size_t i = 0; i < strands_used_; ++i)
      if (VirtualStrand& s = *strands_[i].strand; !s.finished()) {
        waiting_.push_back(this->pending(s.number));
        log_.show_stuck(s, waiting_.back().holder);
      }
    return end(Outcome::deadlock);
  }
  if (steps_ >= last_step_) fail_as_too_long();
}

void VirtualKernel::fail_as_too_long() {
  const bool in_all = steps_ >= options_.most_steps;
  const Overrun overrun{in_all ? steps_ : options_.most_steps_at_once, !in_all};
  if (options_.describe_overrun) error_ = options_.describe_overrun(overrun);
  end(Outcome::failed);
}

void VirtualKernel::pass_deadlines() {
  while (const VirtualClock::Timer* const first = clock_.first()) {
    if (first->when > now()) break;
    const VirtualClock::Timer timer = *first;
    clock_.remove_first();
    VirtualStrand& s = at(timer.strand);
    if (s.wait != timer.wait || !s.pending()) continue;
    if (clock_.pass(timer.when)) allow_more_steps();
    look_again(s);
  }
}

// Moves on to the next deadline, when no strand can make a step. False: there is none.
bool VirtualKernel::jump() {
  while (const VirtualClock::Timer* const timer = clock_.first()) {
    const VirtualStrand& s = at(timer->strand);
    if (s.wait == timer->wait && s.pending()) {
      clock_.jump(timer->when);
      allow_more_steps();
      for (ExecutionObserver* observer : observers_) observer->clock_jumped();
      pass_deadlines();
      return true;
    }
    clock_.remove_first();
  }
  return false;
}

Waiting VirtualKernel::pending(std::uint32_t number) const {
  const VirtualStrand& s = at(number);
  Waiting waiting;
  waiting.strand = s.id();
  waiting.name = s.process().id == 0 ? s.name() : s.process().name + " " + s.name();
  const Pending* const p = s.pending();
  if (!p) return waiting;
  waiting.verb = p->table->verb;
  waiting.kind = p->object->kind();
  waiting.object = p->object->name();
  waiting.payload = p->payload();
  if (!can(s)) waiting.holder = p->object->held_by();
  waiting.deadline = p->deadline;
  waiting.where = s.where();
  return waiting;
}

}  // namespace telar
