#include "runtime/builtins.hpp"

#include "kernel/kernel.hpp"

namespace telar {
namespace {

// sys.getswitchinterval()
constexpr Nanos kSwitchInterval = 5 * kMillisecond;
// A longer write is recorded in pieces: each must fit in a ring, text included.
constexpr std::size_t kMostOfWrite = 8 * 1024;

struct AcquireInterpreter {
  InterpreterLock& lock;
  bool switching = false;  // after ReleaseInterpreter with `switching`
  static constexpr Verb kVerb = Verb::acquire;
  static constexpr Wakes kWakes = Wakes::none;
  Object& object() const { return lock; }
  bool enabled(const Strand& s) const {
    return !lock.owner && (!lock.promised || lock.promised == s.id());
  }
  void perform(Strand& s) {
    lock.owner = s.id();
    lock.promised = std::nullopt;
    s.record_operation(EventKind::acquire, lock);
    if (switching) s.record(EventKind::strand_state, static_cast<std::uint16_t>(State::running));
  }
  void result() {}
};

struct ReleaseInterpreter {
  InterpreterLock& lock;
  // To take it again after the others: the strand counts as blocked from here on, or two would seem
  // to run at once between the one's release and its wait.
  bool switching = false;
  static constexpr Verb kVerb = Verb::release;
  static constexpr Wakes kWakes = Wakes::one;
  Object& object() const { return lock; }
  void perform(Strand& s) {
    if (switching)
      s.record(EventKind::strand_state, static_cast<std::uint16_t>(State::blocked), s.id_of(lock),
               static_cast<std::uint64_t>(kNever));
    lock.owner = std::nullopt;
    lock.promised =
        lock.has_waiters() ? std::optional(lock.first_waiter()->strand->id()) : std::nullopt;
    s.record_operation(EventKind::release, lock);
  }
  void result() {}
};

// Whether somebody waits for the lock: what eval_breaker tells CPython's interpreter.
struct Contended {
  InterpreterLock& lock;
  bool waiters = false;
  static constexpr Verb kVerb = Verb::look;
  static constexpr Wakes kWakes = Wakes::none;
  static constexpr bool kWrites = false;
  Object& object() const { return lock; }
  void perform(Strand& s) { waiters = s.kernel().is_wanted(s, lock); }
  bool result() const { return waiters; }
};

// A slice of CPU work: done on the spot, or by holding a modelled core (Kernel::take_core).
struct TakeCore {
  Strand& strand;
  Nanos work;
  bool holds = false;
  static constexpr Verb kVerb = Verb::compute;
  static constexpr Wakes kWakes = Wakes::none;
  static constexpr Effect kEffects = Effect::computes;
  Object& object() const { return strand.sleep_object(); }
  void perform(Strand& s) { holds = s.kernel().take_core(s, work); }
  Payload payload() const { return Payload::of_duration(work); }
  bool result() const { return holds; }
};
struct HoldCore {
  Strand& strand;
  Nanos work, until;
  static constexpr Verb kVerb = Verb::compute;
  static constexpr Wakes kWakes = Wakes::none;
  static constexpr Effect kEffects = Effect::computes;
  Object& object() const { return strand.sleep_object(); }
  bool enabled(const Strand&) const { return false; }
  void perform(Strand&) {}
  Nanos deadline() const { return until; }
  void expire(Strand& s) { s.kernel().give_core(s); }
  Payload payload() const { return Payload::of_duration(work); }
  void result() const {}
};

Task<> burn(Nanos work) {
  Strand& s = co_await current_strand();
  if (co_await TakeCore{s, work}) co_await HoldCore{s, work, s.deadline_in(work)};
}

}  // namespace

void WriteOperation::perform(Strand& s) {
  for (std::string_view rest = text; !rest.empty();) {
    std::string_view piece = rest.substr(0, kMostOfWrite);
    rest.remove_prefix(piece.size());
    s.write_text(console, piece);
  }
}

Task<> print(std::string text) {
  co_await write(std::move(text));
  co_await write("\n");
}

Task<> compute(Seconds seconds) {
  Strand& s = co_await current_strand();
  ProcessContext& process = s.process();
  Nanos left = to_nanos(seconds);
  if (!process.settings.gil) {
    co_await burn(left);
    co_return;
  }
  co_await AcquireInterpreter{process.interpreter_lock};
  while (left > 0) {
    const Nanos slice = std::min(left, kSwitchInterval);
    co_await burn(slice);
    left -= slice;
    if (left > 0 && co_await Contended{process.interpreter_lock}) {
      co_await ReleaseInterpreter{process.interpreter_lock, true};
      co_await AcquireInterpreter{process.interpreter_lock, true};
    }
  }
  co_await ReleaseInterpreter{process.interpreter_lock};
}

}  // namespace telar
