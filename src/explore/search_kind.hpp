// SearchKind: what there is to know of a search before there is one: its name, what it minds, how
// it is made. Each search has one beside it; searches.hpp lists them.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "explore/search.hpp"

namespace telar {

// What a search may be asked for. One that does not mind a wish (SearchKind) does not look at it.
struct SearchWishes {
  // Only schedules with at most this many preemptions (a step by another strand although the last
  // one could go on), first those without any, then those with one, ... At each bound only those
  // with exactly as many count, so that each counts once; the others are executed again on the way.
  std::optional<int> bound;
  // Beginnings that are the same but for the order of independent operations are followed once
  // (history.hpp). Executions are then not all schedules, but outcomes are the same, for programs
  // that do not depend on time.
  bool cache = false;
  std::uint64_t seed = 0;   // execution i has the seed + i - 1, as strategy of the kernel
  int depth = 3;            // of the bugs that are looked for (Pct)
  std::uint64_t count = 0;  // of executions at random; 0: no end
};

struct SearchKind {
  std::string_view name;
  bool minds_bound = false, minds_cache = false, minds_seed = false, minds_depth = false;
  // It does not know the choices itself: the kernel is to keep them.
  bool needs_choices = true;
  std::unique_ptr<Search> (*make)(const SearchWishes& wishes) = nullptr;
};

}  // namespace telar
