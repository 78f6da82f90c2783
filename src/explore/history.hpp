// History: the happens-before graph of an execution so far, as one number (Musuvathi, Qadeer: Fair
// Stateless Model Checking, PLDI 2008, and CHESS's cache). Two prefixes of executions with the same
// graph lead to the same state, however their steps were ordered, so what follows the one follows
// the other.
//
// An event is an operation. Its hash covers the one before it of its strand, the last one that
// wrote its object and, if it writes too, those that have read the object since. The graph's hash
// is the sum of its events', which no order changes. Objects and strands need no names: a strand's
// past tells what it touches, and the event that started it who it is.
//
// Not covered: time and what depends on it (which deadline has passed, how long somebody computes,
// who has waited longest for the interpreter lock), and what one process sees of another but
// through a queue.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernel/virtual/execution_observer.hpp"

namespace telar {

class History final : public ExecutionObserver {
 public:
  // Of the execution under way so far.
  std::uint64_t hash() const { return sum_; }
  // The last event of a strand: no other event has this hash.
  std::uint64_t of(std::uint32_t strand) const {
    return strand < strands_.size() ? strands_[strand].last : strand;
  }

  void begins() override;
  void started(std::uint32_t starter, std::uint32_t strand) override;
  void performed(const Performed& made) override;

 private:
  struct StrandPast {
    std::uint64_t last = 0;
    std::uint64_t children = 0;
  };
  struct ObjectPast {
    std::uint64_t write = 0, reads = 0;
  };
  StrandPast& past_of(std::uint32_t strand);

  std::vector<StrandPast> strands_;
  std::vector<ObjectPast> objects_;  // by number
  std::uint64_t sum_ = 0;
};

// The hashes that were met. Keeps a limited number; what comes later is always new to it, which
// costs time only.
class HistoryCache {
 public:
  static constexpr std::size_t kMost = std::size_t{1} << 23;

  // False if it was there.
  bool insert(std::uint64_t hash);
  void clear();

 private:
  std::vector<std::uint64_t> slots_;  // open addressing; 0: free
  std::size_t count_ = 0;
};

}  // namespace telar
