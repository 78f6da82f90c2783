// What a child's own thread calls, on every platform.
#pragma once
#include <functional>

namespace telar {

// The exit code of `child`: what it returns, or 1 with a line on standard error if it throws.
int run_child(const std::function<int()>& child);

}  // namespace telar
