// BehaviourWatch: the behaviour of each execution of a virtual kernel that it observes. The
// caller that makes the steps says where each ends.
#pragma once
#include <cstdint>

#include "kernel/behaviour.hpp"
#include "kernel/virtual/execution_observer.hpp"

namespace telar {

class BehaviourWatch final : public ExecutionObserver {
 public:
  void end_step() { hash_.end_step(); }
  const BehaviourHash& hash() const { return hash_; }

  // --- ExecutionObserver
  void begins() override { hash_.begin(); }
  void started(std::uint32_t, std::uint32_t) override {}
  void performed(const Performed& made) override {
    hash_.add(made.strand, made.table.verb, made.number);
  }

 private:
  BehaviourHash hash_;
};

}  // namespace telar
