// The form of a trace that Perfetto opens.
#pragma once
#include <iosfwd>

#include "trace/store.hpp"

namespace telar {

// Chrome/Perfetto JSON: an object with `traceEvents` in microseconds. Phases: M (names and order of
// processes and threads), X (states), i (marks, writes, losses), s and f (who started whom), C
// (concurrency, parallelism). pid: process id + 1; tid: lane + 1, a task's lane being a thread of
// its own below its loop's. `say` has the words for what strands did: report/action_words.hpp's.
void write_chrome_json(std::ostream& out, const Store& store, SayAction say);

}  // namespace telar
