// The page's query: the command line's words in a URL.
// "scenario=pool&n=10&workers=2&lang=es&autorun=1"
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "app/virtual_run.hpp"
#include "program/program.hpp"

namespace telar {

struct PageQuery {
  std::optional<Program> program;  // none: not said, or wrong
  // Of the program, with the query's values; none without a program.
  std::optional<Parameters> parameters;
  std::optional<Language> language;
  // What kernel, seed, … say; a schedule's parameters are in `parameters`.
  std::optional<VirtualRun::Options> virtual_time;
  bool kernel_said = false;   // kernel, or a word that means virtual time
  bool real_in_vain = false;  // kernel=real where there are no real threads
  bool autorun = false;
  // What was wrong and what is allowed, a line for each; empty if all is well. Then nothing is run
  // by itself.
  std::string error;
};

// `language`: of the messages, unless the query says another. `defaults`: the values before the
// query's.
PageQuery read_page_query(std::string_view query, Language language,
                          Parameters (*defaults)(const Program&));

// "%C3%B1+a" -> "ñ a"; a % that is no escape stays.
std::string percent_decoded(std::string_view text);

}  // namespace telar
