#include "platform/usage.hpp"

#include <emscripten/em_js.h>

namespace telar {

// Node tells; a page does not.
// clang-format off
EM_JS(double, telar_usage, (int which), {
  // By quoted names: the closure compiler renames others.
  if (typeof process !== 'object' || !process['resourceUsage']) return -1;
  const used = process['resourceUsage']();
  const cpu = (used['userCPUTime'] + used['systemCPUTime']) * 1000;
  return [cpu, process['memoryUsage']()['rss'] / 1024, used['maxRSS']][which];
});
// clang-format on

Usage usage() {
  return {static_cast<Nanos>(telar_usage(0)), static_cast<std::int64_t>(telar_usage(1)),
          static_cast<std::int64_t>(telar_usage(2))};
}

}  // namespace telar
