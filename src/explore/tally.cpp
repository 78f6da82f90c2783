#include "explore/tally.hpp"

#include <algorithm>

#include "explore/hash.hpp"

namespace telar {

bool is_better(std::uint64_t switches, std::span<const std::uint32_t> schedule,
               std::uint64_t than_switches, std::span<const std::uint32_t> than) {
  if (switches != than_switches) return switches < than_switches;
  if (schedule.size() != than.size()) return schedule.size() < than.size();
  return std::ranges::lexicographical_compare(schedule, than);
}

std::uint64_t outcome_hash(const VirtualKernel& kernel) {
  std::uint64_t hash = hash_text(static_cast<std::uint64_t>(kernel.outcome()), kernel.output());
  hash = hash_text(hash, kernel.final_state());
  if (kernel.outcome() == Outcome::failed) hash = hash_text(hash, kernel.error());
  // Not of the text of a deadlock, which takes long to write.
  if (kernel.outcome() == Outcome::deadlock)
    for (const Waiting& w : kernel.waiting()) {
      hash = hash_mix(hash, w.strand << 8 | static_cast<std::uint64_t>(w.verb));
      hash = hash_text(hash, w.object);
      hash = hash_text(hash, repr(w.payload));
      hash = hash_mix(hash, w.holder ? 1 + std::uint64_t{*w.holder} : 0);
    }
  return hash;
}

template <class Same>
std::size_t Tally::place(std::uint64_t hash, Same is_same) {
  if (found_.size() * 2 >= slots_.size()) {
    slots_.assign(std::max<std::size_t>(64, slots_.size() * 4), 0);
    for (std::size_t i = 0; i < hashes_.size(); ++i) {
      std::size_t slot = hashes_[i] & (slots_.size() - 1);
      while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = static_cast<std::uint32_t>(i + 1);
    }
  }
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const std::size_t i = slots_[slot] - 1;
    if (hashes_[i] == hash && is_same(found_[i])) return i;
  }
  if (found_.size() == kMostOutcomes) return kMostOutcomes;
  found_.emplace_back();
  hashes_.push_back(hash);
  slots_[slot] = static_cast<std::uint32_t>(found_.size());
  return found_.size() - 1;
}

void Tally::keep_better(Found& found, std::uint64_t switches,
                        std::span<const std::uint32_t> schedule) {
  if (found.count > 1 && !is_better(switches, schedule, found.switches, found.schedule)) return;
  found.switches = switches;
  found.schedule.assign(schedule.begin(), schedule.end());
}

std::size_t Tally::count(const VirtualKernel& kernel) {
  ++executions_;
  steps_ += kernel.steps();
  deepest_ = std::max(deepest_, kernel.steps());
  const Outcome kind = kernel.outcome();
  if (kind != Outcome::finished && first_failure_at_ == 0) first_failure_at_ = executions_;
  const std::size_t at = place(outcome_hash(kernel), [&](const Found& f) {
    return f.kind == kind && f.output == kernel.output() && f.state == kernel.final_state() &&
           (kind != Outcome::failed || f.error == kernel.error());
  });
  if (at == kMostOutcomes) {
    ++others_;
    return at;
  }
  Found& found = found_[at];
  if (++found.count > 1) return at;
  found.kind = kind;
  found.output = kernel.output();
  found.state = kernel.final_state();
  found.error = kind == Outcome::deadlock ? deadlock_text(kernel.waiting(), kernel.language())
                                          : kernel.error();
  found.first_at = executions_;
  return at;
}

void Tally::append(const Tally& later) {
  for (std::size_t i = 0; i < later.found_.size(); ++i) {
    const Found& f = later.found_[i];
    const std::size_t at = place(later.hashes_[i], [&](const Found& known) {
      return known.kind == f.kind && known.output == f.output && known.state == f.state &&
             known.error == f.error;
    });
    if (at == kMostOutcomes) {
      others_ += f.count;
      continue;
    }
    Found& known = found_[at];
    if (known.count == 0) {
      known = f;
      known.first_at += executions_;
      continue;
    }
    if (is_better(f.switches, f.schedule, known.switches, known.schedule)) {
      known.switches = f.switches;
      known.schedule = f.schedule;
    }
    known.count += f.count;
  }
  if (first_failure_at_ == 0 && later.first_failure_at_ != 0)
    first_failure_at_ = executions_ + later.first_failure_at_;
  executions_ += later.executions_;
  others_ += later.others_;
  steps_ += later.steps_;
  deepest_ = std::max(deepest_, later.deepest_);
  pruned += later.pruned;
  diverged += later.diverged;
}

void Tally::write(ExploreReport& report) const {
  report.executions = executions_;
  report.first_failure_at = first_failure_at_;
  report.outcomes = found_;
  report.in_other_outcomes = others_;
  report.steps = steps_;
  report.deepest = deepest_;
  report.pruned = pruned;
  report.diverged = diverged;
}

}  // namespace telar
