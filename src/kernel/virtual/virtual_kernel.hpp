// VirtualKernel: every strand of every process on the calling OS thread, in virtual time. A strand
// is a coroutine that stops at each operation; a step is one operation performed and its strand run
// to the next. Which strand makes the next step is the caller's choice (a Strategy's, a
// schedule's, a person's); everything else follows from the program.
//
// Time is virtual_clock.hpp's, the modelled cores that compute() holds are virtual_cores.hpp's. A
// deadline that has passed makes its strand ready, and others may still go first. Memory is
// sequentially consistent: weak memory is not modelled.
//
// One execution after another may be run on the same kernel; nothing is allocated for a step, and
// frames and strands are used again. Not thread-safe: all calls from one thread at a time, none of
// them from inside a body but Kernel's own.
#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/child_program.hpp"
#include "kernel/kernel.hpp"
#include "kernel/operation.hpp"
#include "kernel/process_context.hpp"
#include "kernel/shared_object.hpp"
#include "kernel/task.hpp"
#include "kernel/virtual/execution_observer.hpp"
#include "kernel/virtual/object_numbers.hpp"
#include "kernel/virtual/races.hpp"
#include "kernel/virtual/ready_set.hpp"
#include "kernel/virtual/strategy.hpp"
#include "kernel/virtual/virtual_clock.hpp"
#include "kernel/virtual/virtual_cores.hpp"
#include "kernel/virtual/virtual_log.hpp"
#include "kernel/virtual/virtual_process.hpp"
#include "kernel/virtual/virtual_strand.hpp"
#include "report/outcome.hpp"
#include "report/waiting.hpp"

namespace telar {

class VirtualKernel final : public Kernel {
 public:
  // What a strand that ends performs on Strand::ended().
  static constexpr OperationTable kEnds{.verb = Verb::set,
                                        .wakes = Wakes::all,
                                        .effects = Effect::orders | Effect::writes | Effect::ends};
  static constexpr int kDefaultCores = 4;
  static constexpr std::uint64_t kDefaultMostSteps = 50'000'000,
                                 kDefaultMostStepsAtOnce = 5'000'000;

  // An execution that made too many steps: in all, or while no time passed.
  struct Overrun {
    std::uint64_t steps;
    bool while_no_time_passes;
  };
  struct Options {
    RunSettings settings;
    std::string process_name = "MainProcess", strand_name = "MainThread";
    int cores = kDefaultCores;
    // An execution has failed that makes more steps than these without the clock being moved on by
    // a wait (a livelock, or a loop that never ends), or more than those in all (nobody can look
    // through them).
    std::uint64_t most_steps_at_once = kDefaultMostStepsAtOnce, most_steps = kDefaultMostSteps;
    bool record = true;        // events, for take_events()
    bool find_races = true;    // happens-before checks
    bool keep_choices = true;  // for choices() and schedule()
    // What is said of an execution that failed, because of an exception or of too many steps;
    // nothing if nobody says it.
    std::function<std::string(std::exception_ptr)> describe;
    std::function<std::string(const Overrun&)> describe_overrun;
    std::function<void(Strand&, std::exception_ptr)> report_error;
    MakeChildProgram child;
  };
  explicit VirtualKernel(Options options);
  ~VirtualKernel() override;

  // Begins an execution: a main strand that runs `main`, up to its first operation. One that was
  // under way is unwound.
  void begin(Body main);
  // The same with several strands from the start: the first is the main one, the others its
  // threads.
  void begin(std::span<const Body> bodies);
  // The same program again. `same`: how many of its steps will be those of the execution before,
  // all from the first on: races among them are not looked for anew (they stay found).
  void begin_again(std::uint64_t same = 0);
  // These are told of each operation, from the next execution on; they outlive the kernel.
  void observe(std::vector<ExecutionObserver*> observers) { observers_ = std::move(observers); }

  Language language() const { return options_.settings.language; }
  bool over() const { return over_; }
  // The strands that can make the next step. Not empty unless over().
  const ReadySet& ready() const { return ready_; }
  // Lets this strand make a step. It must be ready.
  void step(std::uint32_t number);
  // Runs to the end, or until the strategy gives up: false.
  bool run(Strategy& strategy) { return run_with(strategy); }
  template <class S>
  bool run_with(S& strategy);
  // One step; where there is a choice, the strategy's. False: it gave up.
  template <class S>
  bool step_with(S& strategy);

  // Of this execution, so far.
  std::uint64_t steps() const { return steps_; }
  // The strand that made the last step; ReadySet::kNone at the first.
  std::uint32_t last() const { return last_; }
  // Steps by another strand than the one before, and those of them where that one could have gone
  // on.
  std::uint64_t switches() const { return switches_; }
  std::uint64_t preemptions() const { return preemptions_; }
  Choice choice() const { return {ready_, last_, steps_}; }
  // The strand picked at each step that was a choice. `schedule` leaves out those at the end that
  // go_on() picks too.
  std::span<const std::uint32_t> choices() const { return choices_; }
  std::span<const std::uint32_t> schedule() const {
    return std::span(choices_).first(said_choices_);
  }
  // Time of the last step, or since then of a jump.
  Nanos now() const override { return clock_.now(); }
  // At its end: what the program lasted.
  Nanos elapsed() const { return clock_.elapsed(); }

  // How it ended: finished, failed, deadlock, stopped; running before.
  Outcome outcome() const { return outcome_; }
  const std::string& error() const { return error_; }               // when failed
  const std::vector<Waiting>& waiting() const { return waiting_; }  // when deadlock
  // With find_races: those found so far, and races()[i]'s pair of accesses as a number (races.hpp).
  std::span<const Race> races() const { return races_.found(); }
  std::uint64_t pair_of_race(std::size_t i) const { return races_.pair_of(i); }
  // All that was written, in order.
  const std::string& output() const { return log_.output(); }
  // "counter=2": shared variables at their ends.
  const std::string& final_state() const { return log_.final_state(); }

  // Strands, by number: in order of creation.
  std::size_t strand_count() const { return strands_used_; }
  const Strand& strand(std::uint32_t number) const { return at(number); }
  Strand& strand(std::uint32_t number) { return at(number); }
  // The object's number in this execution; 0 if it has none, or if nobody asks for numbers (neither
  // races nor an observer).
  std::uint32_t number_of(const Object& object) const { return numbers_.known(object); }
  bool is_finished(std::uint32_t number) const { return at(number).finished(); }
  // What the strand waits to do; nobody else's business once it is finished.
  Waiting pending(std::uint32_t number) const;
  bool has_processes() const { return processes_.size() > 1; }  // besides the main one

  // Appends the events since the last call.
  void take_events(std::vector<Event>& out) { log_.take_events(out); }

  // --- Kernel, for strands
  Nanos deadline_in(Nanos duration) const override { return clock_.deadline_in(duration); }
  bool execute(Strand& strand, Pending& pending) override;
  void execute_now(Strand& strand, Pending& pending) override;
  bool turns_are_steps() const override { return true; }
  std::shared_ptr<Strand> make_strand(ProcessContext& process, std::string name, Body body,
                                      bool daemon) override;
  void start(std::shared_ptr<Strand> strand, Strand& starter) override;
  void join(Strand&) override {}
  // Ends the execution now: outcome stopped.
  void stop() override;
  bool take_core(Strand& strand, Nanos work) override;
  void give_core(Strand& strand) override;
  bool is_wanted(Strand& strand, Object& interpreter_lock) override;
  // Made when it is first asked for: few programs have processes.
  std::shared_ptr<Segment> segment() override;
  SharedObjects& shared_objects() override { return shared_objects_; }
  void start_process(ProcessId id) override;
  void end_process(ProcessId id, int signal) override;
  void note_write(std::string_view text) override { log_.note_write(text); }
  void note_final(const std::string& name, const std::string& value) override;

 private:
  struct Entry {
    std::shared_ptr<VirtualStrand> strand;
    Task<> task;
  };

  // --- an execution: virtual_kernel.cpp
  void begin(std::uint64_t same);
  VirtualStrand& first_strand(std::size_t number);
  std::unique_ptr<ProcessContext> make_process(ProcessId id, std::string name,
                                               RunSettings settings);
  std::uint32_t add(std::shared_ptr<VirtualStrand> strand);
  void enter(VirtualStrand& strand);
  void launch(std::uint32_t number);
  void settle();
  void fail_as_too_long();
  void allow_more_steps() {
    last_step_ = std::min(steps_ + options_.most_steps_at_once, options_.most_steps);
  }
  void pass_deadlines();
  bool jump();
  void look_again(VirtualStrand& s);
  void look_again_at(Object& object);
  void look_again_at_all();
  void note(VirtualStrand& s, Object& object, const OperationTable& table);
  void note_access(VirtualStrand& s, Object& object, std::uint32_t number,
                   const OperationTable& table);
  bool is_consistent() const;
  void record(StrandId strand, EventKind kind, std::uint64_t a, std::uint64_t b,
              std::string_view text = {}) {
    log_.record({now(), strand, kind, 0, a, b}, text);
  }
  void note_pick(std::uint32_t picked) {
    choices_.push_back(picked);
    if (picked != go_on(choice())) said_choices_ = choices_.size();
  }

  // --- how strands, processes and the execution end: virtual_ends.cpp
  void finish(std::uint32_t number);
  void unwind(VirtualStrand& s);
  void unwind_process(ProcessId id);
  void unwind_all();
  void end_process_by_itself(ProcessId id);
  void end(Outcome outcome);

  VirtualStrand& at(std::uint32_t number) const { return *strands_[number].strand; }
  VirtualProcess& process_of_strand(const Strand& s) { return processes_[process_of(s.id())]; }
  bool can(const VirtualStrand& s) const {
    const Pending& p = *s.pending();
    return !p.table->enabled || p.table->enabled(p.operation, s) || p.deadline <= now();
  }
  void set_ready(VirtualStrand& s, bool ready) {
    if (ready == s.ready) return;
    s.ready = ready;
    if (ready) {
      ready_.insert(s.number);
    } else {
      ready_.erase(s.number);
    }
  }
  bool needs_care() const {
    return ready_.empty() || clock_.is_due() || !new_strands_.empty() || over_ ||
           steps_ >= last_step_;
  }

  const Options options_;
  std::vector<Body> bodies_;
  std::shared_ptr<Segment> segment_;
  SharedObjects shared_objects_;
  std::vector<VirtualProcess> processes_;
  // The first ones, of bodies_, are kept from one execution to the next.
  std::vector<Entry> strands_;
  std::size_t strands_used_ = 0;
  std::vector<std::uint32_t> new_strands_;  // started, not yet at their first operation
  ReadySet ready_;
  VirtualClock clock_;
  VirtualCores cores_;
  VirtualLog log_;

  std::uint64_t steps_ = 0, switches_ = 0, preemptions_ = 0;
  // The step that is too many, unless the clock moves on before it.
  std::uint64_t last_step_ = 0;
  std::uint32_t last_ = ReadySet::kNone;
  bool over_ = true;
  Outcome outcome_ = Outcome::running;
  std::string error_;
  std::vector<Waiting> waiting_;
  std::vector<std::uint32_t> choices_;
  std::size_t said_choices_ = 0;
  // Whether anybody wants to be told of what is performed: races, observers.
  bool notes_ = false;
  ObjectNumbers numbers_;
  Races races_;
  std::vector<ExecutionObserver*> observers_;
};

template <class S>
bool VirtualKernel::step_with(S& strategy) {
  std::uint32_t picked;
  if (ready_.count() == 1) {
    picked = ready_.first();
    if constexpr (requires { S::kAtEveryStep; })
      if (strategy.pick(choice()) == Strategy::kGiveUp) return false;
  } else {
    picked = strategy.pick(choice());
    if (picked == Strategy::kGiveUp) return false;
    if (options_.keep_choices) note_pick(picked);
  }
  step(picked);
  return true;
}

template <class S>
bool VirtualKernel::run_with(S& strategy) {
  strategy.begin();
  while (!over_)
    if (!step_with(strategy)) return false;
  return true;
}

}  // namespace telar
