// The name of an object of a run, in English: for the text form and the exports.
#pragma once
#include <string>

#include "trace/store.hpp"

namespace telar {

// "queue 'requests'"; "queue 3" or "object 3" if it was never named.
std::string object_name(const Store& store, ProcessId process, ObjectId object);

}  // namespace telar
