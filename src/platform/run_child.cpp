#include "platform/run_child.hpp"

#include <cstdio>
#include <exception>

#include "platform/process.hpp"

namespace telar {

int run_child(const std::function<int()>& child) {
  try {
    return child() & 0xff;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "process %u: uncaught exception: %s\n", child_process_id(), e.what());
  } catch (...) {
    std::fprintf(stderr, "process %u: uncaught exception\n", child_process_id());
  }
  return 1;
}

}  // namespace telar
