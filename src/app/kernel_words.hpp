// The words that choose a kernel, the same on the command line and in the page's query: kernel,
// cores, strategy, seed, depth (of pct), schedule.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "app/virtual_run.hpp"

namespace telar {

bool is_kernel_word(std::string_view name);

// Reads those of the options that are such words; the others are the program's parameters, already
// in `parameters`, which get the schedule's. `by_hand`: a person may pick each step. What was asked
// for: nothing for the real kernel, the default where there are threads. Returns empty, or one
// line.
using WordPairs = std::span<const std::pair<std::string_view, std::string_view>>;
std::string read_kernel_words(WordPairs options, bool by_hand, Parameters& parameters,
                              std::optional<VirtualRun::Options>& virtual_time, Language language);

}  // namespace telar
