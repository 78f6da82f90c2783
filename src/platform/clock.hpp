// Clocks and the machine. Any thread.
#pragma once
#include <cstdint>

#include "base/time.hpp"

namespace telar {

// Monotonic, and the same clock in every thread and process of a run (web: counted from when the
// page's instance was made; Node: hrtime).
Nanos monotonic_now();
// The OS's number of this process; 0 where a process has none (the page).
std::uint32_t os_process_id();
// Logical cores, at least 1.
int hardware_cores();

}  // namespace telar
