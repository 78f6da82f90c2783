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

}  // namespace telar::threading
