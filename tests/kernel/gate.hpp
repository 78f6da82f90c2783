// Gate: an object for tests of the kernel, which has none of its own: strands wait until it is
// open.
#pragma once
#include <optional>
#include <string>
#include <utility>

#include "kernel/operation.hpp"
#include "kernel/task.hpp"

namespace telar::testing {

struct Gate : Object {
  explicit Gate(std::string name = {}) : Object(ObjectKind::event, std::move(name)) {}
  bool open = false;

  struct Pass {
    Gate& gate;
    Nanos until = kNever;
    bool passed = false;
    static constexpr Verb kVerb = Verb::wait;
    static constexpr Wakes kWakes = Wakes::none;
    Object& object() const { return gate; }
    bool enabled(const Strand&) const { return gate.open; }
    void perform(Strand&) { passed = true; }
    Nanos deadline() const { return until; }
    void expire(Strand&) {}
    bool result() const { return passed; }
  };
  struct Open {
    Gate& gate;
    static constexpr Verb kVerb = Verb::set;
    static constexpr Wakes kWakes = Wakes::all;
    Object& object() const { return gate; }
    void perform(Strand&) { gate.open = true; }
    void result() const {}
  };
  Pass pass(Nanos until = kNever) { return {*this, until}; }
  Open set_open() { return {*this}; }
};

}  // namespace telar::testing
