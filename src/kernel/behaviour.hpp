// Behaviour: what an execution does, in a few characters: a hash of who did what to which object,
// carried on from step to step and looked at along the way. A schedule carries it, so that who
// follows the schedule notices at which step a program begins to do something else. It does not
// depend on the program's text: a comment, a translation or another source language makes no
// difference.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trace/vocabulary.hpp"

namespace telar {

struct Behaviour {
  std::uint64_t steps = 0;  // of the execution; 0: nothing is known of it
  bool whole = false;       // it was over after them
  std::string looks;        // a digit after each stride() steps: see BehaviourHash
  std::string end;          // kEndDigits of them after the last step

  static constexpr std::size_t kMostLooks = 32, kEndDigits = 4;
  // Steps from one look to the next: a power of two, 1 as long as there is a look for every step.
  static std::uint64_t stride(std::uint64_t steps);
  bool known() const { return steps > 0; }

  // "wb.3k0f2…": letters, digits and a dot. What cannot be read is not known: false.
  std::string text() const;
  static bool parse(std::string_view text, Behaviour& to);

  friend bool operator==(const Behaviour&, const Behaviour&) = default;
};

// The hash as it goes along. One for each execution after the other; allocates nothing after the
// first.
class BehaviourHash {
 public:
  void begin();
  // This strand did this to this object; strand and object by number.
  void add(std::uint32_t strand, Verb verb, std::uint32_t object);
  // What was added since the last call was a step.
  void end_step();

  std::uint64_t steps() const { return steps_; }
  // Of the steps until now.
  Behaviour behaviour(bool whole) const;
  // Whether the steps until now are the first ones of this behaviour, as far as it can tell. Asked
  // after every step: it looks at the last one only.
  bool fits(const Behaviour& expected) const;

 private:
  std::uint64_t hash_ = 0, steps_ = 0;
  std::uint64_t stride_ = 1;
  std::vector<char> looks_;  // after each stride_ steps
};

}  // namespace telar
