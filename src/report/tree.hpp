// TreeBranch: the picture of an explored tree of executions: plain data, for whoever draws it.
#pragma once
#include <cstdint>
#include <string>

namespace telar {

// A stretch of the picture of the tree: the executions that begin with the same choices. Depth 0 is
// all of them.
struct TreeBranch {
  std::uint16_t depth;
  std::uint32_t strand;   // who was picked at this depth; meaningless at 0
  double begin, end;      // in 0..1 of the executions made so far, in the order of the search
  double bad;             // 0..1 of its executions failed
  std::string name = {};  // of who was picked; empty at 0
};

}  // namespace telar
