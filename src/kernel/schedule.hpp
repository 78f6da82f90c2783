// Schedule: the choices of one execution on the virtual kernel, with what they are choices of, as
// text that fits a link.
//
//   lost-update~threads_2~increments_1~5f0c21aa-k7x~ab2a3b
//
// the program's name, its parameters, a hash of its code, and who was picked at each step that was
// a choice: a letter for a strand (a-z, A-Z, then _52_, _53_, …), how often in a row behind it;
// what comes again and again between two dots, how often behind them (.ab2.7). Behind the hash
// three letters or digits tell whether anything has been lost on the way; who writes a schedule by
// hand leaves them and the '-' out. Only letters, digits, '-', '.', '_' and '~': a link carries
// them as they are.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telar {

struct Schedule {
  std::string program;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string version;
  std::vector<std::uint32_t> choices;  // strands by number

  std::string text() const;
  enum class Error : unsigned char {
    none,
    incomplete,     // not all of the fields that stand between ~ are there
    nameless,       // no program, or no version
    changed,        // its checksum is of another text
    bad_parameter,  // not NAME_VALUE
    bad_choices,
  };
  // After an error, `to` is unspecified.
  static Error parse(std::string_view text, Schedule& to);
};

// The choices alone: "ab2a3b".
std::string choices_text(std::span<const std::uint32_t> choices);

// For Schedule::version: a hash of the program's code and of what the kernel makes of it. Eight
// hexadecimal digits.
std::string code_version(std::string_view code);

}  // namespace telar
