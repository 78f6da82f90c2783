#include "explore/partial_order.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace telar {
namespace {

bool contains(const std::vector<std::uint32_t>& set, std::uint32_t strand) {
  return std::ranges::find(set, strand) != set.end();
}

}  // namespace

// --- an execution

void PartialOrder::attach(VirtualKernel& kernel) {
  kernel_ = &kernel;
  kernel.observe({this});
}

void PartialOrder::begins() {
  at_ = 0;
  jumped_.clear();
  closed_ = true;
  ended_ = diverged_ = has_daemons_ = false;
  last_of_.clear();
}

std::uint32_t PartialOrder::pick(const Choice& choice) {
  if (!closed_) close();
  if (at_ < known_ || (at_ == known_ && advances_)) {
    if (!choice.ready.contains(steps_[at_].strand)) {
      diverged_ = true;
      return Strategy::kGiveUp;
    }
  } else {
    std::uint32_t next = ReadySet::kNone;
    Step& step = push(choice);
    if (const std::uint32_t goes_on = go_on(choice); !sleeps(step, goes_on)) {
      next = goes_on;
    } else {
      for (const std::uint32_t strand : step.ready)
        if (!sleeps(step, strand) && next == ReadySet::kNone) next = strand;
    }
    if (next == ReadySet::kNone) {
      // All that can follow was seen elsewhere.
      --length_;
      find_races_of_waiting();
      ended_ = true;
      return Strategy::kGiveUp;
    }
    step.strand = next;
    step.wanted.assign(1, next);
  }
  Step& step = steps_[at_];
  TELAR_DCHECK(!sleeps(step, step.strand));
  step.previous = previous_of(step.strand);
  const Nanos deadline = kernel_->strand(step.strand).pending()->deadline;
  step.woken = deadline <= kernel_->now();
  step.timed = deadline != kNever;
  if (last_of_.size() <= step.strand) last_of_.resize(step.strand + 1);
  last_of_[step.strand] = static_cast<std::uint32_t>(at_) + 1;
  if (at_ >= known_) {
    step.footprint.accesses.clear();
    step.footprint.touches_all = step.footprint.first_use = step.footprint.first_use_of_more =
        false;
    closed_ = false;
  }
  ++at_;
  return step.strand;
}

PartialOrder::Step& PartialOrder::push(const Choice& choice) {
  if (steps_.size() <= length_) steps_.emplace_back();
  Step& step = steps_[length_++];
  step.ready.clear();
  for (std::uint32_t s = choice.ready.first(); s != ReadySet::kNone;
       s = choice.ready.at_or_after(s + 1))
    step.ready.push_back(s);
  step.asleep.clear();
  if (at_ == 0) return step;
  const Step& above = steps_[at_ - 1];
  for (const Sleeper& sleeper : above.asleep)
    if (sleeper.strand != above.strand && is_independent(above.footprint, sleeper))
      step.asleep.push_back(sleeper);
  return step;
}

void PartialOrder::started(std::uint32_t, std::uint32_t strand) {
  if (ended_) return;
  if (last_of_.size() <= strand) last_of_.resize(strand + 1);
  last_of_[strand] = static_cast<std::uint32_t>(at_);
  has_daemons_ |= kernel_->strand(strand).daemon();
}

void PartialOrder::performed(const Performed& done) {
  if (ended_ || closed_) return;  // a closed step is known, or dependent on all anyway
  const Step& step = steps_[at_ - 1];
  Footprint& made = steps_[at_ - 1].footprint;
  const Effect effects = done.table.effects;
  const bool own = done.strand == step.strand;
  const bool is_new = !own && previous_of(done.strand) == at_;  // the step has started it
  if (touches_all(done.table) || (!own && !is_new) ||
      (has(effects, Effect::ends) && (has_daemons_ || kernel_->strand(done.strand).error())))
    made.touches_all = true;
  if (done.is_first_use) {
    made.first_use = true;
    made.first_use_of_more |= !made.accesses.empty();
  }
  const auto known = std::ranges::find(made.accesses, done.number, &Access::object);
  if (known == made.accesses.end()) {
    const bool waits = own && made.accesses.empty() && done.table.enabled && !step.timed;
    made.accesses.push_back(access_of(done.number, done.table, waits));
  } else {
    known->writes |= done.table.writes();
    known->acquires = known->releases = false;
  }
}

void PartialOrder::clock_jumped() {
  if (ended_) return;
  if (!closed_) close();
  jumped_.clear();
  for (const std::uint32_t last : last_of_)
    if (last > 0) jumped_.join(steps_[last - 1].clock);
}

void PartialOrder::unwinds() {
  if (ended_ || closed_) return;
  steps_[at_ - 1].footprint.touches_all = true;
  close();
  find_races_of_waiting();
}

void PartialOrder::ends() {
  if (ended_) return;
  if (!closed_) close();
  find_races_of_waiting();
  ended_ = true;
}

bool PartialOrder::next() {
  const bool knows_steps = !diverged();
  if (!knows_steps) length_ = std::min(length_, at_);
  diverged_ = false;
  for (; length_ > 0; --length_) {
    Step& step = steps_[length_ - 1];
    if (!sleeps(step, step.strand)) step.asleep.push_back({step.strand, step.footprint});
    const auto next = std::ranges::find_if(
        step.wanted, [&](std::uint32_t strand) { return !sleeps(step, strand); });
    if (next == step.wanted.end()) continue;
    step.strand = *next;
    known_ = length_ - 1;
    same_steps_ = knows_steps ? known_ : 0;
    advances_ = true;
    for (Uses& uses : uses_)
      while (!uses.empty() && uses.back().step >= known_) uses.pop_back();
    while (!touch_all_.empty() && touch_all_.back() >= known_) touch_all_.pop_back();
    return true;
  }
  return false;
}

// --- what happens before what

// With all the steps before that are dependent on it.
void PartialOrder::join_dependent(VectorClock& clock, const Footprint& footprint,
                                  std::size_t before) const {
  if (footprint.touches_all) {
    for (const std::uint32_t last : last_of_)
      if (last > 0 && last <= before) clock.join(steps_[last - 1].clock);
    return;
  }
  if (!touch_all_.empty()) clock.join(steps_[touch_all_.back()].clock);
  for (const Access& access : footprint.accesses) {
    const Uses& uses = uses_[access.object];
    for (auto use = uses.rbegin(); use != uses.rend(); ++use) {
      if (!access.writes && !use->access.writes) continue;
      clock.join(steps_[use->step].clock);
      if (use->access.writes) break;  // it comes after all before it
    }
  }
}

void PartialOrder::close() {
  closed_ = true;
  Step& step = steps_[at_ - 1];
  for (const Access& access : step.footprint.accesses) uses_of(access.object);
  const auto now = static_cast<std::uint32_t>(at_ - 1);
  step.clock.clear();
  if (step.previous > 0) step.clock = steps_[step.previous - 1].clock;
  find_races(step.strand, step.previous, step.footprint, now, step.clock);
  if (step.woken) step.clock.join(jumped_);
  join_dependent(step.clock, step.footprint, now);
  step.clock.advance(step.strand, now + 1);
  for (const Access& access : step.footprint.accesses)
    uses_[access.object].push_back({now, access});
  if (step.footprint.touches_all) touch_all_.push_back(now);
}

// --- races

// A strand that waits would make a step, had others not been faster.
void PartialOrder::find_races_of_waiting() {
  for (std::uint32_t strand = 0; strand < kernel_->strand_count(); ++strand) {
    const Pending* const pending = kernel_->strand(strand).pending();
    if (!pending || kernel_->is_finished(strand)) continue;
    const std::uint32_t number = kernel_->number_of(*pending->object);
    Footprint footprint;
    footprint.touches_all = touches_all(*pending->table);
    if (number > 0) {
      uses_of(number);
      footprint.accesses.push_back(access_of(number, *pending->table, pending->deadline == kNever));
    }
    const std::uint32_t previous = previous_of(strand);
    own_.clear();
    if (previous > 0) own_ = steps_[previous - 1].clock;
    find_races(strand, previous, footprint, at_, own_);
  }
}

// Of a step of this strand, at the place `before`, with those before it. `own`: what happens before
// it without it.
void PartialOrder::find_races(std::uint32_t strand, std::uint32_t previous,
                              const Footprint& footprint, std::size_t before,
                              const VectorClock& own) {
  clock_ = own;
  join_dependent(clock_, footprint, before);
  if (footprint.touches_all) {
    for (std::size_t i = before; i-- > 0;)
      if (!happens_before(i, own)) race(i, strand, previous, before, clock_);
    return;
  }
  for (std::size_t i = touch_all_.size(); i-- > 0 && !happens_before(touch_all_[i], own);)
    race(touch_all_[i], strand, previous, before, clock_);
  for (const Access& access : footprint.accesses) {
    const Uses& uses = uses_[access.object];
    for (auto use = uses.rbegin(); use != uses.rend(); ++use) {
      if (!access.writes && !use->access.writes) continue;
      if (happens_before(use->step, own)) {
        if (use->access.writes) break;  // and so does all before it
        continue;
      }
      // A strand that waits for a lock could not have gone before the lock was free.
      if (access.acquires && use->access.releases) continue;
      race(use->step, strand, previous, before, clock_);
    }
  }
}

// Sees to it that in another execution some strand goes before the earlier step, one that leads to
// the later step without it.
void PartialOrder::race(std::size_t earlier, std::uint32_t strand, std::uint32_t previous,
                        std::size_t before, const VectorClock& clock) {
  Step& there = steps_[earlier];
  if (there.strand == strand) return;
  // The strand stood at the same operation then, and could not perform it.
  if (previous <= earlier && !contains(there.ready, strand)) return;
  // The first steps, by strand, of those between that do not need the earlier one; then the later
  // one itself. Each that needs no other of them could go first.
  const auto covered = [&](std::uint32_t first) {
    return contains(there.wanted, first) || sleeps(there, first);
  };
  first_.clear();  // steps
  seen_.clear();   // their strands
  std::uint32_t chosen = ReadySet::kNone;
  for (std::size_t i = earlier + 1; i < before; ++i) {
    const Step& step = steps_[i];
    if (contains(seen_, step.strand) || happens_before(earlier, step.clock)) continue;
    seen_.push_back(step.strand);
    const bool initial = std::ranges::none_of(
        first_, [&](std::uint32_t f) { return happens_before(f, step.clock); });
    first_.push_back(static_cast<std::uint32_t>(i));
    if (!initial) continue;
    if (covered(step.strand)) return;
    if (chosen == ReadySet::kNone || step.strand == strand) chosen = step.strand;
  }
  if (!contains(seen_, strand) &&
      std::ranges::none_of(first_, [&](std::uint32_t f) { return happens_before(f, clock); })) {
    if (covered(strand)) return;
    chosen = strand;
  }
  if (contains(there.ready, chosen)) {
    there.wanted.push_back(chosen);
    return;
  }
  // The chosen strand cannot go there: every strand that can is tried.
  for (const std::uint32_t other : there.ready)
    if (!contains(there.wanted, other)) there.wanted.push_back(other);
}

bool PartialOrder::is_independent(const Footprint& made, const Sleeper& sleeper) const {
  const Footprint& other = sleeper.footprint;
  if (made.touches_all || other.touches_all || (made.first_use && other.first_use_of_more))
    return false;
  // What it waits in has its number of now; the rest, that of then.
  const Pending* const pending = kernel_->strand(sleeper.strand).pending();
  TELAR_CHECK(pending && !other.accesses.empty());
  for (std::size_t i = 0; i < other.accesses.size(); ++i) {
    const std::uint32_t number =
        i == 0 ? kernel_->number_of(*pending->object) : other.accesses[i].object;
    for (const Access& access : made.accesses)
      if (access.object == number && (access.writes || other.accesses[i].writes)) return false;
  }
  return true;
}

constinit const SearchKind kDpor{.name = "dpor",
                                 .make = [](const SearchWishes&) -> std::unique_ptr<Search> {
                                   return std::make_unique<PartialOrder>();
                                 }};

}  // namespace telar
