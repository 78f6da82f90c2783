// Library: the programs that come with Telar, the chapter's first, in its order. Each is a folder
// of src/scenarios; the list of them is in cmake/resources.cmake, and nothing registers itself.
// Made when it is first asked for, and never changed; any thread.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "program/program.hpp"

namespace telar {

// In the order in which they are shown; those of a group stand together.
std::span<const Program> library();
// Null if there is none of this name.
const Program* find_program(std::string_view name);

// "threads, processes, pool": their names, for messages.
std::string program_names();

// For multiprocessing::child_program, in a real child process: its body, of the program that its
// start message refers to; of a run that is of no program (a benchmark), the registered Function of
// that name. RuntimeError if there is no such program here.
ProgramBody child_of_library(const Bytes& program, std::string entry, Bytes arguments);

}  // namespace telar
