// LiveOutput: what a run's processes write, taken out of its events as they come and put in order
// of time. The events of several threads and processes arrive in batches, so a write is given out
// only once it is old enough that nothing earlier is likely to be still on its way.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "trace/event.hpp"

namespace telar {

class LiveOutput {
 public:
  // How long writes are held back; a person does not notice.
  static constexpr Nanos kSettles = 4 * kMillisecond;

  // Events in order of arrival, an event and its text in one call.
  void feed(std::span<const Event> events);
  // The bytes written up to this time and not taken before, in order of time.
  std::string take(Nanos until);
  bool pending() const { return !writes_.empty(); }

 private:
  struct Write {
    Nanos time;
    std::string text;
  };
  std::vector<Write> writes_;  // not yet taken
};

}  // namespace telar
