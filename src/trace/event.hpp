// Event: what happened, as a plain record of 32 bytes. Recorders write them, packets carry them,
// the Store reads them; nothing else travels from a run to what shows it.
#pragma once
#include <cstdint>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "trace/vocabulary.hpp"

namespace telar {

// `time` is nanoseconds since the run began. `strand` is who did it. What `detail`, `a` and `b`
// hold depends on the kind and stands in vocabulary.def; those marked +text there are followed by
// `text` events that hold the bytes (see recorder.hpp).
struct Event {
  Nanos time;
  StrandId strand;
  EventKind kind;
  std::uint16_t detail;
  std::uint64_t a, b;
};
static_assert(sizeof(Event) == 32, "two builds and two processes share this layout");

}  // namespace telar
