// Race: two accesses to one shared variable that nothing orders: plain data, for whoever tells of
// it.
#pragma once
#include <cstdint>
#include <string>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "trace/event.hpp"

namespace telar {

struct Race {
  struct Access {
    StrandId strand = 0;
    std::uint32_t number = 0;  // of the strand
    Verb verb = Verb::load;    // load, store or update
    std::uint64_t step = 0;    // which step of the execution made it
    Nanos time = 0;
  };
  std::string variable;  // its name
  Access first, second;
};

}  // namespace telar
