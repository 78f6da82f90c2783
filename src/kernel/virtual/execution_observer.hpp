// ExecutionObserver: is told by the virtual kernel of each operation as it is performed: what the
// searches know the order of an execution's steps by (VirtualKernel::observe). All calls come from
// the thread that runs the kernel, from within a step; once an execution is over nobody is told of
// how its strands are unwound.
#pragma once
#include <cstdint>

#include "kernel/operation.hpp"

namespace telar {

// An operation that was performed, or whose deadline has passed.
struct Performed {
  std::uint32_t strand;  // by number
  Object& object;
  std::uint32_t number;  // the object's (object_numbers.hpp)
  bool is_first_use;     // nobody has used the object before in this execution
  const OperationTable& table;
};

class ExecutionObserver {
 public:
  // An execution begins.
  virtual void begins() = 0;
  virtual void started(std::uint32_t starter, std::uint32_t strand) = 0;
  virtual void performed(const Performed& made) = 0;
  // No strand could make a step: the clock has moved on to the next deadline.
  virtual void clock_jumped() {}
  // Strands of a process are about to be ended where they stand, by the step that is being made.
  virtual void unwinds() {}
  // The execution ends; those who have not finished still stand where they are.
  virtual void ends() {}

 protected:
  ~ExecutionObserver() = default;
};

}  // namespace telar
