// Kernel: the seam. Who runs, and what time it is. RealKernel (OS threads, monotonic clock) and
// VirtualKernel (one OS thread, virtual clock, a Strategy that picks) are the two there are;
// everything above works on either.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace telar {

class Strand;
class RealKernel;
class Segment;

class Kernel {
 public:
  virtual ~Kernel() = default;

  // Time since the run began. Any thread.
  virtual Nanos now() const = 0;
  // When a wait of this length ends that begins now.
  virtual Nanos deadline_in(Nanos duration) const = 0;
  // Begins to run the strand's body. `starter` is the strand that asks. Throws std::system_error if
  // the system has no more threads. Does not wait for the strand to have begun. Does nothing if the
  // starter is being stopped.
  virtual void start(std::shared_ptr<Strand> strand, Strand& starter) = 0;
  // What the processes of a run share; null if the platform has no memory to share. Any thread.
  virtual std::shared_ptr<Segment> segment() = 0;
  // Starts the process that the segment holds under this id (see segment.hpp); its fate is in its
  // status words.
  virtual void start_process(ProcessId id) = 0;
  virtual void end_process(ProcessId id, int signal) = 0;
  // Burns a core for this long on behalf of a strand, or until the strand is stopped.
  virtual void burn(Strand& strand, Nanos work) = 0;
  // Makes every strand of this process unwind, a strand after those that it started. Any thread.
  virtual void stop() = 0;
  // Something was written to a console.
  virtual void note_write(std::string_view text) { (void)text; }
  // A shared variable ends, with this value: what exploring tells final states by.
  virtual void note_final(const std::string& name, const std::string& value) {
    (void)name;
    (void)value;
  }
  virtual RealKernel* real() { return nullptr; }
};

}  // namespace telar
