// EventUplink: how a child process's events reach the main process: the rings of its strands are
// drained into packets, the packets written to its event pipe. The host thread pumps now and then,
// a strand that printed pumps at once.
#pragma once
#include <cstddef>
#include <mutex>
#include <vector>

#include "base/time.hpp"
#include "platform/pipe.hpp"
#include "trace/recorder.hpp"

namespace telar {

class EventUplink {
 public:
  EventUplink(Collector& collector, SharedMemory& memory, Pipe pipe)
      : collector_(collector), memory_(memory), pipe_(pipe) {}

  // Moves what there is, as far as the pipe has room. Any thread; does not wait for the reader.
  void pump();
  // The same until all is in the pipe, or the deadline (monotonic_now's clock). May block.
  void finish(Nanos deadline);

 private:
  bool pump_locked();

  // While nobody reads (a page in the background), events wait here; beyond this, the rings fill,
  // drop and count.
  static constexpr std::size_t kMostBacklog = 16u << 20;

  Collector& collector_;
  SharedMemory& memory_;
  Pipe pipe_;
  std::mutex mutex_;
  std::vector<Event> events_;
  std::vector<std::byte> bytes_;
  std::size_t sent_ = 0;  // of bytes_
};

}  // namespace telar
