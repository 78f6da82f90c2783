// RandomSearch: executions in which each strand that could make the next step is as likely to as
// any other (RandomWalk).
#pragma once
#include "explore/search_kind.hpp"
#include "explore/seeded_search.hpp"
#include "kernel/virtual/strategy.hpp"

namespace telar {

class RandomSearch final : public SeededSearch<RandomSearch, RandomWalk> {
 public:
  RandomSearch(std::uint64_t seed, std::uint64_t count)
      : SeededSearch(RandomWalk(seed), seed, count) {}
};

extern const SearchKind kRandom;

}  // namespace telar
