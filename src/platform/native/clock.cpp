#include "platform/clock.hpp"

#include <sched.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

namespace telar {

Nanos monotonic_now() {
  timespec t;
  if (clock_gettime(CLOCK_MONOTONIC, &t) != 0) return -1;
  return Nanos{t.tv_sec} * kSecond + t.tv_nsec;
}

std::uint32_t os_process_id() { return static_cast<std::uint32_t>(getpid()); }

int hardware_cores() {
  // What this process may use, which in a container or under taskset is less than what the machine
  // has.
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return std::max(1, CPU_COUNT(&allowed));
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace telar
