#include "app/child_main.hpp"

#include "kernel/real/child.hpp"
#include "runtime/multiprocessing.hpp"
#include "scenarios/library.hpp"

namespace telar {

int child_main() {
  const auto child_program = [](Segment& segment, ProcessId id) {
    return multiprocessing::child_program(segment, id, child_of_library);
  };
  return run_child_program(child_program, multiprocessing::report_error);
}

}  // namespace telar
