#include "kernel/virtual/races.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/hash.hpp"

namespace telar {
namespace {

// What makes two accesses the same one.
std::uint64_t site_of(const Race::Access& access) {
  const auto verb = static_cast<std::uint64_t>(access.verb);
  if (!access.where.known()) return hash_mix(access.number + 1, verb);
  return hash_mix(reinterpret_cast<std::uintptr_t>(access.where.file),
                  std::uint64_t{access.where.line} << 8 | verb);
}

}  // namespace

// --- executions

void Races::begin(std::uint64_t same) {
  const bool goes_on = keeps();
  keeps_trail_ |= same > 0;
  if (!goes_on) return clear();
  take_back(same);
  looks_from_ = same + 1;
}

void Races::clear() {
  for (VectorClock& clock : clocks_) clock.clear();
  for (Known& k : known_) {
    k.clock.clear();
    k.write = {};
    k.reads.clear();
    k.last_found = 0;
  }
  marks_.clear();
  clock_changes_.clear();
  access_changes_.clear();
  found_count_ = 0;
  looks_from_ = 0;
  is_whole_ = true;
}

void Races::take_back(std::uint64_t same) {
  while (!marks_.empty() && marks_.back().step > same) {
    const Mark to = marks_.back();
    marks_.pop_back();
    for (; clock_changes_.size() > to.clocks; clock_changes_.pop_back()) {
      const auto& [row, strand, before] = clock_changes_.back();
      VectorClock& clock = row >= kObjectRow ? known_[row - kObjectRow].clock : clocks_[row];
      clock.restore(strand, before);
    }
    for (; access_changes_.size() > to.accesses; access_changes_.pop_back()) {
      const auto& [object, reader, before] = access_changes_.back();
      Known& k = known_[object];
      (reader == kWrite ? k.write : k.reads[reader]) = before;
    }
    while (found_count_ > to.found) {
      const Pair& pair = pairs_[--found_count_];
      known_[pair.object].last_found = pair.previous;
    }
  }
}

// Before what happens in a step is written down.
void Races::mark(std::uint64_t step) {
  if (!keeps()) return;
  if (clock_changes_.size() + access_changes_.size() > kMostChanges) {
    is_whole_ = false;
    return;
  }
  TELAR_DCHECK(marks_.empty() || marks_.back().step <= step);
  if (marks_.empty() || marks_.back().step != step)
    marks_.push_back({step, clock_changes_.size(), access_changes_.size(), found_count_});
}

// --- happens-before

void Races::advance(std::uint32_t strand) {
  VectorClock& clock = clocks_[strand];
  const Time now = clock.of(strand);
  if (keeps()) clock_changes_.push_back({strand, strand, now});
  clock.advance(strand, now + 1);
}

VectorClock& Races::clock_of(std::uint32_t strand) {
  if (clocks_.size() <= strand) clocks_.resize(strand + 1);
  if (clocks_[strand].of(strand) == 0) advance(strand);  // it is new
  return clocks_[strand];
}

Races::Known& Races::known(std::uint32_t object) {
  if (known_.size() <= object) known_.resize(object + 1);
  return known_[object];
}

void Races::join(VectorClock& clock, std::uint32_t row, const VectorClock& other) {
  clock.join(other, [&](std::uint32_t strand, Time before) {
    if (keeps()) clock_changes_.push_back({row, strand, before});
  });
}

void Races::publish(std::uint32_t strand, std::uint32_t object) {
  join(known_[object].clock, kObjectRow + object, clocks_[strand]);
  advance(strand);
}

void Races::started(std::uint64_t step, std::uint32_t starter, std::uint32_t strand) {
  mark(step);
  clock_of(std::max(starter, strand));
  join(clock_of(strand), strand, clock_of(starter));
  advance(starter);
}

void Races::performed(std::uint64_t step, const Race::Access& made, const Object& object,
                      std::uint32_t number, Effect effects) {
  if (!has(effects, Effect::orders) && !has(effects, Effect::accesses)) return;
  mark(step);
  const std::uint32_t strand = made.number;
  VectorClock& clock = clock_of(strand);
  Known& k = known(number);
  if (has(effects, Effect::orders)) join(clock, strand, k.clock);
  if (has(effects, Effect::accesses)) access(number, k, object, effects, {made, clock.of(strand)});
  if (has(effects, Effect::orders) && has(effects, Effect::writes)) publish(strand, number);
}

// --- accesses

void Races::keep_before(std::uint32_t object, std::uint32_t reader, const Made& before) {
  if (keeps()) access_changes_.push_back({object, reader, before});
}

void Races::access(std::uint32_t number, Known& variable, const Object& object, Effect effects,
                   const Made& made) {
  const std::uint32_t strand = made.access.number;
  check(number, object, variable.write, made);
  if (!has(effects, Effect::writes)) {
    if (variable.reads.size() <= strand) variable.reads.resize(strand + 1);
    keep_before(number, strand, variable.reads[strand]);
    variable.reads[strand] = made;
    return;
  }
  for (const Made& read : variable.reads) check(number, object, read, made);
  keep_before(number, kWrite, variable.write);
  variable.write = made;
}

void Races::check(std::uint32_t number, const Object& object, const Made& before,
                  const Made& made) {
  const std::uint32_t other = before.access.number;
  if (before.when == 0 || other == made.access.number) return;
  if (clocks_[made.access.number].has(other, before.when)) return;
  const std::uint64_t one = site_of(before.access), two = site_of(made.access);
  const std::uint64_t sites = hash_mix(hash_mix(0, std::min(one, two)), std::max(one, two));
  Known& variable = known_[number];
  for (std::uint32_t i = variable.last_found; i != 0; i = pairs_[i - 1].previous)
    if (pairs_[i - 1].sites == sites) return;
  if (found_.size() == found_count_) {
    found_.emplace_back();
    pairs_.emplace_back();
  }
  pairs_[found_count_] = {sites, hash_text(sites, object.name()), number, variable.last_found};
  Race& race = found_[found_count_++];
  race.variable = object.name();
  race.first = before.access;
  race.second = made.access;
  variable.last_found = static_cast<std::uint32_t>(found_count_);
}

}  // namespace telar
