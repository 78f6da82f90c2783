// What a scenario is to a person: plain data, in each language. The UI, the command line and the
// URL read it; nothing here runs anything. Depends on base only, so that the UI may include it.
#pragma once
#include <span>
#include <string_view>

#include "base/language.hpp"

namespace telar {

// One parameter. `name` is the word on the command line and in the URL (n, seconds, workers, work,
// gil).
struct ParameterSpec {
  enum class Kind : unsigned char { integer, real, choice };
  std::string_view name;
  Kind kind;
  Text label;                       // what the form says: "Hilos" / "Threads"
  double default_value = 0;         // integer and real; for choice the index into `choices`
  double minimum = 0, maximum = 0;  // inclusive; integer and real
  std::span<const std::string_view> choices = {};  // the words of a choice ("sleep", "cpu")
  Text help = {};                                  // one line, may be empty
};

struct ScenarioDescription {
  std::string_view name;  // the word on the command line: "processes-threads"
  Text title;             // "Procesos con hilos" / "Processes with threads"
  Text summary;           // one sentence for the list
  Text watch;             // what to watch on the timeline while it runs
  Text teaches;           // what it teaches
  std::span<const ParameterSpec> parameters;
  bool starts_processes = false;  // the page keeps process workers warm for it
};

// The program as the chapter has it (Python) and as Telar runs it (C++); generated at build from
// the sources, so that the C++ listing is the code that runs. Empty for an unknown name.
std::string_view listing_python(std::string_view scenario);
std::string_view listing_cpp(std::string_view scenario);

}  // namespace telar
