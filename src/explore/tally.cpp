#include "explore/tally.hpp"

#include <algorithm>

#include "base/hash.hpp"

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

namespace {

// Keeps the schedule if it is the first or a better one; whether it does.
bool keep_better(Sightings& seen, std::uint64_t switches, std::span<const std::uint32_t> schedule) {
  if (seen.count > 1 && !is_better(switches, schedule, seen.switches, seen.schedule)) return false;
  seen.switches = switches;
  seen.schedule.assign(schedule.begin(), schedule.end());
  return true;
}

// Adds what was seen later, after `executions` others. Whether its schedule is the better one.
bool append_sightings(Sightings& seen, const Sightings& later, std::uint64_t executions) {
  if (seen.count == 0) seen.first_at = later.first_at + executions;
  const bool better =
      seen.count == 0 || is_better(later.switches, later.schedule, seen.switches, seen.schedule);
  seen.count += later.count;
  if (!better) return false;
  seen.switches = later.switches;
  seen.schedule = later.schedule;
  return true;
}

}  // namespace

void Tally::add(const VirtualKernel& kernel, std::span<const std::uint32_t> schedule) {
  ++executions_;
  steps_ += kernel.steps();
  deepest_ = std::max(deepest_, kernel.steps());
  if (kernel.outcome() != Outcome::finished && first_failure_at_ == 0)
    first_failure_at_ = executions_;
  count_outcome(kernel, schedule);
  if (!kernel.races().empty()) count_races(kernel, schedule);
}

void Tally::count_outcome(const VirtualKernel& kernel, std::span<const std::uint32_t> schedule) {
  const Outcome kind = kernel.outcome();
  const std::uint64_t hash = outcome_hash(kernel);
  std::size_t at = found_index_.find(hash, [&](std::size_t i) {
    const Found& f = found_[i];
    return f.kind == kind && f.output == kernel.output() && f.state == kernel.final_state() &&
           (kind != Outcome::failed || f.error == kernel.error());
  });
  if (at == HashIndex::kNone) {
    if (found_.size() == kMostOutcomes) {
      ++others_;
      return;
    }
    at = found_index_.add(hash);
    Found& found = found_.emplace_back();
    found.kind = kind;
    found.output = kernel.output();
    found.state = kernel.final_state();
    found.error = kind == Outcome::deadlock ? deadlock_text(kernel.waiting(), kernel.language())
                                            : kernel.error();
    found.first_at = executions_;
  }
  ++found_[at].count;
  keep_better(found_[at], kernel.switches(), schedule);
}

void Tally::count_races(const VirtualKernel& kernel, std::span<const std::uint32_t> schedule) {
  const auto races = kernel.races();
  for (std::size_t i = 0; i < races.size(); ++i) {
    const std::uint64_t pair = kernel.pair_of_race(i);
    std::size_t at = races_index_.find(pair, [](std::size_t) { return true; });
    if (at == HashIndex::kNone) {
      if (races_.size() == kMostRaces) {
        more_races_ = true;
        continue;
      }
      at = races_index_.add(pair);
      races_.emplace_back().first_at = executions_;
    }
    FoundRace& race = races_[at];
    ++race.count;
    if (!keep_better(race, kernel.switches(), schedule)) continue;
    race.race = races[i];
    race.first_strand = kernel.strand(races[i].first.number).name();
    race.second_strand = kernel.strand(races[i].second.number).name();
  }
}

void Tally::append(const Tally& later) {
  for (std::size_t i = 0; i < later.found_.size(); ++i) {
    const Found& f = later.found_[i];
    const std::uint64_t hash = later.found_index_.hash_of(i);
    std::size_t at = found_index_.find(hash, [&](std::size_t k) {
      const Found& known = found_[k];
      return known.kind == f.kind && known.output == f.output && known.state == f.state &&
             known.error == f.error;
    });
    if (at == HashIndex::kNone) {
      if (found_.size() == kMostOutcomes) {
        others_ += f.count;
        continue;
      }
      at = found_index_.add(hash);
      Found& added = found_.emplace_back(f);
      static_cast<Sightings&>(added) = {};
    }
    append_sightings(found_[at], f, executions_);
  }
  for (std::size_t i = 0; i < later.races_.size(); ++i) {
    const FoundRace& r = later.races_[i];
    const std::uint64_t pair = later.races_index_.hash_of(i);
    std::size_t at = races_index_.find(pair, [](std::size_t) { return true; });
    if (at == HashIndex::kNone) {
      if (races_.size() == kMostRaces) {
        more_races_ = true;
        continue;
      }
      at = races_index_.add(pair);
      races_.emplace_back();
    }
    FoundRace& race = races_[at];
    if (!append_sightings(race, r, executions_)) continue;
    race.race = r.race;
    race.first_strand = r.first_strand;
    race.second_strand = r.second_strand;
  }
  if (first_failure_at_ == 0 && later.first_failure_at_ != 0)
    first_failure_at_ = executions_ + later.first_failure_at_;
  executions_ += later.executions_;
  others_ += later.others_;
  more_races_ |= later.more_races_;
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
  report.races = races_;
  report.more_races = more_races_;
  report.steps = steps_;
  report.deepest = deepest_;
  report.pruned = pruned;
  report.diverged = diverged;
}

}  // namespace telar
