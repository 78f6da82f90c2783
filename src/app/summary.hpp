// The summary of a run or of a trace, for people: what `run` says on standard error and `show`
// above the events.
#pragma once
#include <string>
#include <vector>

#include "base/language.hpp"
#include "kernel/real/run.hpp"
#include "trace/metrics.hpp"
#include "trace/store.hpp"

namespace telar {

// Lines without newlines: times, speed-up, concurrency and parallelism, how many processes, threads
// and tasks, and what was lost or made no sense.
std::vector<std::string> summary_lines(const Store& store, const Metrics& metrics,
                                       Language language);

}  // namespace telar
