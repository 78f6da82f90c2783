// threading: Thread, Lock, RLock, Condition, Semaphore, BoundedSemaphore, Event, Barrier, as in
// Python's module of that name (https://docs.python.org/3/library/threading.html). What blocks is
// awaited: `co_await lock.acquire()`. Timeouts are seconds; none means for ever. `with lock:` is
// `auto held = co_await lock.hold();`. Differences: an object must outlive every strand that uses
// it; a timeout of 0 is a try, a negative one counts as 0; a thread gets its number when it is
// started.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "kernel/process_context.hpp"
#include "kernel/task.hpp"
#include "runtime/errors.hpp"
#include "runtime/threading_barrier.hpp"
#include "runtime/timeout.hpp"

namespace telar::threading {

class Condition;

// --- Thread

class Thread {
 public:
  struct Options {
    std::string name = {};  // "Thread-1", ... if empty
    // The process does not wait for it at its end; it is stopped then, when the main body's own
    // variables are gone.
    bool daemon = false;
  };
  Thread() = default;
  // `target` is a function or lambda that returns Task<>; it and its arguments are copied.
  template <class F, class... A>
    requires std::invocable<F&, A&...>
  explicit Thread(F target, A... arguments)
      : Thread(Options{}, std::move(target), std::move(arguments)...) {}
  template <class F, class... A>
    requires std::invocable<F&, A&...>
  Thread(Options options, F target, A... arguments)
      : options_(std::move(options)),
        body_(
            [target = std::move(target), ... arguments = std::move(arguments)]() mutable -> Task<> {
              return target(arguments...);
            }) {}

  // RuntimeError if it was started before, or if the system has no more threads.
  Task<> start();
  // Waits until it has ended. RuntimeError if it was not started, or is the caller itself. After a
  // timeout, see is_alive().
  Task<> join(Timeout timeout = kForever);
  bool is_alive() const { return strand_ && !strand_->finished(); }
  std::string name() const { return strand_ ? strand_->name() : options_.name; }
  bool daemon() const { return options_.daemon; }

 private:
  Options options_;
  std::function<Task<>()> body_;
  std::shared_ptr<Strand> strand_;
};

// --- Lock

// What hold() gives: releases at the end of its scope, also when the body unwinds.
template <class L>
class [[nodiscard]] Held {
 public:
  Held(L& lock, Strand& strand) : lock_(&lock), strand_(&strand) {}
  Held(Held&& other) noexcept
      : lock_(std::exchange(other.lock_, nullptr)), strand_(other.strand_) {}
  ~Held() {
    if (lock_) lock_->release_now(*strand_);
  }

 private:
  L* lock_;
  Strand* strand_;
};

class Lock : public Object {
 public:
  explicit Lock(std::string name = {}) : Object(ObjectKind::lock, std::move(name)) {}

  struct Acquire {
    Lock& lock;
    Nanos until;
    bool acquired = true;
    static constexpr Verb kVerb = Verb::acquire;
    static constexpr Wakes kWakes = Wakes::none;
    static constexpr Effect kEffects = Effect::orders | Effect::writes | Effect::acquires;
    Object& object() const { return lock; }
    bool enabled(const Strand&) const { return !lock.owner_; }
    void perform(Strand& s) {
      lock.owner_ = s.id();
      s.record_operation(EventKind::acquire, lock);
    }
    Nanos deadline() const { return until; }
    void expire(Strand&) { acquired = false; }
    bool result() const { return acquired; }
  };
  struct Release {
    Lock& lock;
    bool was_locked = false;
    static constexpr Verb kVerb = Verb::release;
    static constexpr Wakes kWakes = Wakes::one;
    static constexpr Effect kEffects = Effect::orders | Effect::writes | Effect::releases;
    Object& object() const { return lock; }
    void perform(Strand& s) {
      was_locked = std::exchange(lock.owner_, std::nullopt).has_value();
      if (was_locked) s.record_operation(EventKind::release, lock);
    }
    void result() const {
      if (!was_locked) throw RuntimeError("release unlocked lock");
    }
  };
  struct AcquireSoon {
    Lock& lock;
    Timeout timeout;
    Acquire bind(Strand& s) const { return {lock, deadline_after(s, timeout)}; }
  };

  // True once it is this strand's (any strand may release it); false after the timeout.
  AcquireSoon acquire(Timeout timeout = kForever) { return {*this, timeout}; }
  // RuntimeError if it is not locked.
  Release release() { return {*this}; }
  struct Look {
    Lock& lock;
    bool value = false;
    static constexpr Verb kVerb = Verb::look;
    static constexpr Wakes kWakes = Wakes::none;
    static constexpr bool kWrites = false;
    Object& object() const { return lock; }
    void perform(Strand&) { value = lock.owner_.has_value(); }
    bool result() const { return value; }
  };
  Look locked() { return {*this}; }  // awaited: it is a look at what other strands write
  Task<Held<Lock>> hold();
  void release_now(Strand& s) { perform_now(s, Release{*this}); }
  std::optional<StrandId> held_by() const override { return owner_; }

 private:
  std::optional<StrandId> owner_;  // who took it; whoever holds it in Python's eyes is not known
};

// --- RLock: the strand that holds it may take it again; it is free after as many releases.

class RLock : public Object {
 public:
  explicit RLock(std::string name = {}) : Object(ObjectKind::rlock, std::move(name)) {}

  struct Acquire {
    RLock& lock;
    Nanos until;
    unsigned depth = 1;  // more when a Condition takes it back
    bool acquired = true;
    static constexpr Verb kVerb = Verb::acquire;
    static constexpr Wakes kWakes = Wakes::none;
    static constexpr Effect kEffects = Effect::orders | Effect::writes | Effect::acquires;
    Object& object() const { return lock; }
    bool enabled(const Strand& s) const { return !lock.owner_ || lock.owner_ == &s; }
    void perform(Strand& s) {
      lock.owner_ = &s;
      lock.depth_ += depth;
      s.record_operation(EventKind::acquire, lock, Payload::of(lock.depth_));
    }
    Nanos deadline() const { return until; }
    void expire(Strand&) { acquired = false; }
    bool result() const { return acquired; }
  };
  struct Release {
    RLock& lock;
    bool all = false;    // however often it was taken
    unsigned depth = 0;  // what it was
    static constexpr Verb kVerb = Verb::release;
    static constexpr Wakes kWakes = Wakes::one;
    static constexpr Effect kEffects = Effect::orders | Effect::writes | Effect::releases;
    Object& object() const { return lock; }
    void perform(Strand& s) {
      if (lock.owner_ != &s) return;
      depth = lock.depth_;
      lock.depth_ = all ? 0 : lock.depth_ - 1;
      if (lock.depth_ == 0) lock.owner_ = nullptr;
      s.record_operation(EventKind::release, lock, Payload::of(lock.depth_));
    }
    unsigned result() const {
      if (depth == 0) throw RuntimeError("cannot release un-acquired lock");
      return depth;
    }
  };
  struct AcquireSoon {
    RLock& lock;
    Timeout timeout;
    Acquire bind(Strand& s) const { return {lock, deadline_after(s, timeout)}; }
  };

  AcquireSoon acquire(Timeout timeout = kForever) { return {*this, timeout}; }
  // RuntimeError if the caller does not hold it.
  Release release() { return {*this}; }
  Task<Held<RLock>> hold();
  void release_now(Strand& s) { perform_now(s, Release{*this}); }
  // Whether this strand holds it. Only that strand's own answer is stable.
  bool is_owned_by(const Strand& s) {
    std::lock_guard lock(mutex());
    return owner_ == &s;
  }
  std::optional<StrandId> held_by() const override {
    return owner_ ? std::optional(owner_->id()) : std::nullopt;
  }

 private:
  Strand* owner_ = nullptr;
  unsigned depth_ = 0;
};

// --- Condition, with an RLock of its own

class Condition {
 public:
  explicit Condition(std::string name = {}) : lock_(name), line_(ObjectKind::condition, name) {}

  RLock::AcquireSoon acquire(Timeout timeout = kForever) { return lock_.acquire(timeout); }
  RLock::Release release() { return lock_.release(); }
  Task<Held<RLock>> hold() { return lock_.hold(); }

  // Releases the lock, waits to be notified, takes the lock back. False after the timeout.
  // RuntimeError if the caller does not hold the lock.
  Task<bool> wait(Timeout timeout = kForever);
  // Waits until predicate() is true; returns its last value. Evaluated with the lock held.
  Task<bool> wait_for(std::function<bool()> predicate, Timeout timeout = kForever);
  // Wakes n of those who wait, in order of arrival. RuntimeError if the caller does not hold the
  // lock.
  Task<> notify(unsigned n = 1);
  Task<> notify_all();

 private:
  struct Ticket;  // one wait() in progress
  struct Join;
  struct Await;
  struct Notify;
  RLock lock_;
  Object line_;
  Ticket *first_ = nullptr, *last_ = nullptr;
};

// --- Semaphore

class Semaphore : public Object {
 public:
  // ValueError if negative.
  explicit Semaphore(int value = 1, std::string name = {});

  struct Acquire {
    Semaphore& semaphore;
    Nanos until;
    bool acquired = true;
    static constexpr Verb kVerb = Verb::acquire;
    static constexpr Wakes kWakes = Wakes::none;
    Object& object() const { return semaphore; }
    bool enabled(const Strand&) const { return semaphore.value_ > 0; }
    void perform(Strand& s) {
      --semaphore.value_;
      s.record_operation(EventKind::acquire, semaphore, Payload::of(semaphore.value_));
    }
    Nanos deadline() const { return until; }
    void expire(Strand&) { acquired = false; }
    bool result() const { return acquired; }
  };
  struct Release {
    Semaphore& semaphore;
    int n;
    bool too_many = false;
    static constexpr Verb kVerb = Verb::release;
    static constexpr Wakes kWakes = Wakes::all;  // as many as are then enabled
    Object& object() const { return semaphore; }
    void perform(Strand& s) {
      too_many = semaphore.value_ > semaphore.bound_ - n;
      if (too_many) return;
      semaphore.value_ += n;
      s.record_operation(EventKind::release, semaphore, Payload::of(semaphore.value_));
    }
    void result() const {
      if (too_many) throw ValueError("Semaphore released too many times");
    }
  };
  struct AcquireSoon {
    Semaphore& semaphore;
    Timeout timeout;
    Acquire bind(Strand& s) const { return {semaphore, deadline_after(s, timeout)}; }
  };

  AcquireSoon acquire(Timeout timeout = kForever) { return {*this, timeout}; }
  // ValueError if n < 1, and for a BoundedSemaphore if it would exceed its initial value.
  Release release(int n = 1);
  Task<Held<Semaphore>> hold();
  void release_now(Strand& s) { perform_now(s, Release{*this, 1}); }

 protected:
  int value_;
  int bound_;
};

class BoundedSemaphore : public Semaphore {
 public:
  explicit BoundedSemaphore(int value = 1, std::string name = {})
      : Semaphore(value, std::move(name)) {
    bound_ = value;
  }
};

// --- Event

class Event : public Object {
 public:
  explicit Event(std::string name = {}) : Object(ObjectKind::event, std::move(name)) {}

  struct Wait {
    Event& event;
    Nanos until;
    bool was_set = true;
    static constexpr Verb kVerb = Verb::wait;
    static constexpr Wakes kWakes = Wakes::none;
    static constexpr bool kWrites = false;
    Object& object() const { return event; }
    bool enabled(const Strand&) const { return event.set_; }
    void perform(Strand&) {}
    Nanos deadline() const { return until; }
    void expire(Strand&) { was_set = false; }
    bool result() const { return was_set; }
  };
  struct WaitSoon {
    Event& event;
    Timeout timeout;
    Wait bind(Strand& s) const { return {event, deadline_after(s, timeout)}; }
  };
  template <bool To>
  struct Change {
    Event& event;
    static constexpr Verb kVerb = To ? Verb::set : Verb::clear;
    static constexpr Wakes kWakes = Wakes::all;
    Object& object() const { return event; }
    void perform(Strand& s) {
      event.set_ = To;
      s.record_operation(EventKind::signal, event, {}, detail_of(kVerb));
    }
    void result() const {}
  };

  Change<true> set() { return {*this}; }
  Change<false> clear() { return {*this}; }
  // True once it is set; false after the timeout.
  WaitSoon wait(Timeout timeout = kForever) { return {*this, timeout}; }
  struct Look {
    Event& event;
    bool value = false;
    static constexpr Verb kVerb = Verb::look;
    static constexpr Wakes kWakes = Wakes::none;
    static constexpr bool kWrites = false;
    Object& object() const { return event; }
    void perform(Strand&) { value = event.set_; }
    bool result() const { return value; }
  };
  Look is_set() { return {*this}; }  // awaited: it is a look at what other strands write

 private:
  bool set_ = false;
};

}  // namespace telar::threading
