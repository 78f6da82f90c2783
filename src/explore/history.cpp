#include "explore/history.hpp"

#include "base/hash.hpp"

namespace telar {

void History::begins() {
  strands_.clear();
  objects_.clear();
  sum_ = 0;
}

History::StrandPast& History::past_of(std::uint32_t strand) {
  // A strand that was there from the start is told from others by its number.
  while (strands_.size() <= strand) strands_.push_back({hash_mix(1, strands_.size()), 0});
  return strands_[strand];
}

void History::started(std::uint32_t starter, std::uint32_t strand) {
  past_of(strand > starter ? strand : starter);
  StrandPast& by = strands_[starter];
  strands_[strand].last = hash_mix(by.last, ++by.children << 8 | 2);
}

void History::performed(const Performed& made) {
  StrandPast& past = past_of(made.strand);
  if (objects_.size() <= made.number) objects_.resize(made.number + 1);
  ObjectPast& known = objects_[made.number];
  std::uint64_t event = hash_mix(hash_mix(past.last, 3), known.write);
  if (made.table.writes()) {
    event = hash_mix(event, known.reads);
    known.write = event;
    known.reads = 0;
  } else {
    known.reads += hash_mix(event, 4);
  }
  past.last = event;
  sum_ += hash_mix(event, 5);
}

bool HistoryCache::insert(std::uint64_t hash) {
  hash += hash == 0;
  if ((count_ + 1) * 2 > slots_.size() && count_ < kMost) {
    std::vector<std::uint64_t> old(slots_.empty() ? 1024 : slots_.size() * 2);
    old.swap(slots_);
    for (const std::uint64_t known : old) {
      if (known == 0) continue;
      std::size_t slot = known & (slots_.size() - 1);
      while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = known;
    }
  }
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
    if (slots_[slot] == hash) return false;
  if (count_ < kMost) {
    slots_[slot] = hash;
    ++count_;
  }
  return true;
}

void HistoryCache::clear() {
  slots_.clear();
  count_ = 0;
}

}  // namespace telar
