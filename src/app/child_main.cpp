#include "app/child_main.hpp"

#include "kernel/real/child.hpp"
#include "runtime/multiprocessing.hpp"

namespace telar {

int child_main() {
  return run_child_program(multiprocessing::child_program, multiprocessing::report_error);
}

}  // namespace telar
