// Schedule: the choices of one execution on the virtual kernel, with what they are choices of, as
// text that fits a link.
//
//   lost-update~n_2~increments_1~lock_off~wb.0k3f9ar27c5t9x2-k7x~ab2a3b
//
// the program's name, its parameters, its behaviour (behaviour.hpp), and who was picked at each
// step that was a choice: a letter for a strand (a-z, A-Z, then _52_, _53_, …), how often in a row
// behind it; what comes again and again between two dots, how often behind them (.ab2.7). Behind
// the behaviour three letters or digits tell whether anything has been lost on the way; who writes
// a schedule by hand leaves them and the '-' out, and writes 0 for the behaviour. Links of old have
// a number with the digits 0-9a-f there: nothing is known of their behaviour. Only letters, digits,
// '-', '.', '_' and '~': a link carries them as they are.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/behaviour.hpp"

namespace telar {

struct Schedule {
  std::string program;
  std::vector<std::pair<std::string, std::string>> parameters;
  Behaviour behaviour;
  std::vector<std::uint32_t> choices;  // strands by number

  std::string text() const;
  enum class Error : unsigned char {
    none,
    incomplete,     // not all of the fields that stand between ~ are there
    nameless,       // no program, or nothing that could be its behaviour
    changed,        // its checksum is of another text
    bad_parameter,  // not NAME_VALUE
    bad_choices,
  };
  // After an error, `to` is unspecified.
  static Error parse(std::string_view text, Schedule& to);
};

// The choices alone: "ab2a3b".
std::string choices_text(std::span<const std::uint32_t> choices);

}  // namespace telar
