// The words for what a trace holds, in English: for the text form and the exports (the page has its
// own, in both languages). Empty for a value that is none of the enum's.
#pragma once
#include <string>
#include <string_view>

#include "trace/store.hpp"

namespace telar {

std::string_view name_of(State state);      // "blocked"
std::string_view name_of(ObjectKind kind);  // "rlock", "interpreter lock"
std::string_view name_of(EventKind kind);   // "strand_started"

// "queue 'requests'"; "queue 3" or "object 3" if it was never named.
std::string object_name(const Store& store, ProcessId process, ObjectId object);
std::string_view name_of(Verb verb);  // "acquire", …

}  // namespace telar
