// Exploration: the search over schedules on show, as far as it has come. Plain data.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "program/description.hpp"
#include "report/found.hpp"
#include "report/tree.hpp"

namespace telar {

struct Exploration {
  bool present = false, running = false;
  std::uint64_t number = 0;  // grows with each search
  SharedDescription program;
  ExploreReport report;  // its outcomes and races: most frequent first, a few hundred at most
  // As text, one of each outcome of the report, and one of each race.
  std::vector<std::string> schedules, race_schedules;
  std::uint64_t most = 0;            // executions after which it stops
  std::vector<TreeBranch> branches;  // a few hundred at most, by depth, then by place
  std::string error;
};

}  // namespace telar
