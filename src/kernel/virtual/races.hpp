// Races: data races among plain accesses to shared variables, found by happens-before with vector
// clocks (Flanagan, Freund: FastTrack, PLDI 2009) while an execution is made. What orders two
// accesses: the same strand; a thread's start and join; and two operations on one object that
// synchronise (Effect::orders), since each is made under the object's own mutex, as in Python.
// Virtual time orders nothing, nor does the console: a program that is right only because of a
// sleep or a print is not right.
//
// Executions that begin alike are looked at from where they differ: begin() takes back what came
// after the steps that both have, and those steps cost nothing when they are made again. It is a
// trail of what was changed that makes this possible; it is kept only for who repeats beginnings.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "kernel/operation.hpp"
#include "kernel/virtual/vector_clock.hpp"
#include "report/race.hpp"

namespace telar {

class Races {
 public:
  // An execution begins whose first `same` steps are those of the one before: what was found in
  // them stays found. 0: any other.
  void begin(std::uint64_t same);
  // The next execution is of another program.
  void forget() { is_whole_ = false; }

  // Steps are told by how many were begun, with the one in which it happens: from 1, and 0 for what
  // happens before the first. Strands and objects are told by number.
  //
  // False: all of this step is known already.
  bool looks_at(std::uint64_t step) const { return step >= looks_from_; }
  // Only of steps that are looked at.
  void started(std::uint64_t step, std::uint32_t starter, std::uint32_t strand);
  // An operation that orders and accesses nothing; whether it writes.
  void synchronised(std::uint64_t step, std::uint32_t strand, std::uint32_t number, bool writes);
  // An operation that accesses a variable, and may order, too.
  void accessed(std::uint64_t step, const Race::Access& access, const Object& variable,
                std::uint32_t number, Effect effects);

  // Of the execution under way: the first of each pair of accesses. Two accesses are the same one
  // if they have verb and line in common or, where no line is known, verb and strand.
  std::span<const Race> found() const { return std::span(found_).first(found_count_); }
  // Of found()[i]: the same number in every execution for the same pair of accesses to a variable
  // of the same name, whichever of the two comes first; in one execution each has its own. Of
  // variables of one name that have a pair in common, that in which it is found first counts as the
  // first.
  std::uint64_t pair_of(std::size_t i) const { return pairs_[i].of_variable; }

 private:
  using Time = VectorClock::Time;
  // An access that was made.
  struct Made {
    Time when = 0;  // on the clock of its strand; 0: none was made
    std::uint32_t strand = 0;
    std::uint32_t access = 0;  // index into accesses_
  };
  struct Known {
    VectorClock clock;  // of those who have written to it
    Made write;
    std::vector<Made> reads;       // by strand, the last of each
    std::uint32_t last_found = 0;  // of those on it: 1 + index into found_
  };
  struct Pair {
    // Of the two accesses alone; with the variable's name; with which variable of that name it is.
    std::uint64_t sites, of_name, of_variable;
    std::uint32_t object, previous;  // the one found before it on the same object, as last_found
  };

  // --- the trail: what was where before, in the order in which it was changed
  struct ClockChange {
    std::uint32_t row, strand;
    Time before;
  };
  struct AccessChange {
    std::uint32_t object, reader;  // reader: kWrite, or of which strand it is the last read
    Made before;
  };
  // How long each part was when a step began.
  struct Mark {
    std::uint64_t step;
    std::size_t clocks, changes, accesses, found;
  };
  static constexpr std::uint32_t kWrite = ~std::uint32_t{0}, kObjectRow = std::uint32_t{1} << 31;
  // Above this many changes the trail is not worth its memory: the next execution is looked at from
  // its beginning.
  static constexpr std::size_t kMostChanges = std::size_t{1} << 17;

  void clear();
  void take_back(std::uint64_t same);
  void mark(std::uint64_t step);
  bool keeps() const { return keeps_trail_ && is_whole_; }
  VectorClock& clock_of(std::uint32_t strand) {
    if (clocks_.size() <= strand || clocks_[strand].of(strand) == 0) [[unlikely]]
      begin_clock(strand);
    return clocks_[strand];
  }
  void begin_clock(std::uint32_t strand);
  Known& known(std::uint32_t object) {
    if (known_.size() <= object) [[unlikely]]
      known_.resize(object + 1);
    return known_[object];
  }
  void advance(std::uint32_t strand);
  void publish(std::uint32_t strand, std::uint32_t object, const VectorClock& clock);
  void join(VectorClock& clock, std::uint32_t row, const VectorClock& other);
  void replace(Made& made, std::uint32_t number, std::uint32_t reader, Time when,
               const Race::Access& access);
  void check(const Made& before, const Race::Access& access, const Object& variable,
             std::uint32_t number);

  std::vector<VectorClock> clocks_;  // by strand
  std::vector<Known> known_;         // by object
  // What was made, in this order as long as the trail is kept; then only what is known of an
  // object.
  std::vector<Race::Access> accesses_;
  std::uint64_t looks_from_ = 0;  // the first step that is not known
  std::vector<Race> found_;       // the first found_count_; the others' memory is used again
  std::vector<Pair> pairs_;       // of found_
  std::size_t found_count_ = 0;

  bool keeps_trail_ = false;
  bool is_whole_ = false;  // what is known can be taken back to where the execution began
  std::vector<Mark> marks_;
  std::vector<ClockChange> clock_changes_;
  std::vector<AccessChange> access_changes_;
};

}  // namespace telar
