#include "app/step_log.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace telar {

void StepLog::begin(Nanos now, std::uint64_t events, const ReadySet& ready) {
  moments_.clear();
  changes_.clear();
  ready_.clear();
  add(ReadySet::kNone, now, events, ready);
}

void StepLog::add(std::uint32_t strand, Nanos now, std::uint64_t events, const ReadySet& ready) {
  moments_.push_back({now, static_cast<std::uint32_t>(events), strand});
  note_ready(ready);
}

void StepLog::note_ready(const ReadySet& ready) {
  const auto& words = ready.words();
  if (ready_.size() < words.size()) ready_.resize(words.size());
  const auto step = static_cast<std::uint32_t>(steps());
  for (std::size_t word = 0; word < ready_.size(); ++word) {
    const std::uint64_t now = word < words.size() ? words[word] : 0;
    for (std::uint64_t changed = std::exchange(ready_[word], now) ^ now; changed != 0;
         changed &= changed - 1) {
      const std::size_t strand = word * 64 + static_cast<std::size_t>(std::countr_zero(changed));
      if (changes_.size() <= strand) changes_.resize(strand + 1);
      changes_[strand].push_back(step);
    }
  }
}

void StepLog::cut(std::uint64_t steps) {
  if (steps >= this->steps()) return;
  moments_.resize(steps + 1);
  for (std::size_t strand = 0; strand < changes_.size(); ++strand) {
    auto& changes = changes_[strand];
    while (!changes.empty() && changes.back() > steps) changes.pop_back();
    const std::uint64_t bit = std::uint64_t{1} << strand % 64;
    if (changes.size() % 2 == 1) {
      ready_[strand / 64] |= bit;
    } else {
      ready_[strand / 64] &= ~bit;
    }
  }
}

std::uint64_t StepLog::steps_by(Nanos time) const {
  const auto later = std::ranges::upper_bound(moments_, time, {}, &Moment::time);
  return std::min(static_cast<std::uint64_t>(later - moments_.begin()), steps());
}

bool StepLog::is_ready_after(std::uint64_t steps, std::uint32_t strand) const {
  if (strand >= changes_.size()) return false;
  const auto& changes = changes_[strand];
  return (std::ranges::upper_bound(changes, steps) - changes.begin()) % 2 == 1;
}

std::vector<std::uint32_t> StepLog::ready_after(std::uint64_t steps, std::size_t most) const {
  std::vector<std::uint32_t> ready;
  for (std::uint32_t strand = 0; strand < changes_.size() && ready.size() < most; ++strand)
    if (is_ready_after(steps, strand)) ready.push_back(strand);
  return ready;
}

}  // namespace telar
