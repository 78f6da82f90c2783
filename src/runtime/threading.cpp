#include "runtime/threading.hpp"

#include <climits>
#include <system_error>

namespace telar::threading {

// --- Thread

namespace {

struct StartOperation {
  Strand& starter;
  std::shared_ptr<Strand> strand;
  bool failed = false;
  static constexpr Verb kVerb = Verb::start;
  static constexpr Wakes kWakes = Wakes::none;
  Object& object() const { return strand->ended(); }
  void perform(Strand& s) {
    try {
      s.kernel().start(strand, s);
    } catch (const std::system_error&) {
      failed = true;
    }
  }
  void result() const {
    if (failed) throw RuntimeError("can't start new thread");
  }
};

struct JoinOperation {
  Strand& strand;
  Nanos until;
  static constexpr Verb kVerb = Verb::join;
  static constexpr Wakes kWakes = Wakes::none;
  static constexpr bool kWrites = false;
  Object& object() const { return strand.ended(); }
  bool enabled(const Strand&) const { return strand.finished(); }
  void perform(Strand&) {}
  Nanos deadline() const { return until; }
  void expire(Strand&) {}
  void result() const {}
};

}  // namespace

Task<> Thread::start() {
  Strand& s = co_await current_strand();
  if (!body_) throw RuntimeError("thread.__init__() not called");
  if (strand_) throw RuntimeError("threads can only be started once");
  ProcessContext& process = s.process();
  std::string name = options_.name;
  if (name.empty()) name = "Thread-" + std::to_string(process.take_thread_name_number());
  auto strand = s.kernel().make_strand(process, std::move(name), body_, options_.daemon);
  co_await StartOperation{s, strand};
  strand_ = std::move(strand);
}

Task<> Thread::join(Timeout timeout) {
  Strand& s = co_await current_strand();
  if (!strand_) throw RuntimeError("cannot join thread before it is started");
  if (strand_.get() == &s) throw RuntimeError("cannot join current thread");
  co_await JoinOperation{*strand_, deadline_after(s, timeout)};
  if (strand_->finished()) s.kernel().join(*strand_);
}

// --- Lock, RLock

Task<Held<Lock>> Lock::hold() {
  Strand& s = co_await current_strand();
  co_await acquire();
  co_return Held<Lock>(*this, s);
}

Task<Held<RLock>> RLock::hold() {
  Strand& s = co_await current_strand();
  co_await acquire();
  co_return Held<RLock>(*this, s);
}

// --- Condition: a line of tickets; notify marks the first n, wait() ends when its own is marked

struct Condition::Ticket {
  Condition& condition;
  bool in_line = false, notified = false;
  Ticket *previous = nullptr, *next = nullptr;

  // Under the line's mutex.
  void leave() {
    if (!std::exchange(in_line, false)) return;
    (previous ? previous->next : condition.first_) = next;
    (next ? next->previous : condition.last_) = previous;
  }
  ~Ticket() {  // when wait() is unwound
    std::lock_guard lock(condition.line_.mutex());
    leave();
  }
};

struct Condition::Join {
  Ticket& ticket;
  static constexpr Verb kVerb = Verb::arrive;
  static constexpr Wakes kWakes = Wakes::none;
  Object& object() const { return ticket.condition.line_; }
  void perform(Strand&) {
    Condition& c = ticket.condition;
    ticket.in_line = true;
    ticket.previous = c.last_;
    (c.last_ ? c.last_->next : c.first_) = &ticket;
    c.last_ = &ticket;
  }
  void result() const {}
};

struct Condition::Await {
  Ticket& ticket;
  Nanos until;
  static constexpr Verb kVerb = Verb::wait;
  static constexpr Wakes kWakes = Wakes::none;
  Object& object() const { return ticket.condition.line_; }
  bool enabled(const Strand&) const { return ticket.notified; }
  void perform(Strand&) {}
  Nanos deadline() const { return until; }
  void expire(Strand&) { ticket.leave(); }
  bool result() const { return ticket.notified; }
};

struct Condition::Notify {
  Condition& condition;
  unsigned n;
  static constexpr Verb kVerb = Verb::notify;
  static constexpr Wakes kWakes = Wakes::all;  // those whose ticket is marked
  Object& object() const { return condition.line_; }
  void perform(Strand& s) {
    unsigned woken = 0;
    for (; woken < n && condition.first_; ++woken) {
      Ticket& t = *condition.first_;
      t.leave();
      t.notified = true;
    }
    s.record_operation(EventKind::signal, condition.line_, Payload::of(woken), detail_of(kVerb));
  }
  void result() const {}
};

Task<bool> Condition::wait(Timeout timeout) {
  Strand& s = co_await current_strand();
  if (!lock_.is_owned_by(s)) throw RuntimeError("cannot wait on un-acquired lock");
  const Nanos until = deadline_after(s, timeout);
  Ticket ticket{*this};
  co_await Join{ticket};
  const unsigned depth = co_await RLock::Release{lock_, true};
  const bool notified = co_await Await{ticket, until};
  co_await RLock::Acquire{lock_, kNever, depth};
  co_return notified;
}

Task<bool> Condition::wait_for(std::function<bool()> predicate, Timeout timeout) {
  Strand& s = co_await current_strand();
  const Nanos until = deadline_after(s, timeout);
  bool value = predicate();
  while (!value) {
    Timeout left = kForever;
    if (timeout) {
      const Nanos now = s.now();
      if (until <= now) break;
      left = to_seconds(until - now);
    }
    co_await wait(left);
    value = predicate();
  }
  co_return value;
}

Task<> Condition::notify(unsigned n) {
  Strand& s = co_await current_strand();
  if (!lock_.is_owned_by(s)) throw RuntimeError("cannot notify on un-acquired lock");
  co_await Notify{*this, n};
}

Task<> Condition::notify_all() { return notify(UINT_MAX); }

// --- Semaphore

Semaphore::Semaphore(int value, std::string name)
    : Object(ObjectKind::semaphore, std::move(name)), value_(value), bound_(INT_MAX) {
  if (value < 0) throw ValueError("semaphore initial value must be >= 0");
}

Semaphore::Release Semaphore::release(int n) {
  if (n < 1) throw ValueError("n must be one or more");
  return {*this, n};
}

Task<Held<Semaphore>> Semaphore::hold() {
  Strand& s = co_await current_strand();
  co_await acquire();
  co_return Held<Semaphore>(*this, s);
}

// --- Barrier: fills with the parties, then drains until all have left; the same phases as
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
