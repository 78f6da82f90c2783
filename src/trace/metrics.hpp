// Metrics: what a trace says about concurrency and parallelism, measured from the Store alone.
#pragma once
#include <cstdint>
#include <vector>

#include "trace/store.hpp"

namespace telar {

// A step function of time: `value` holds from `time` until the next step.
struct Step {
  Nanos time;
  std::int32_t value;
};

struct Metrics {
  Nanos elapsed = 0;        // from the run's beginning to its last event, or to `now` while it runs
  // The work units of a run are its tasks if an event loop made any, else the strands other than the main strand and
  // pure helpers; with none of those, the main strand. `task_time` is the sum, over units, of the time spent in their
  // work: running or sleeping (what the same units one after another would last), not in waiting for one another.
  Nanos task_time = 0;
  double speedup = 0;       // task_time / elapsed
  double efficiency = 0;    // speedup / parallelism_peak
  std::int32_t concurrency_peak = 0, parallelism_peak = 0;
  double concurrency_mean = 0, parallelism_mean = 0;
  std::vector<Step> concurrency;  // units begun and not finished, over time
  std::vector<Step> parallelism;  // of those, in progress at the same moment (see metrics.cpp)
};

Metrics measure(const Store& store, Nanos now);

}  // namespace telar
