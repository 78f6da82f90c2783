#include "app/live_output.hpp"

#include <algorithm>

#include "trace/event_text.hpp"

namespace telar {

void LiveOutput::feed(std::span<const Event> events) {
  bool in_write = false;
  for (const Event& event : events) {
    if (event.kind == EventKind::write) {
      writes_.push_back({event.time, {}});
      in_write = true;
    } else if (event.kind == EventKind::text && in_write) {
      append_text(writes_.back().text, event);
    } else {
      in_write = false;
    }
  }
}

std::string LiveOutput::take(Nanos until) {
  std::ranges::stable_sort(writes_, {}, &Write::time);
  const auto end = std::ranges::upper_bound(writes_, until, {}, &Write::time);
  std::string bytes;
  for (auto write = writes_.begin(); write != end; ++write) bytes += write->text;
  writes_.erase(writes_.begin(), end);
  return bytes;
}

}  // namespace telar
