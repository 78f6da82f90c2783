// What `telar run NAME --format json` prints: a finished run as one JSON object (DESIGN, Fixed
// faces).
#pragma once
#include <string>

#include "app/session.hpp"
#include "base/json.hpp"

namespace telar {

// `output` has what each strand printed, line by line, in order of time: a line that another
// strand's writes fell into is whole here (the console of the store has it as it was seen). Times
// are nanoseconds since the run began. Of a virtual run, `stands` says before which operation, and
// on which line, each strand stands that has not ended; `problems` are its findings, as the page's
// state has them.
std::string run_json(Session& session);

// The parameters as an object, each a number or a word.
void write_parameters(JsonWriter& json, const Parameters& parameters);

}  // namespace telar
