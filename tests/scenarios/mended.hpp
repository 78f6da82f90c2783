// The parameters with which a program ends soon, and well in whatever order its threads run.
#pragma once
#include <string_view>
#include <utility>

#include "program/program.hpp"

namespace telar::testing {

inline Parameters mended(const Program& program) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"n", "2"},        {"seconds", "0.02"},          {"lock", "on"},
      {"order", "same"}, {"order", "one-left-handed"}, {"predicate", "on"},
      {"loop", "while"}, {"timeout", "0.01"}};
  Parameters parameters = program.defaults();
  for (const auto& [name, word] : kWords)
    parameters.set(name, word, Language::en);  // those that it has
  return parameters;
}

}  // namespace telar::testing
