// PartialOrder: visits one schedule of all those that differ only in the order of independent
// operations, so that every outcome and every deadlock is seen, from far fewer executions than
// DepthFirst makes. Dynamic partial-order reduction (Flanagan, Godefroid: Dynamic Partial-Order
// Reduction for Model Checking Software, POPL 2005) with source sets and sleep sets (Abdulla,
// Aronis, Jonsson, Sagonas: Optimal Dynamic Partial Order Reduction, POPL 2014).
//
// Two steps are dependent if they are of one strand or touch the same object and one of them writes
// it. After each step it is looked for the earlier ones that it races with: dependent, and ordered
// by nothing else. Before each of those a strand is noted that has to go first in another
// execution, so that the race goes the other way. A strand whose step was followed from some point
// sleeps in what is explored from there later, until a step comes that is dependent on its step.
//
// A step is dependent on all others, which costs executions but loses none, if it computes (the
// cores are everybody's), is of a program with processes, ends other strands, or ends one with an
// error or beside daemons. The clock jumps only when nobody can make a step: all before a jump
// happens before those whom it wakes. As with History, time is not followed beyond that: a program
// that asks what time it is, or whose waits are as short as its steps, may end in ways that are not
// seen.
#pragma once
#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "explore/search.hpp"
#include "explore/search_kind.hpp"
#include "kernel/virtual/strategy.hpp"
#include "kernel/virtual/vector_clock.hpp"

namespace telar {

class PartialOrder final : public Search, public ExecutionObserver {
 public:
  // --- a strategy of VirtualKernel::run_with
  static constexpr bool kAtEveryStep = true;
  void begin() {}
  std::uint32_t pick(const Choice& choice);

  // --- Search
  Coverage coverage() const override { return Coverage::every_order; }
  void attach(VirtualKernel& kernel) override;
  bool run(VirtualKernel& kernel) override { return kernel.run_with(*this); }
  bool next() override;
  bool diverged() const override { return diverged_ || at_ < known_; }
  std::uint64_t same_steps() const override { return same_steps_; }

  // --- ExecutionObserver
  void begins() override;
  void started(std::uint32_t starter, std::uint32_t strand) override;
  void performed(const Performed& made) override;
  void clock_jumped() override;
  void unwinds() override;
  void ends() override;

 private:
  struct Access {
    std::uint32_t object;  // by number
    bool writes;
    bool acquires, releases;  // it waits, however long, for one that releases; it does
  };
  struct Footprint {
    std::vector<Access> accesses;  // the operation's own object first
    bool touches_all = false;      // dependent on every other step
    // The step is the first to use one of the objects; or one of those after the first. In another
    // execution such an object may have another number.
    bool first_use = false, first_use_of_more = false;
  };
  struct Sleeper {
    std::uint32_t strand;
    Footprint footprint;  // of the step that the strand would make
  };
  struct Step {
    std::uint32_t strand;
    // 1 + the last step before that its strand made, or that started it; 0: it was there.
    std::uint32_t previous;
    bool woken;  // by the clock
    bool timed;  // it would not have waited for ever
    Footprint footprint;
    // Of each strand 1 + its last step that happens before; with this one.
    VectorClock clock;
    // The state before the step.
    std::vector<std::uint32_t> ready;
    std::vector<std::uint32_t> wanted;  // who is to be followed from here, or was
    std::vector<Sleeper> asleep;        // who need not be, and who was
  };
  struct Use {
    std::uint32_t step;
    Access access;
  };
  using Uses = std::vector<Use>;  // in order

  bool touches_all(const OperationTable& table) const {
    return has(table.effects, Effect::computes) || kernel_->has_processes();
  }
  // `waits`: until it can be performed, however long that takes.
  static Access access_of(std::uint32_t object, const OperationTable& table, bool waits) {
    return {object, table.writes(), waits && has(table.effects, Effect::acquires),
            has(table.effects, Effect::releases)};
  }
  Uses& uses_of(std::uint32_t object) {
    if (uses_.size() <= object) uses_.resize(object + 1);
    return uses_[object];
  }
  static bool sleeps(const Step& step, std::uint32_t strand) {
    return std::ranges::find(step.asleep, strand, &Sleeper::strand) != step.asleep.end();
  }
  Step& push(const Choice& choice);
  void close();  // the last step: who it races with, and what happens before it
  void find_races_of_waiting();
  void find_races(std::uint32_t strand, std::uint32_t previous, const Footprint& footprint,
                  std::size_t before, const VectorClock& own);
  void race(std::size_t earlier, std::uint32_t strand, std::uint32_t previous, std::size_t before,
            const VectorClock& clock);
  bool happens_before(std::size_t step, const VectorClock& clock) const {
    return clock.has(steps_[step].strand, static_cast<std::uint32_t>(step) + 1);
  }
  void join_dependent(VectorClock& clock, const Footprint& footprint, std::size_t before) const;
  bool is_independent(const Footprint& made, const Sleeper& sleeper) const;
  std::uint32_t previous_of(std::uint32_t strand) const {
    return strand < last_of_.size() ? last_of_[strand] : 0;
  }

  VirtualKernel* kernel_ = nullptr;
  std::vector<Step> steps_;  // the path: those of the execution under way are the first length_
  std::size_t length_ = 0;
  std::size_t at_ = 0;     // steps of the execution under way
  std::size_t known_ = 0;  // how many of them are those of the one before
  std::uint64_t same_steps_ = 0;
  bool advances_ = false;  // the step after those is chosen already
  bool closed_ = true;     // the last step, or the execution, has been looked at
  bool ended_ = true, diverged_ = false;
  VectorClock jumped_;  // what was before the clock's last jump
  bool has_daemons_ = false;
  std::vector<Uses> uses_;                // by object
  std::vector<std::uint32_t> touch_all_;  // the steps that do
  std::vector<std::uint32_t> last_of_;    // by strand: as Step::previous of its next step
  // Within find_races.
  VectorClock clock_, own_;
  std::vector<std::uint32_t> seen_, first_;
};

extern const SearchKind kDpor;

}  // namespace telar
