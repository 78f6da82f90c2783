// What a run is asked for besides its body, on either kernel: whether there is an interpreter lock,
// the language of the program's output.
#pragma once
#include "base/language.hpp"
#include "kernel/process_context.hpp"
#include "program/parameters.hpp"

namespace telar {

RunSettings run_settings(const Parameters& parameters, Language language);

}  // namespace telar
