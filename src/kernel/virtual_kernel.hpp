// VirtualKernel: every strand of every process on the calling OS thread, in virtual time. A strand
// is a coroutine that stops at each operation; a step is one operation performed and its strand run
// to the next. Who makes the next step is the caller's choice (a Strategy's, a schedule's, a
// person's); everything else follows from the program.
//
// Time: the clock stands still but for a tick of 1 microsecond a step, so that steps have an order
// and busy loops end; when nobody can make a step it jumps to the next deadline. The ticks since
// the last jump are borrowed from the wait that follows, so that waits add up exactly. A deadline
// that has passed makes its strand ready, and others may still go first. compute() holds one of the
// modelled cores; while all are held, or a thread of one's process computes with the interpreter
// lock, nobody else makes a step. Memory is sequentially consistent: weak memory is not modelled.
//
// One execution after another may be run on the same kernel; nothing is allocated for a step, and
// frames and strands are used again. Not thread-safe: all calls from one thread at a time, none of
// them from inside a body but Kernel's own.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/kernel.hpp"
#include "kernel/operation.hpp"
#include "report/outcome.hpp"
#include "kernel/process_context.hpp"
#include "kernel/races.hpp"
#include "kernel/ready_set.hpp"
#include "kernel/strand.hpp"
#include "kernel/strategy.hpp"
#include "kernel/task.hpp"
#include "report/waiting.hpp"
#include "trace/recorder.hpp"

namespace telar {

// Is told of each operation as it is performed: what exploring knows happens-before by.
class OperationWatcher {
 public:
  virtual void started(std::uint32_t starter, std::uint32_t strand) = 0;
  virtual void performed(std::uint32_t strand, Object& object, const OperationTable& table) = 0;
  // Nobody could make a step: the clock has moved on to the next deadline.
  virtual void clock_jumped() {}
  // Strands of a process are about to be ended where they stand, by the step that is being made.
  virtual void unwinds() {}
  // The execution ends; those who have not finished still stand where they are.
  virtual void ends() {}

 protected:
  ~OperationWatcher() = default;
};

class VirtualKernel final : public Kernel {
 public:
  // What a strand that ends performs on Strand::ended().
  static constexpr OperationTable kEnds{nullptr,   nullptr,    nullptr, nullptr,
                                        Verb::set, Wakes::all, true};
  static constexpr Nanos kTick = kMicrosecond;
  static constexpr Nanos kBorrows =
      10;  // ticks are borrowed from a wait that is at least so many times as long
  static constexpr int kDefaultCores = 4;
  static constexpr std::uint64_t kDefaultMostSteps = 50'000'000,
                                 kDefaultMostStepsAtOnce = 5'000'000;

  // What a child process runs; the runtime's, from the start message that the segment holds.
  struct ChildProgram {
    RunSettings settings;
    std::string name, identity;
    bool daemon = false;
    std::function<Task<>()> body;
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
    OperationWatcher* watcher = nullptr;
    std::function<std::string(std::exception_ptr)> describe;
    std::function<void(Strand&, std::exception_ptr)> report_error;
    std::function<ChildProgram(Segment&, ProcessId)> child;
  };
  explicit VirtualKernel(Options options);
  ~VirtualKernel() override;

  // Begins an execution: a main strand that runs `main`, up to its first operation. One that was
  // under way is unwound.
  void begin(std::function<Task<>()> main);
  // The same with several strands from the start: the first is the main one, the others its
  // threads.
  void begin(std::span<const std::function<Task<>()>> bodies);
  // The same program again.
  void begin_again();

  Language language() const { return options_.settings.language; }
  bool over() const { return over_; }
  // Who can make the next step. Not empty unless over().
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
  std::uint32_t last() const {
    return last_;
  }  // who made the last step; ReadySet::kNone at the first
  std::uint64_t switches() const {
    return switches_;
  }  // steps by another strand than the one before
  std::uint64_t preemptions() const {
    return preemptions_;
  }  // those of them where that one could have gone on
  Choice choice() const { return {ready_, last_, steps_}; }
  // The strand picked at each step that was a choice. `schedule` leaves out those at the end that
  // go_on() picks too.
  std::span<const std::uint32_t> choices() const { return choices_; }
  std::span<const std::uint32_t> schedule() const {
    return std::span(choices_).first(said_choices_);
  }
  // Time of the last step, or since then of a jump.
  Nanos now() const override { return base_ + lag_; }
  Nanos elapsed() const;  // at its end: what the program lasted

  // How it ended: finished, failed, deadlock, stopped; running before.
  Outcome outcome() const { return outcome_; }
  const std::string& error() const { return error_; }  // when failed
  const std::vector<Waiting>& waiting() const {
    return waiting_;
  }  // when deadlock: who waits for what
  const std::vector<Race>& races() const { return races_.found(); }
  const std::string& output() const { return output_; }  // all that was written, in order
  const std::string& final_state() const {
    return final_state_;
  }  // "counter=2": shared variables at their ends

  // Strands, by number: in order of creation.
  std::size_t strand_count() const { return strands_used_; }
  const Strand& strand(std::uint32_t number) const { return *strands_[number].strand; }
  Strand& strand(std::uint32_t number) { return *strands_[number].strand; }
  // What it waits in, if it has an operation.
  const Waiter& waiter_of(std::uint32_t number) const { return strand(number).waiter_; }
  bool has_processes() const { return processes_.size() > 1; }  // besides the main one
  bool is_finished(std::uint32_t number) const { return strand(number).finished(); }
  // What the strand waits to do; nobody else's business once it is finished.
  Waiting pending(std::uint32_t number) const;

  // Appends the events since the last call.
  void take_events(std::vector<Event>& out);
  // Ends the execution now: outcome stopped.
  void stop() override;

  // --- Kernel, for strands
  void start(std::shared_ptr<Strand> strand, Strand& starter) override;
  std::shared_ptr<Segment> segment()
      override;  // made when it is first asked for: few programs have processes
  void start_process(ProcessId id) override;
  void end_process(ProcessId id, int signal) override;
  void burn(Strand&, Nanos) override {}
  Nanos deadline_in(Nanos duration) const override;
  void note_final(const std::string& name, const std::string& value) override;
  void note_write(std::string_view text) override { output_ += text; }

  // --- for the awaiter and the runtime's operations
  void suspended(Strand& s);
  // An operation was performed within another strand's step (perform_now).
  void performed(Strand& s, Object& object, const OperationTable& table);
  // compute(): takes a core, until give_core; whether somebody else of its process could go on
  // meanwhile.
  void take_core(Strand& s);
  void give_core(Strand& s);
  bool is_wanted(const Strand& s) const;

 private:
  struct Entry {
    std::shared_ptr<Strand> strand;
    Task<> task;
  };
  struct Process {
    std::unique_ptr<ProcessContext> context;
    std::uint32_t main = 0;                     // number of its main strand
    std::uint32_t unfinished = 0, working = 0;  // strands; those that are no daemons
    bool ended = false;
    Strand* computing = nullptr;  // with the interpreter lock
  };
  struct Timer {
    Nanos when;
    std::uint64_t order;
    std::uint32_t strand;
    std::uint32_t wait;  // void if the strand is in another one by now
    bool operator<(const Timer& other) const {
      return when != other.when ? when > other.when : order > other.order;
    }
  };

  void begin();
  std::unique_ptr<ProcessContext> make_process(ProcessId id, std::string name,
                                               RunSettings settings);
  std::uint32_t add(std::shared_ptr<Strand> strand);
  void launch(std::uint32_t number);
  void drive(Strand& s);
  void finish(std::uint32_t number);
  void unwind(Strand& s);
  void unwind_process(ProcessId id);
  void unwind_all();
  void end_process_by_itself(ProcessId id);
  void settle();
  void pass_deadlines();
  void move_clock(Nanos to);
  bool jump();
  void end(Outcome outcome);
  bool may_step(const Strand& s) const {
    return !gated_ || s.computing_ ||
           (free_cores_ > 0 && !processes_[process_of(s.id())].computing);
  }
  bool can(const Strand& s) const {
    const Waiter& w = s.waiter_;
    return !w.table->enabled || w.table->enabled(w.operation, s) || w.deadline <= now();
  }
  bool notes() const { return options_.find_races || options_.watcher; }
  void note(Strand& s, Object& object, const OperationTable& table);
  void look_again(Strand& s);
  void look_again_at(Object& object);
  void look_again_at_all();
  void set_ready(Strand& s, bool ready) {
    if (ready == s.ready_) return;
    s.ready_ = ready;
    if (ready) {
      ready_.insert(s.number_);
    } else {
      ready_.erase(s.number_);
    }
  }
  bool needs_care() const {
    return ready_.empty() || next_deadline_ <= now() || !new_strands_.empty() || over_ ||
           steps_ >= last_step_;
  }
  void show_switch(Strand& to);
  void show(Strand& s, State state, ObjectId object = 0, Nanos deadline = kNever);
  void show_waiting(Strand& s);
  void record(StrandId strand, EventKind kind, std::uint16_t detail, std::uint64_t a,
              std::uint64_t b, std::string_view text = {});
  void note_pick(std::uint32_t picked) {
    choices_.push_back(picked);
    if (picked != go_on(choice())) said_choices_ = choices_.size();
  }

  const Options options_;
  std::vector<std::function<Task<>()>> bodies_;
  std::shared_ptr<Segment> segment_;
  std::vector<Process> processes_;
  std::vector<Entry>
      strands_;  // the first ones, of bodies_, are kept from one execution to the next
  std::size_t strands_used_ = 0;
  std::vector<std::uint32_t> new_strands_;  // started, not yet at their first operation
  ReadySet ready_;
  std::vector<Timer> timers_;  // a heap
  std::uint64_t timers_made_ = 0;
  Nanos next_deadline_ = kNever;

  Nanos base_ = 0, lag_ = 0;  // the clock at its last jump; the ticks since
  std::uint64_t steps_ = 0, switches_ = 0, preemptions_ = 0;
  std::uint64_t last_step_ = 0;  // the one that is too many, unless the clock moves on before it
  std::uint32_t last_ = ReadySet::kNone;
  int free_cores_ = 0;
  bool gated_ = false;  // somebody computes
  bool over_ = true, launching_ = false;
  Outcome outcome_ = Outcome::running;
  std::string error_, output_, final_state_;
  std::vector<Waiting> waiting_;
  std::vector<std::uint32_t> choices_;
  std::size_t said_choices_ = 0;
  Races races_;
  std::unique_ptr<Recorder> recorder_;
  std::vector<Event> events_;
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
