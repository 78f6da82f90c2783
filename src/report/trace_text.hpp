// The text form of a trace: one line an event, for people, diffs and goldens.
#pragma once
#include <iosfwd>

#include "base/language.hpp"
#include "trace/store.hpp"

namespace telar {

// "         1.500000ms p0 Thread-3             blocked on queue 'requests'": time, process, strand,
// what; in order of time. Same bytes on every machine; whatever the names hold, an event is one
// line of valid UTF-8. Times are in milliseconds with a point in both languages.
void write_text(std::ostream& out, const Store& store, Language language);

}  // namespace telar
