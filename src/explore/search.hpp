// Search: which schedules of a program are executed, and in which order. A worker of an Explorer
// asks it, execution by execution: run() makes the one whose turn it is, next() goes on to another.
// A part of what is left may be given to another worker: split(). The searches there are, by name:
// searches.hpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "kernel/virtual/virtual_kernel.hpp"
#include "report/found.hpp"

namespace telar {

class Search {
 public:
  // The choices of an execution.
  struct Path {
    std::span<const std::uint32_t> picks;  // who was picked at each step that was a choice
    std::size_t said = 0;                  // without those at the end that go_on() picks too

    std::span<const std::uint32_t> schedule() const { return picks.first(said); }
  };

  virtual ~Search() = default;

  // What it has seen once next() has said that there is none.
  virtual Coverage coverage() const = 0;

  // --- executions

  // The next ones are made on this kernel, which outlives them. Here a search says that it wants to
  // observe them.
  virtual void attach(VirtualKernel&) {}
  // Makes the execution whose turn it is, on a kernel that has begun one. False: it was given up.
  virtual bool run(VirtualKernel& kernel) = 0;
  // On to the next one. False: there is none.
  virtual bool next() = 0;

  // --- of the execution that was made last

  // The program did something else than before when it was executed again.
  virtual bool diverged() const { return false; }
  // Whether it counts: false for those that are made on the way only.
  virtual bool counts(const VirtualKernel&) const { return true; }
  // Until next().
  virtual Path path(const VirtualKernel& kernel) const {
    return {kernel.choices(), kernel.schedule().size()};
  }
  // The place of a pick of the path among all that could have been picked there, in the order of
  // the search.
  virtual std::uint32_t order_of(std::size_t, std::uint32_t picked) const { return picked; }

  // After next(): how many steps the next execution has in common with the last one, from the first
  // on.
  virtual std::uint64_t same_steps() const { return 0; }

  // --- parts. Between next() and run()

  // Gives away the part of what is left that comes last in order, and is probably the largest; null
  // if there is no part to give. Before it come about `most_before` executions at most, as far as
  // that can be guessed: beyond a limit nobody need search.
  virtual std::unique_ptr<Search> split(double /*most_before*/) { return nullptr; }
  // One that does the same from here on. Of those that can be split.
  virtual std::unique_ptr<Search> clone() const { return nullptr; }
  virtual bool can_be_split() const { return false; }

  // --- preemption bounds

  // The bound under way; -1: none.
  virtual int bound() const { return -1; }
  // There are schedules beyond the bound.
  virtual bool cut_by_bound() const { return false; }
  // The search of the next bound; null if this is the last.
  virtual std::unique_ptr<Search> with_next_bound() const { return nullptr; }
};

}  // namespace telar
