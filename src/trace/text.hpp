// The text form of a trace: one line an event, for people, diffs and goldens; and the form that
// Perfetto opens.
#pragma once
#include <iosfwd>

#include "trace/store.hpp"

namespace telar {

// "         1.500000ms p0 Thread-3             blocked on queue 'requests'": time, process, strand,
// what; in order of time. Same bytes on every machine; whatever the names hold, an event is one
// line of valid UTF-8. `say` has the words for what strands did: report/action_words.hpp's.
void write_text(std::ostream& out, const Store& store, SayAction say);

// Chrome/Perfetto JSON: an object with `traceEvents` in microseconds. Phases: M (names and order of
// processes and threads), X (states), i (marks, writes, losses), s and f (who started whom), C
// (concurrency, parallelism). pid: process id + 1; tid: lane + 1, a task's lane being a thread of
// its own below its loop's.
void write_chrome_json(std::ostream& out, const Store& store, SayAction say);

}  // namespace telar
