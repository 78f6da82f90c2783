// The text form of a trace: one line an event, for people, diffs and goldens.
#pragma once
#include <iosfwd>
#include <string>

#include "trace/store.hpp"

namespace telar {

// "        1.500ms p0 Thread-3   blocked on queue 'requests'" …: time, who, what. Same bytes on every machine.
void write_text(std::ostream& out, const Store& store);
// Chrome/Perfetto JSON (traceEvents with X, i, M and C phases; processes and threads named; microseconds).
void write_chrome_json(std::ostream& out, const Store& store);

}  // namespace telar
