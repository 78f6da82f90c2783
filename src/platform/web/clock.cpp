#include "platform/clock.hpp"

#include "platform/web/javascript.hpp"

namespace telar {

Nanos monotonic_now() { return static_cast<Nanos>(telar_now_ns()); }

std::uint32_t os_process_id() { return 0; }

int hardware_cores() {
  static const int cores = telar_cores();
  return cores;
}

double milliseconds_until(Nanos deadline) {
  if (deadline == kNever) return -1;
  const Nanos left = deadline - monotonic_now();
  return left > 0 ? static_cast<double>(left) * 1e-6 : 0;
}

}  // namespace telar
