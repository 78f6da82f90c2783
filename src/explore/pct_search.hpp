// PctSearch: executions with random priorities that change at a few random steps (Pct). How many
// steps there are to choose from it learns from one execution that nobody preempts.
#pragma once
#include "explore/search_kind.hpp"
#include "explore/seeded_search.hpp"
#include "kernel/virtual/strategy.hpp"

namespace telar {

class PctSearch final : public SeededSearch<PctSearch, Pct> {
 public:
  PctSearch(int depth, std::uint64_t seed, std::uint64_t count)
      : SeededSearch(Pct(depth, seed), seed, count) {}

  bool run(VirtualKernel& kernel) override;

 private:
  bool knows_length_ = false;
};

extern const SearchKind kPct;

}  // namespace telar
