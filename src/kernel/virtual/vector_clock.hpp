// VectorClock: what happens before a point of an execution, as the last known time of each strand
// (Fidge, Mattern 1988). What counts as time and which steps order others is the owner's choice:
// Races (races.hpp) has the order that a program's synchronisation makes, PartialOrder
// (explore/partial_order.hpp) the one that dependent steps make.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/check.hpp"

namespace telar {

class VectorClock {
 public:
  using Time = std::uint32_t;  // from 1 on; 0: nothing of that strand

  Time of(std::uint32_t strand) const { return strand < times_.size() ? times_[strand] : 0; }
  // Whether what this strand did at this time happens before.
  bool has(std::uint32_t strand, Time time) const { return of(strand) >= time; }
  std::size_t strands() const { return times_.size(); }

  void clear() { times_.clear(); }
  // Time only goes forward.
  void advance(std::uint32_t strand, Time to) {
    TELAR_DCHECK(to >= of(strand));
    set(strand, to);
  }
  // All that happens before the other one, too.
  void join(const VectorClock& other) {
    join(other, [](std::uint32_t, Time) {});
  }
  // `changes(strand, before)` is told of each time that was another one before.
  template <class F>
  void join(const VectorClock& other, F changes) {
    if (times_.size() < other.times_.size()) times_.resize(other.times_.size());
    for (std::uint32_t i = 0; i < other.times_.size(); ++i) {
      if (times_[i] >= other.times_[i]) continue;
      changes(i, times_[i]);
      times_[i] = other.times_[i];
    }
  }
  // Takes a change back.
  void restore(std::uint32_t strand, Time to) {
    TELAR_DCHECK(to <= of(strand));
    set(strand, to);
  }

 private:
  void set(std::uint32_t strand, Time to) {
    if (times_.size() <= strand) times_.resize(strand + 1);
    times_[strand] = to;
  }

  std::vector<Time> times_;
};

}  // namespace telar
