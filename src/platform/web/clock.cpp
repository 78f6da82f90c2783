#include "platform/clock.hpp"

#include "platform/web/javascript.hpp"

namespace telar {

Nanos monotonic_now() { return static_cast<Nanos>(telar_now_ns()); }

Nanos thread_cpu_now() { return -1; }

int hardware_cores() {
  static const int cores = telar_cores();
  return cores;
}

}  // namespace telar
