#include "runtime/threading_barrier.hpp"

namespace telar::threading {

// A barrier fills with the parties, then drains until all have left; the same phases as
// CPython's

Barrier::Barrier(int parties, std::function<void()> action, Timeout timeout, std::string name)
    : Object(ObjectKind::barrier, std::move(name)),
      parties_(parties),
      action_(std::move(action)),
      timeout_(timeout) {
  if (parties < 1) throw ValueError("parties must be > 0");
}

// Takes a place, once the strands of the last round have left.
struct Barrier::Arrive {
  Barrier& barrier;
  int index = -1;
  static constexpr Verb kVerb = Verb::arrive;
  static constexpr Wakes kWakes = Wakes::none;
  Object& object() const { return barrier; }
  bool enabled(const Strand&) const {
    return barrier.phase_ == Phase::filling || barrier.phase_ == Phase::broken;
  }
  void perform(Strand&) {
    if (barrier.phase_ != Phase::filling) return;
    index = barrier.count_++;
    if (index == barrier.parties_ - 1) barrier.phase_ = Phase::acting;
  }
  int result() const {
    if (index < 0) throw BrokenBarrierError();
    return index;
  }
};

// Waits for the others; a timeout breaks the barrier.
struct Barrier::Pass {
  Barrier& barrier;
  Nanos until;
  bool passed = false, late = false;
  static constexpr Verb kVerb = Verb::wait;
  static constexpr Wakes kWakes = Wakes::all;
  Object& object() const { return barrier; }
  bool enabled(const Strand&) const {
    return barrier.phase_ != Phase::filling && barrier.phase_ != Phase::acting;
  }
  void perform(Strand&) { passed = barrier.phase_ == Phase::draining; }
  Nanos deadline() const { return until; }
  void expire(Strand&) {
    late = true;
    // Once all have come it is too late to break it: as in Python, where the action runs with the
    // lock held.
    if (barrier.phase_ == Phase::filling) barrier.phase_ = Phase::broken;
  }
  std::pair<bool, bool> result() const { return {passed, late}; }
};

// After a timeout: wakes the others if it broke the barrier, else ends with the round that it came
// too late to break.
struct Barrier::PassLate {
  Barrier& barrier;
  bool passed = false;
  static constexpr Verb kVerb = Verb::wait;
  static constexpr Wakes kWakes = Wakes::all;
  Object& object() const { return barrier; }
  bool enabled(const Strand&) const { return barrier.phase_ != Phase::acting; }
  void perform(Strand&) { passed = barrier.phase_ == Phase::draining; }
  bool result() const { return passed; }
};

struct Barrier::SetPhase {
  Barrier& barrier;
  Phase phase;
  static constexpr Verb kVerb = Verb::set;
  static constexpr Wakes kWakes = Wakes::all;
  Object& object() const { return barrier; }
  void perform(Strand& s) {
    const int woken = waiting();
    // A reset leaves a round alone that is on its way out. While somebody waits, they have to see
    // it first: the last to leave empties the barrier.
    if (phase == Phase::resetting) {
      if (barrier.count_ == 0)
        barrier.phase_ = Phase::filling;
      else if (barrier.phase_ != Phase::draining && barrier.phase_ != Phase::acting)
        barrier.phase_ = phase;
    } else {
      barrier.phase_ = phase;
    }
    s.record_operation(EventKind::signal, barrier, Payload::of(woken), detail_of(kVerb));
  }
  // How many of those who have come wait for the others: who calls the action does not.
  int waiting() const {
    if (barrier.phase_ == Phase::filling) return barrier.count_;
    return barrier.phase_ == Phase::acting ? barrier.count_ - 1 : 0;
  }
  void result() const {}
};

struct Barrier::Leave {
  Barrier& barrier;
  static constexpr Verb kVerb = Verb::resume;
  static constexpr Wakes kWakes = Wakes::all;
  Object& object() const { return barrier; }
  void perform(Strand&) {
    if (--barrier.count_ == 0 &&
        (barrier.phase_ == Phase::draining || barrier.phase_ == Phase::resetting))
      barrier.phase_ = Phase::filling;
  }
  void result() const {}
};

Task<int> Barrier::wait(Timeout timeout) {
  Strand& s = co_await current_strand();
  const Nanos until = deadline_after(s, timeout ? timeout : timeout_);
  const int index = co_await Arrive{*this};
  bool passed = false;
  if (index == parties_ - 1) {
    std::exception_ptr error;
    if (action_) {
      try {
        action_();
      } catch (...) {
        error = std::current_exception();
      }
    }
    co_await SetPhase{*this, error ? Phase::broken : Phase::draining};
    passed = !error;
    if (error) {
      co_await Leave{*this};
      std::rethrow_exception(error);
    }
  } else {
    auto [through, late] = co_await Pass{*this, until};
    // Late while the action runs: the round counts, whatever it takes.
    if (late) through = co_await PassLate{*this};
    passed = through;
  }
  co_await Leave{*this};
  if (!passed) throw BrokenBarrierError();
  co_return index;
}

Task<> Barrier::reset() { co_await SetPhase{*this, Phase::resetting}; }
Task<> Barrier::abort() { co_await SetPhase{*this, Phase::broken}; }

int Barrier::n_waiting() {
  std::lock_guard lock(mutex());
  return phase_ == Phase::filling ? count_ : 0;
}
bool Barrier::broken() {
  std::lock_guard lock(mutex());
  return phase_ == Phase::broken;
}

}  // namespace telar::threading
