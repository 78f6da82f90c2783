// Findings: what went wrong in a virtual run, in words and as places on the timeline: who waits for
// whom, the accesses of a data race, an update that was lost.
#pragma once
#include <string>
#include <vector>

#include "app/virtual_run.hpp"
#include "trace/store.hpp"

namespace telar {

struct Finding {
  enum class Kind : unsigned char {
    deadlock,
    starved,
    race,
    lost_update
  };  // starved: a deadlock without a cycle
  struct Place {
    StrandId strand;
    Nanos time;
    std::string text;
  };
  Kind kind;
  std::string text;           // one line
  std::vector<Place> places;  // of a deadlock: in the order of the cycle
};

// Of the run as far as it is shown.
std::vector<Finding> findings_of(const VirtualRun& run, const Store& store, Language language);

}  // namespace telar
