// ShownRun: a run as those see it who show it: its trace, how far it has come, how it ended, and
// stopping it. A RealRun lives on threads and processes of the machine; a VirtualRun can be walked
// through besides. All calls from one thread, the owner's.
#pragma once
#include <string>

#include "base/time.hpp"
#include "report/outcome.hpp"
#include "trace/moment.hpp"
#include "trace/store.hpp"

namespace telar {

class VirtualRun;

class ShownRun {
 public:
  // Stops what still runs, and may wait for it.
  virtual ~ShownRun() = default;

  // Appends to the store what has happened since, or goes on for a part of a frame; whether that
  // changed anything shown (the end included). Does not block.
  virtual bool poll() = 0;
  // Asks it to end; it has, a moment later, when live() is false.
  virtual void stop() = 0;
  // Sleeps until there may be something to poll, or until the deadline on monotonic_now()'s clock.
  virtual void wait(Nanos deadline) = 0;
  // It goes on by itself: it is not over, or not yet known to its end.
  virtual bool live() const = 0;

  const Store& store() const { return store_; }
  // The moment of the trace that is on show.
  virtual Moment moment() const { return {}; }
  // As of that moment: how it ended, or running; one line if it failed; the run's clock.
  virtual Outcome outcome() const = 0;
  virtual std::string error() const = 0;
  virtual Nanos elapsed() const = 0;
  // The clock at the end of the run, or as far as it is known.
  virtual Nanos duration() const = 0;
  // How many strands can run at one moment.
  virtual int cores() const = 0;
  // The same run, if it can be walked through; else null.
  virtual VirtualRun* virtual_run() { return nullptr; }

  // Empties the store of a run that nobody shows any more.
  void forget() { store_.clear(); }

 protected:
  Store store_;
};

}  // namespace telar
