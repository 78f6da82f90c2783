// What a person may say of a virtual run before it begins: who picks, with which seed, on how many
// modelled cores. The one table of pickers: the command line, the page's query and the form read
// it.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "base/choices.hpp"
#include "words/words.hpp"

namespace telar {

// What picks the strand that makes the next step: a strategy, or a person.
enum class Picker : unsigned char { round_robin, random, pct, by_hand };

struct PickerTraits {
  Picker value;
  std::string_view word;  // on the command line, in the query and in JSON
  bool seeded;            // its picks depend on the seed
  Word label, help;
};
inline constexpr Choices kPickers{std::to_array<PickerTraits>(
    {{Picker::round_robin, "round-robin", false, words::round_robin, words::round_robin_help},
     {Picker::random, "random", true, words::random, words::random_help},
     {Picker::pct, "pct", true, words::pct, words::pct_help},
     {Picker::by_hand, "by-hand", false, words::by_hand, words::by_hand_help}})};

struct VirtualSettings {
  static constexpr int kMostCores = 16, kDefaultCores = 4, kMostDepth = 100;
  // Beyond this, numbers of a page are no longer exact.
  static constexpr std::uint64_t kMostSeed = (std::uint64_t{1} << 53) - 1;

  Picker picker = Picker::round_robin;
  std::uint64_t seed = 0;     // at most kMostSeed
  int depth = 3;              // of pct: 1 to kMostDepth
  int cores = kDefaultCores;  // modelled: 1 to kMostCores
};

}  // namespace telar
