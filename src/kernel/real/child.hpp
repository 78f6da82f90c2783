// run_child_program: a child process of the real kernel, from its start to its exit code: its own
// kernel over the run's segment, its main strand, its events on their way to the main process.
#pragma once
#include <exception>
#include <functional>

#include "kernel/child_program.hpp"

namespace telar {

// What the process was started for, until its strands have ended. Blocks; returns its exit code:
// 1 if its main strand raised, or the run is being stopped. `report_error`: see ProcessContext.
int run_child_program(const MakeChildProgram& make,
                      std::function<void(Strand&, std::exception_ptr)> report_error);

}  // namespace telar
