// What a person may say of a virtual run before it begins: who picks, with which seed, on how many
// modelled cores. The one table of pickers: the command line, the page's query and the form read
// it.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace telar {

// What picks the strand that makes the next step: a strategy, or a person.
enum class Picker : unsigned char { round_robin, random, pct, by_hand };

struct PickerTraits {
  std::string_view word;  // on the command line, in the query and in JSON
  bool seeded;            // its picks depend on the seed
};
inline constexpr std::array<PickerTraits, 4> kPickers{
    {{"round-robin", false}, {"random", true}, {"pct", true}, {"by-hand", false}}};
constexpr const PickerTraits& traits_of(Picker picker) {
  return kPickers[static_cast<std::size_t>(picker)];
}

struct VirtualSettings {
  static constexpr int kMostCores = 16, kMostDepth = 100;
  // Beyond this, numbers of a page are no longer exact.
  static constexpr std::uint64_t kMostSeed = (std::uint64_t{1} << 53) - 1;

  Picker picker = Picker::round_robin;
  std::uint64_t seed = 0;  // at most kMostSeed
  int depth = 3;           // of pct: 1 to kMostDepth
  int cores = 4;           // modelled: 1 to kMostCores
};

}  // namespace telar
