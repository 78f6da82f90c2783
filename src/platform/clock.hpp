// Clocks and the machine. Any thread.
#pragma once
#include "base/time.hpp"

namespace telar {

// Monotonic, and the same clock in every thread and process of a run (web: counted from when the page's instance was
// made; Node: hrtime).
Nanos monotonic_now();
// CPU time of the calling thread; -1 where the platform does not measure it.
Nanos thread_cpu_now();
// Logical cores, at least 1.
int hardware_cores();

}  // namespace telar
