// How a run ended.
#pragma once
#include <string_view>

namespace telar {

enum class Outcome : unsigned char { running, finished, failed, stopped, deadlock };
std::string_view outcome_name(Outcome outcome);  // "finished", …: the words of `run --format json`

}  // namespace telar
