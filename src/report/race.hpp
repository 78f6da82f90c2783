// Race: two accesses to one shared variable that nothing orders: plain data, for whoever tells of
// it. FoundRace (found.hpp) is one that a search has seen in some of its executions.
#pragma once
#include <cstdint>
#include <string>

#include "base/ids.hpp"
#include "base/source_point.hpp"
#include "base/time.hpp"
#include "trace/event.hpp"

namespace telar {

struct Race {
  struct Access {
    StrandId strand = 0;
    std::uint32_t number = 0;  // of the strand
    Verb verb = Verb::load;    // load, store or update
    std::uint64_t step = 0;    // which step of the execution made it, from 0
    Nanos time = 0;
    SourcePoint where = {};
  };
  std::string variable;  // its name
  Access first, second;  // in the order in which they were made
};

}  // namespace telar
