// What this process has used, for benchmarks. -1 where the platform does not tell.
#pragma once
#include <cstdint>

#include "base/time.hpp"

namespace telar {

struct Usage {
  Nanos cpu = -1;  // user and system time, of this process and the children it has waited for
  std::int64_t resident_kb = -1;  // now
  std::int64_t peak_kb = -1;      // ever
};
Usage usage();

}  // namespace telar
