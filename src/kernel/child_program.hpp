// ChildProgram: what a child process runs: made by the runtime from the start message that the
// Segment holds, the same on both kernels.
#pragma once
#include <functional>
#include <string>

#include "base/ids.hpp"
#include "kernel/process_context.hpp"
#include "kernel/task.hpp"

namespace telar {

class Segment;

struct ChildProgram {
  RunSettings settings;
  std::string name, identity;
  bool daemon = false;
  Body body;
};
using MakeChildProgram = std::function<ChildProgram(Segment&, ProcessId)>;

}  // namespace telar
