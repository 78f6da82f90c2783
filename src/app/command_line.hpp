// The command line, the same natively and under Node: telar list | run | show | export (DESIGN,
// Fixed faces).
#pragma once

namespace telar {

// What the program's main passes to run_program: does what the words say and returns the exit code:
// 0, 1 if the program that was run failed, 2 for bad words or files (one line on standard error,
// nothing on standard output), 130 if it was interrupted, 141 if whoever reads its output went
// away. Blocks.
int command_line(int argc, char** argv);

}  // namespace telar
