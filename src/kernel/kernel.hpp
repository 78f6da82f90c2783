// Kernel: the seam. Which strand runs, and what time it is. The real kernel (OS threads, monotonic
// clock) and the virtual one (one OS thread, virtual clock, a Strategy that picks) are the two that
// people use; everything above works on any. Nothing above asks which one it is on: what differs is
// here.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace telar {

class Object;
class ProcessContext;
class Segment;
class SharedObjects;
class Strand;
struct Pending;
template <class T>
class Task;

class Kernel {
 public:
  virtual ~Kernel() = default;

  // --- time. Any thread
  // Since the run began.
  virtual Nanos now() const = 0;
  // When a wait of this length ends that begins now.
  virtual Nanos deadline_in(Nanos duration) const = 0;

  // --- operations, by the strand itself
  // Brings the strand to the operation that it stands before (Strand::stand_before). True: it has
  // been performed, has expired, or the strand is being stopped (Strand::stop_requested), and the
  // strand goes on; meanwhile the caller was blocked. False: the strand is left standing before it,
  // and the kernel resumes it (Strand::resume_at) some time after.
  [[nodiscard]] virtual bool execute(Strand& strand, Pending& pending) = 0;
  // Whether all that execute() would do is to leave the strand standing if its operation may always
  // happen: then it need not be asked.
  bool leaves_unguarded() const { return leaves_unguarded_; }
  // Performs an operation that may always happen, here and now, as a part of what the strand is
  // doing: also while it is being stopped. For destructors.
  virtual void execute_now(Strand& strand, Pending& pending) = 0;
  // Whether strands change only where an operation is awaited, so that a long stretch without one
  // holds up all others.
  virtual bool turns_are_steps() const = 0;

  // --- strands
  // A strand of this kernel that has not begun. `daemon`: the process does not wait for it at its
  // end.
  virtual std::shared_ptr<Strand> make_strand(ProcessContext& process, std::string name,
                                              std::function<Task<void>()> body, bool daemon) = 0;
  // Begins to run the strand's body. `starter` is the strand that asks. Throws std::system_error if
  // the system has no more threads. Does not wait for the strand to have begun. Does nothing if the
  // starter is being stopped.
  virtual void start(std::shared_ptr<Strand> strand, Strand& starter) = 0;
  // Waits until nothing is left of a strand that has finished: its OS thread, if it had one.
  virtual void join(Strand& strand) = 0;
  // Makes every strand of this process unwind, a strand after those that it started. Any thread.
  virtual void stop() = 0;

  // --- computing
  // The strand computes for this long. False: it has, on a real core. True: it holds a modelled
  // core from now on, until give_core().
  [[nodiscard]] virtual bool take_core(Strand& strand, Nanos work) = 0;
  virtual void give_core(Strand& strand) = 0;
  // Whether another strand could go on if this one let go of the interpreter lock.
  virtual bool is_wanted(Strand& strand, Object& interpreter_lock) = 0;

  // --- processes
  // What the processes of a run share; null if the platform has no memory to share. Any thread.
  virtual std::shared_ptr<Segment> segment() = 0;
  // Handles on the objects that lie in it. Only where there is a segment.
  virtual SharedObjects& shared_objects() = 0;
  // Starts the process that the segment holds under this id (see segment.hpp); its fate is in its
  // status words.
  virtual void start_process(ProcessId id) = 0;
  virtual void end_process(ProcessId id, int signal) = 0;

  // --- what the run is told
  // Something was written to a console.
  virtual void note_write(std::string_view) {}
  // A shared variable ends, with this value: what exploring tells final states by.
  virtual void note_final(const std::string& /*name*/, const std::string& /*value*/) {}

 protected:
  bool leaves_unguarded_ = false;
};

}  // namespace telar
