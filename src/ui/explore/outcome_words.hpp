// What tells the outcomes of an exploration apart, where there is no room for all of their text.
// Pure.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "report/found.hpp"

namespace telar::ui {

struct OutcomeWords {
  std::string common;  // how all of its kind begin; empty if they have little in common
  std::string own;     // the rest, on one line; empty only if the outcome has no text
};

std::vector<OutcomeWords> outcome_words(std::span<const Found> outcomes);

}  // namespace telar::ui
