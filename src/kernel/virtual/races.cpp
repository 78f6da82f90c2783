#include "kernel/virtual/races.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/hash.hpp"

namespace telar {
namespace {

constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15;  // odd: nothing is lost by multiplying

// What makes two accesses the same one.
std::uint64_t site_of(const Race::Access& access) {
  const std::uint64_t at =
      access.where.known()
          ? reinterpret_cast<std::uintptr_t>(access.where.file) + access.where.line * kSpread
          : access.number;
  return at * kSpread + static_cast<std::uint64_t>(access.verb);
}

// The same for both orders.
std::uint64_t pair_of_sites(std::uint64_t one, std::uint64_t two) {
  return hash_mix(std::min(one, two) * kSpread, std::max(one, two));
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
  accesses_.clear();
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
    accesses_.resize(to.accesses);
    for (; access_changes_.size() > to.changes; access_changes_.pop_back()) {
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
    marks_.push_back(
        {step, clock_changes_.size(), access_changes_.size(), accesses_.size(), found_count_});
}

// --- happens-before

void Races::advance(std::uint32_t strand) {
  VectorClock& clock = clocks_[strand];
  const Time now = clock.of(strand);
  if (keeps()) clock_changes_.push_back({strand, strand, now});
  clock.advance(strand, now + 1);
}

void Races::begin_clock(std::uint32_t strand) {
  if (clocks_.size() <= strand) clocks_.resize(strand + 1);
  advance(strand);
}

void Races::join(VectorClock& clock, std::uint32_t row, const VectorClock& other) {
  clock.join(other, [&](std::uint32_t strand, Time before) {
    if (keeps()) clock_changes_.push_back({row, strand, before});
  });
}

void Races::started(std::uint64_t step, std::uint32_t starter, std::uint32_t strand) {
  mark(step);
  clock_of(std::max(starter, strand));
  join(clock_of(strand), strand, clock_of(starter));
  advance(starter);
}

void Races::publish(std::uint32_t strand, std::uint32_t object, const VectorClock& clock) {
  join(known_[object].clock, kObjectRow + object, clock);
  advance(strand);
}

void Races::synchronised(std::uint64_t step, std::uint32_t strand, std::uint32_t number,
                         bool writes) {
  mark(step);
  VectorClock& clock = clock_of(strand);
  join(clock, strand, known(number).clock);
  if (writes) publish(strand, number, clock);
}

// --- accesses

void Races::accessed(std::uint64_t step, const Race::Access& access, const Object& variable,
                     std::uint32_t number, Effect effects) {
  mark(step);
  const std::uint32_t strand = access.number;
  VectorClock& clock = clock_of(strand);
  Known& k = known(number);
  const bool orders = has(effects, Effect::orders);
  if (orders) join(clock, strand, k.clock);
  check(k.write, access, variable, number);
  if (!has(effects, Effect::writes)) {
    if (k.reads.size() <= strand) k.reads.resize(strand + 1);
    return replace(k.reads[strand], number, strand, clock.of(strand), access);
  }
  for (const Made& read : k.reads) check(read, access, variable, number);
  replace(k.write, number, kWrite, clock.of(strand), access);
  if (orders) publish(strand, number, clock);
}

void Races::replace(Made& made, std::uint32_t number, std::uint32_t reader, Time when,
                    const Race::Access& access) {
  // The one before is looked at again when this one is taken back.
  const bool keeps_before = keeps();
  if (keeps_before) access_changes_.push_back({number, reader, made});
  const std::uint32_t index =
      made.when != 0 && !keeps_before ? made.access : static_cast<std::uint32_t>(accesses_.size());
  if (index == accesses_.size()) accesses_.emplace_back();
  accesses_[index] = access;
  made = {when, access.number, index};
}

void Races::check(const Made& before, const Race::Access& access, const Object& variable,
                  std::uint32_t number) {
  if (before.when == 0 || before.strand == access.number) return;
  if (clocks_[access.number].has(before.strand, before.when)) return;
  const Race::Access& first = accesses_[before.access];
  const std::uint64_t sites = pair_of_sites(site_of(first), site_of(access));
  std::uint32_t& last_found = known_[number].last_found;
  for (std::uint32_t i = last_found; i != 0; i = pairs_[i - 1].previous)
    if (pairs_[i - 1].sites == sites) return;
  const std::uint64_t of_name = hash_text(sites, variable.name());
  const auto others =
      std::ranges::count(std::span(pairs_).first(found_count_), of_name, &Pair::of_name);
  if (found_.size() == found_count_) {
    found_.emplace_back();
    pairs_.emplace_back();
  }
  pairs_[found_count_] = {sites, of_name, hash_mix(of_name, static_cast<std::uint64_t>(others)),
                          number, last_found};
  Race& race = found_[found_count_++];
  race.variable = variable.name();
  race.first = first;
  race.second = access;
  last_found = static_cast<std::uint32_t>(found_count_);
}

}  // namespace telar
