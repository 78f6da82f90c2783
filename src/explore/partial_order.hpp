// PartialOrder: visits one schedule of all those that differ only in the order of independent
// operations, so that every outcome and every deadlock is seen, from far fewer executions than
// DepthFirst makes. Dynamic partial-order reduction (Flanagan, Godefroid: Dynamic Partial-Order
// Reduction for Model Checking Software, POPL 2005) with source sets and sleep sets (Abdulla,
// Aronis, Jonsson, Sagonas: Optimal Dynamic Partial Order Reduction, POPL 2014).
//
// Two steps are dependent if they are of one strand or touch the same object and one of them writes
// it. After each step it is looked for the earlier ones that it races with: dependent, and ordered
// by nothing else. Before each of those a strand is noted that has to go first in another
// execution, so that the race goes the other way. Who was followed from somewhere sleeps in what is
// explored there later, until a step comes that is dependent on his.
//
// A step is dependent on all others, which costs executions but loses none, if it computes (the
// cores are everybody's), is of a program with processes, ends other strands, or ends one with an
// error or beside daemons. The clock jumps only when nobody can make a step: all before a jump
// happens before those whom it wakes. As with History, time is not followed beyond that: a program
// that asks what time it is, or whose waits are as short as its steps, may end in ways that are not
// seen.
#pragma once
#include <cstdint>
#include <vector>

#include "kernel/virtual/strategy.hpp"
#include "kernel/virtual/virtual_kernel.hpp"

namespace telar {

class PartialOrder final : public OperationWatcher {
 public:
  // Of the kernel whose watcher this is; it outlives the search.
  void attach(VirtualKernel& kernel) { kernel_ = &kernel; }
  // Before the kernel begins an execution.
  void begin_execution();

  // --- a strategy of VirtualKernel::run_with
  static constexpr bool kAtEveryStep = true;
  void begin() {}
  std::uint32_t pick(const Choice& choice);

  // After an execution: on to the next. False: there is none.
  bool go_on_to_next();
  // The program did something else than before when it was executed again.
  bool diverged() const { return diverged_ || at_ < known_; }

  void started(std::uint32_t starter, std::uint32_t strand) override;
  void performed(std::uint32_t strand, Object& object, const OperationTable& table) override;
  void clock_jumped() override;
  void unwinds() override;
  void ends() override;

 private:
  struct Access {
    std::uint32_t object;  // its number: in order of first use
    bool writes;
    bool acquires, releases;  // a lock: to wait until it is free; to free it
  };
  struct Footprint {
    std::vector<Access> accesses;  // the operation's own object first
    bool touches_all = false;      // dependent on every other step
    bool first_use = false;        // nobody has used some of them before,
    bool first_use_of_more =
        false;  // and not only the first: those numbers are others' in other executions
  };
  struct Sleeper {
    std::uint32_t strand;
    Footprint footprint;  // of the step that the strand would make
  };
  using Clock = std::vector<std::uint32_t>;  // by strand: 1 + its last step that happens before, 0
                                             // if there is none
  struct Step {
    std::uint32_t strand;
    std::uint32_t previous;  // 1 + the last step before that its strand made, or that started it;
                             // 0: it was there
    bool woken;              // by the clock
    bool timed;              // it would not have waited for ever
    Footprint footprint;
    Clock clock;  // with itself
    // The state before the step.
    std::vector<std::uint32_t> ready;
    std::vector<std::uint32_t> wanted;  // who is to be followed from here, or was
    std::vector<Sleeper> asleep;        // who need not be, and who was
  };
  struct Use {
    std::uint32_t step;
    Access access;
  };
  struct Known {
    const Object* object = nullptr;
    std::vector<Use> uses;  // in order
  };

  std::uint32_t number_of(Object& object);
  // The object's number, or that of none if it was not used yet.
  std::uint32_t known_number_of(const Object& object) const;
  static Access access_of(std::uint32_t number, const Object& object, const OperationTable& table,
                          bool waits);
  Step& push(const Choice& choice);
  std::uint32_t give_up();
  void close();  // the last step: who it races with, and what happens before it
  void find_races_of_waiting();
  void find_races(std::uint32_t strand, std::uint32_t previous, const Footprint& footprint,
                  std::size_t before, const Clock& own);
  void race(std::size_t earlier, std::uint32_t strand, std::uint32_t previous, std::size_t before,
            const Clock& clock);
  bool happens_before(std::size_t step, const Clock& clock) const {
    const std::uint32_t strand = steps_[step].strand;
    return strand < clock.size() && clock[strand] > step;
  }
  void join(Clock& clock, const Clock& other) const;
  void join_dependent(Clock& clock, const Footprint& footprint, std::size_t before) const;
  bool is_independent(const Footprint& made, const Sleeper& sleeper) const;
  std::uint32_t previous_of(std::uint32_t strand) const {
    return strand < last_of_.size() ? last_of_[strand] : 0;
  }

  VirtualKernel* kernel_ = nullptr;
  std::vector<Step> steps_;  // the path: those of the execution under way are the first length_
  std::size_t length_ = 0;
  std::size_t at_ = 0;     // steps of the execution under way
  std::size_t known_ = 0;  // how many of them are those of the one before
  bool advances_ = false;  // the step after those is chosen already
  bool closed_ = true;     // the last step, or the execution, has been looked at
  bool ended_ = true, diverged_ = false;
  Clock jumped_;  // what was before the clock's last jump
  bool has_daemons_ = false;
  std::vector<Known> objects_;            // by number, from 1
  std::uint32_t numbered_ = 1;            // of the execution under way
  std::vector<std::uint32_t> touch_all_;  // the steps that do
  std::vector<std::uint32_t> last_of_;    // by strand: as Step::previous of its next step
  // Within find_races.
  Clock clock_;
  std::vector<std::uint32_t> seen_, first_;
};

}  // namespace telar
