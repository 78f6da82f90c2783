// Operation: the one thing a strand can wait in. A guarded command on an Object: it may happen when
// `enabled()`, and `perform()` is what happens then. Written once; each kernel runs it in its own
// way (real_kernel.hpp blocks the OS thread, the virtual kernel suspends the coroutine). An
// Operation is a small value that lives in the coroutine frame of the body that awaits it, so
// nothing is allocated to wait.
//
//   struct GetOperation {
//     Queue& queue;  Nanos until;  std::optional<Item> item;
//     static constexpr Verb kVerb = Verb::get;     // what it is to a person
//     static constexpr Wakes kWakes = Wakes::one;  // whom perform() may have enabled
//     // Optional (true): whether perform() changes the object.
//     static constexpr bool kWrites = true;
//     Object& object() const;  // what it waits on and touches
//     // Optional: without it, it may always happen. Under the object's mutex; no side effects.
//     bool enabled(const Strand&) const;
//     void perform(Strand&);         // under the object's mutex; must not throw or block
//     Nanos deadline() const;        // optional: when to give up (the kernel's clock)
//     void expire(Strand&);          // with deadline(): what happens then
//     Item result();                 // after the mutex; may throw (Empty)
//     // Optional: the value that it is about (what is stored, how long it sleeps), as far as that
//     // is known before it happens.
//     Payload payload() const;
//   };
#pragma once
#include <atomic>
#include <concepts>
#include <coroutine>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/ids.hpp"
#include "base/source_point.hpp"
#include "base/time.hpp"
#include "platform/mutex.hpp"
#include "trace/event.hpp"

namespace telar {

class Strand;
class Object;

// How many of the waiting strands perform() may have enabled. `one` wakes the first that is
// enabled, so a spurious waiter of another kind (a putter among getters) never swallows it.
enum class Wakes : unsigned char { none, one, all };

// What an operation means for others, apart from what it computes: all that data races,
// partial-order reduction and caching know of it. An operation declares it as `kEffects`; without
// it, it orders, and writes unless kWrites is false.
enum class Effect : unsigned char {
  none = 0,
  // It changes its object. Two operations on one object of which neither writes come to the same in
  // either order.
  writes = 1,
  // It synchronises: all that happens before one that orders and writes happens before whatever
  // comes after a later one on the same object that orders.
  orders = 2,
  // It reads or writes a variable of the program: two of them that nothing orders, one of which
  // writes, are a data race.
  accesses = 4,
  // It takes what one strand has at a time, and waits for one that `releases` it on the same
  // object.
  acquires = 8,
  releases = 16,
  // It takes or gives back a core, of which there are few for all.
  computes = 32,
  // It is the end of its strand.
  ends = 64,
};
constexpr Effect operator|(Effect a, Effect b) {
  return static_cast<Effect>(static_cast<unsigned char>(a) | static_cast<unsigned char>(b));
}
constexpr bool has(Effect effects, Effect one) {
  return (static_cast<unsigned char>(effects) & static_cast<unsigned char>(one)) != 0;
}

// What a kernel needs to know of an Operation whose type it does not know. One for each type; an
// interpreter makes its own.
struct OperationTable {
  // Performs it if it may happen now; whether it did. Under the object's mutex.
  bool (*attempt)(void* operation, Strand&);
  // Whether it may happen; null: always.
  bool (*enabled)(const void* operation, const Strand&);
  void (*expire)(void* operation, Strand&);   // null: it has no deadline
  Payload (*payload)(const void* operation);  // null: nothing to say
  Verb verb;
  Wakes wakes;
  Effect effects;
  // Of a SharedObject, which side it waits on (shared_object.hpp); of others nothing.
  std::uint8_t side = 0;

  bool writes() const { return has(effects, Effect::writes); }
};

// An operation whose type was erased, as a strand stands before it. What it points to lies in the
// frame that awaits it, and stays there until the strand goes on.
struct Pending {
  void* operation = nullptr;
  const OperationTable* table = nullptr;  // null: there is none
  Object* object = nullptr;
  Nanos deadline = kNever;

  // What it is about; none if it has nothing to say.
  Payload payload() const { return table->payload ? table->payload(operation) : Payload(); }
};

// A strand's place in the line of an object: part of the Strand, since it waits in one operation at
// a time.
struct Waiter {
  Pending pending;
  Strand* strand = nullptr;
  Waiter *previous = nullptr, *next = nullptr;
  bool notified = false;  // woken, but has not looked yet
};

// What strands wait on: a lock, a queue, another strand's end. Holds the line of those who wait
// and, for the real kernel, the mutex under which operations on it are checked and performed. Not
// copyable, not movable: operations refer to it.
class Object {
 public:
  explicit Object(ObjectKind kind, std::string name = {}) : kind_(kind), name_(std::move(name)) {}
  virtual ~Object() = default;
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  ObjectKind kind() const { return kind_; }
  const std::string& name() const { return name_; }
  // Its number in the trace; 0 if no strand has named it yet (Strand::id_of), or if it has one in
  // each process. Under the mutex.
  ObjectId id() const { return id_; }
  // Where its number in the trace of this process is kept. Under the mutex.
  virtual ObjectId& id_in(ProcessId) { return id_; }
  // Whether strands of several processes use it: it is a SharedObject.
  bool is_shared() const { return is_shared_; }
  // The strand that must do something before those who wait can go on, if it is one: a lock's
  // owner, a thread's end.
  virtual std::optional<StrandId> held_by() const { return std::nullopt; }
  // For one that outlives an execution: it gets a new number, and a new slot, in the next.
  void forget_id() { id_ = slot = 0; }
  bool has_waiters() const { return first_ != nullptr; }
  const Waiter* first_waiter() const { return first_; }
  bool has_in_line(const Waiter& waiter) const;

  // Under the mutex.
  void enqueue(Waiter& w);
  void dequeue(Waiter& w);

  Mutex& mutex() { return mutex_; }

  // The virtual kernel's number of it, 0 if it has none.
  std::uint32_t slot = 0;

 protected:
  bool is_shared_ = false;

 private:
  Mutex mutex_;
  Waiter *first_ = nullptr, *last_ = nullptr;
  ObjectKind kind_;
  ObjectId id_ = 0;
  std::string name_;
};

template <class Op>
concept Operation = requires(Op& op, Strand& strand) {
  { op.object() } -> std::convertible_to<Object&>;
  op.perform(strand);
  op.result();
  { Op::kWakes } -> std::convertible_to<Wakes>;
};

// Whether it may have to wait.
template <class Op>
constexpr bool kIsGuarded = requires(const Op& op, const Strand& s) { op.enabled(s); };

template <class Op>
constexpr bool kHasDeadline = requires(Op& op) { op.deadline(); };

template <class Op>
Nanos deadline_of(const Op& op) {
  if constexpr (kHasDeadline<Op>) return op.deadline();
  return kNever;
}

template <class Op>
constexpr Effect effects_of() {
  if constexpr (requires { Op::kEffects; }) {
    static_assert(!requires { Op::kWrites; }, "kEffects says whether it writes");
    return Op::kEffects;
  } else if constexpr (requires { Op::kWrites; }) {
    return Op::kWrites ? Effect::orders | Effect::writes : Effect::orders;
  } else {
    return Effect::orders | Effect::writes;
  }
}

template <class Op>
constexpr Verb verb_of() {
  if constexpr (requires { Op::kVerb; }) return Op::kVerb;
  return Verb::step;
}

template <class Op>
constexpr OperationTable table_of() {
  OperationTable table{};
  table.attempt = [](void* op, Strand& s) {
    Op& operation = *static_cast<Op*>(op);
    if constexpr (kIsGuarded<Op>) {
      if (!operation.enabled(s)) return false;
    }
    operation.perform(s);
    return true;
  };
  if constexpr (kIsGuarded<Op>) {
    table.enabled = [](const void* op, const Strand& s) {
      return static_cast<const Op*>(op)->enabled(s);
    };
  }
  if constexpr (kHasDeadline<Op>) {
    table.expire = [](void* op, Strand& s) { static_cast<Op*>(op)->expire(s); };
  }
  if constexpr (requires(const Op& op) { op.payload(); }) {
    table.payload = [](const void* op) -> Payload { return static_cast<const Op*>(op)->payload(); };
  }
  table.verb = verb_of<Op>();
  table.wakes = Op::kWakes;
  table.effects = effects_of<Op>();
  if constexpr (requires { Op::kSide; }) table.side = static_cast<std::uint8_t>(Op::kSide);
  return table;
}
template <class Op>
inline constexpr OperationTable kTableOf = table_of<Op>();

}  // namespace telar
