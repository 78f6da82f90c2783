// How a run ended.
#pragma once
#include <string_view>

#include "trace/vocabulary.hpp"

namespace telar {

// "finished", …: the words of `run --format json`.
constexpr std::string_view outcome_name(Outcome outcome) { return name_of(outcome); }

}  // namespace telar
