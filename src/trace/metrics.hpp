// Metrics: what a trace says about concurrency and parallelism, measured from the Store alone.
#pragma once
#include <cstdint>
#include <vector>

#include "trace/store.hpp"

namespace telar {

// A step function of time: `value` holds from `time` until the next step. Before the first it is 0.
struct Step {
  Nanos time;
  std::int32_t value;
  std::int32_t peak = 0;  // the highest value so far, this one included
  double area = 0;        // under the function before `time`, in nanoseconds
};

// A unit of work is, by what the run has: the jobs of its pools; else the tasks of its event loops,
// but for those that wait for several others at once, or that no task created and that created
// others (they hand out the work, as a main thread does); else the strands that do the program's
// work: the threads that a program started, and the main threads of the processes it started if
// they started no threads themselves; else the main thread.
struct Figures {
  // Store::elapsed(); while the run goes on, to its last event or `now`, whichever is later.
  Nanos elapsed = 0;
  // Sum over units of the time spent in their bodies, running or sleeping (not waiting for one
  // another): what the same units would last one after another.
  Nanos task_time = 0;
  double speedup = 0;     // task_time / elapsed
  double efficiency = 0;  // speedup / concurrency_peak
  std::int32_t concurrency_peak = 0, parallelism_peak = 0;
  double concurrency_mean = 0, parallelism_mean = 0;  // over elapsed
};

struct Metrics : Figures {
  // Units begun (a job: submitted) and not finished, at each moment.
  std::vector<Step> concurrency;
  // Of those, really running: their strand is in State::running, and for a task it is the one its
  // loop runs; never more than `cores`.
  std::vector<Step> parallelism;
  // Of those, in their bodies: what task_time adds up.
  std::vector<Step> busy;
};

// `cores`: how many strands can run at one moment (the machine's, or the modelled ones); 0 if that
// is not known. Linear in the trace but for a sort: some milliseconds for 100,000 events, so call
// it when something changed.
Metrics measure(const Store& store, Nanos now, int cores);

// The figures as they were at a moment before the end of what was measured; its units of work are
// those of all of it. Logarithmic in the length of the trace.
Figures figures_at(const Metrics& metrics, Nanos time);

}  // namespace telar
