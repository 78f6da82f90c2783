// Part: executions of a search that follow one another in its order, and what came of them: what an
// Explorer hands to a Worker. The parts of a search in a row are the whole of it.
#pragma once
#include <cstdint>
#include <memory>

#include "explore/search.hpp"
#include "explore/tally.hpp"

namespace telar {

struct Part {
  enum class State : unsigned char { waits, runs, done };

  State state = State::waits;
  std::unique_ptr<Search> search;  // where it has come to
  std::unique_ptr<Search> start;   // as it was; null if there is one job
  std::uint64_t most = 0;          // executions that it may count
  bool cut = false;                // it is done because it has counted them, and there are more
  Tally tally;
};

}  // namespace telar
