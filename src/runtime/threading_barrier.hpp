// Barrier, as in Python's threading: strands wait for one another until so many have come. Its
// header is threading.hpp's; awaited and with timeouts as there.
#pragma once
#include <functional>
#include <string>

#include "kernel/task.hpp"
#include "runtime/errors.hpp"
#include "runtime/timeout.hpp"

namespace telar::threading {

class Barrier : public Object {
 public:
  // `action` is called by one of the strands when all have come, before any goes on. ValueError if
  // parties < 1.
  explicit Barrier(int parties, std::function<void()> action = {}, Timeout timeout = kForever,
                   std::string name = {});

  // Waits until all parties have come; returns an index of 0 to parties - 1, another for each.
  // BrokenBarrierError if it is broken: by a timeout of any waiter, abort(), reset() while somebody
  // waits, or an action that raised.
  Task<int> wait(Timeout timeout = kForever);
  // Back to empty; whoever waits gets BrokenBarrierError.
  Task<> reset();
  // Breaks it for good, until reset().
  Task<> abort();
  int parties() const { return parties_; }
  int n_waiting();
  bool broken();

 private:
  // acting: all have come, and the last of them calls the action.
  enum class Phase : unsigned char { filling, acting, draining, resetting, broken };
  struct Arrive;
  struct Pass;
  struct PassLate;
  struct Leave;
  struct SetPhase;
  const int parties_;
  std::function<void()> action_;
  Timeout timeout_;
  Phase phase_ = Phase::filling;
  int count_ = 0;
};

}  // namespace telar::threading
