// Shared<T>: a variable that strands of one process share, where each access is an operation: what
// Python does with a global in one bytecode. Accesses are atomic and sequentially consistent on
// both kernels; weak memory is not modelled. What Python writes as `counter += 1` is a load, then a
// store:
//
//   Shared<int> counter{0, "counter"};
//   int value = co_await counter.load();
//   co_await counter.store(value + 1);
//
// load() and store() are plain accesses: two of different strands, one of them a store, that
// nothing orders, are a data race. add(), exchange() and compare_exchange() are one indivisible
// step, and order what comes before and after them.
#pragma once
#include <bit>
#include <concepts>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "kernel/kernel.hpp"
#include "kernel/task.hpp"

namespace telar {

template <class T>
  requires(std::is_arithmetic_v<T> || std::is_enum_v<T>)
class Shared : public Object {
 public:
  explicit Shared(T value = {}, std::string name = {})
      : Object(ObjectKind::shared, std::move(name)), value_(value) {}
  // Tells the run what it was at its end.
  ~Shared() override {
    if (Strand* s = Strand::current()) s->kernel().note_final(name(), repr(Payload::of(value_)));
  }

  // Of what reads and writes in one step.
  static constexpr Effect kUpdates = Effect::accesses | Effect::writes | Effect::orders;

  struct Load {
    static constexpr Verb kVerb = Verb::load;
    static constexpr Wakes kWakes = Wakes::none;
    static constexpr Effect kEffects = Effect::accesses;
    Shared& shared;
    T value = {};
    Object& object() const { return shared; }
    void perform(Strand& s) {
      value = shared.value_;
      s.record_operation(EventKind::load, shared, Payload::of(value));
    }
    T result() const { return value; }
  };
  struct Store {
    static constexpr Verb kVerb = Verb::store;
    static constexpr Wakes kWakes = Wakes::none;
    static constexpr Effect kEffects = Effect::accesses | Effect::writes;
    Shared& shared;
    T value;
    Object& object() const { return shared; }
    void perform(Strand& s) {
      shared.value_ = value;
      s.record_operation(EventKind::store, shared, Payload::of(value));
    }
    void result() const {}
    Payload payload() const { return Payload::of(value); }
  };
  struct Add {
    static constexpr Verb kVerb = Verb::add;
    static constexpr Wakes kWakes = Wakes::none;
    static constexpr Effect kEffects = kUpdates;
    Shared& shared;
    T by;
    T before = {};
    Object& object() const { return shared; }
    void perform(Strand& s) {
      before = shared.value_;
      shared.change(s, static_cast<T>(before + by));
    }
    T result() const { return before; }
    Payload payload() const { return Payload::of(by); }
  };
  struct Exchange {
    static constexpr Verb kVerb = Verb::update;
    static constexpr Wakes kWakes = Wakes::none;
    static constexpr Effect kEffects = kUpdates;
    Shared& shared;
    T value;
    T before = {};
    Object& object() const { return shared; }
    void perform(Strand& s) {
      before = shared.value_;
      shared.change(s, value);
    }
    T result() const { return before; }
    Payload payload() const { return Payload::of(value); }
  };
  struct CompareExchange {
    static constexpr Verb kVerb = Verb::update;
    static constexpr Wakes kWakes = Wakes::none;
    static constexpr Effect kEffects = kUpdates;
    Shared& shared;
    T expected, desired;
    bool done = false;
    Object& object() const { return shared; }
    void perform(Strand& s) {
      done = shared.value_ == expected;
      if (done) return shared.change(s, desired);
      s.record_operation(EventKind::load, shared, Payload::of(shared.value_), kIndivisible);
    }
    bool result() const { return done; }
    Payload payload() const { return Payload::of(desired); }
  };

  Load load() { return {*this}; }
  Store store(T value) { return {*this, value}; }
  // Adds in one step; gives what was there before.
  Add add(T by)
    requires std::is_arithmetic_v<T>
  {
    return {*this, by};
  }
  // Stores in one step; gives what was there before.
  Exchange exchange(T value) { return {*this, value}; }
  // Stores `desired` if the value is `expected`, in one step; whether it did.
  CompareExchange compare_exchange(T expected, T desired) { return {*this, expected, desired}; }

 private:
  static constexpr std::uint8_t kIndivisible = 1;
  void change(Strand& s, T to) {
    s.record_operation(EventKind::load, *this, Payload::of(value_), kIndivisible);
    value_ = to;
    s.record_operation(EventKind::store, *this, Payload::of(value_), kIndivisible);
  }

  T value_;
};

}  // namespace telar
