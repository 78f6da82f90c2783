// child_main: what a child process of Telar does: what every program's main passes to run_program.
#pragma once

namespace telar {

// Runs what the process was started for; its exit code. Blocks until the process's strands have
// ended.
int child_main();

}  // namespace telar
