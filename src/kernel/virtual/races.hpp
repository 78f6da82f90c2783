// Races: data races among accesses to shared variables, found by happens-before with vector clocks
// (Flanagan, Freund: FastTrack, PLDI 2009). What orders two accesses: the same strand; a thread's
// start and join; and two operations on one object, since each is made under the object's own
// mutex, as in Python. Virtual time orders nothing, nor does the console: a program that is right
// only because of a sleep or a print is not right.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "kernel/operation.hpp"
#include "report/race.hpp"

namespace telar {

class Races {
 public:
  void begin();
  void started(std::uint32_t starter, std::uint32_t strand);
  // A strand performs an operation on the object.
  void performed(const Strand& strand, std::uint32_t number, Object& object,
                 const OperationTable& table, std::uint64_t step, Nanos time);
  // The first of each pair of strands and variable.
  const std::vector<Race>& found() const { return found_; }

 private:
  using Time = std::uint32_t;
  using Clock = std::vector<Time>;  // by strand
  struct Made {
    Race::Access access;
    Time when = 0;  // on the clock of its strand; 0: none was made
  };
  struct Known {
    const Object* object = nullptr;
    Clock clock;
    Made write;
    std::vector<Made> reads;  // by strand, the last of each
  };

  Clock& clock_of(std::uint32_t number);
  Known& known(Object& object);
  static void join(Clock& to, const Clock& from);
  void publish(std::uint32_t number, Known& to);
  void access(Known& variable, const Object& object, const Made& made);
  void check(const Object& object, const Made& before, const Made& made);

  std::vector<Clock> clocks_;  // by strand
  std::vector<Known> known_;   // by Object::slot; [0] unused
  std::size_t strands_ = 0, objects_ = 1;
  std::vector<Race> found_;
  std::vector<std::uint32_t> found_on_;  // the slot of the variable of each
};

}  // namespace telar
