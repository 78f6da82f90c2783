// Command: what a person asks for, as the UI gives it back. Plain data; src/app obeys.
#pragma once
#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "base/language.hpp"
#include "model/choices.hpp"
#include "model/playback.hpp"
#include "model/virtual_settings.hpp"
#include "program/description.hpp"

namespace telar {

namespace command {

struct Run {
  SharedDescription program;
  std::vector<double> parameters;  // its values, in the order of its specs; a choice as its index
};
struct Stop {};
struct Choose {
  SharedDescription program;  // one of AppState::programs
};
struct SetParameter {
  std::size_t index;
  double value;  // already within its range
};
struct SetLanguage {
  Language language;
};
struct SetTheme {
  ThemeChoice theme;
};
struct DismissNotice {};
struct SetKernel {
  KernelChoice kernel;
};
struct SetPicker {
  Picker picker;
};
struct SetSeed {
  std::uint64_t seed;  // at most VirtualSettings::kMostSeed
};
struct SetCores {
  int cores;  // 1 to VirtualSettings::kMostCores
};
struct SetSpeed {
  PlaySpeed speed;
};
struct Play {
  bool playing;
};
// Shows the run as it was after this many steps.
struct Seek {
  std::uint64_t step;
};
// The strand that makes the next step, from here on by hand: what was recorded beyond is given up.
struct Pick {
  std::uint32_t number;
};
// Takes the last pick back.
struct Undo {};
// The chosen program, with the parameters of the form.
struct Explore {};
struct StopExploring {};
// Loads the schedule that shows this outcome of the exploration.
struct ShowOutcome {
  std::size_t index;
};
// The same for one of its races.
struct ShowRace {
  std::size_t index;
};
// To the run on show.
struct CopyLink {};

}  // namespace command

using Command = std::variant<command::Run, command::Stop, command::Choose, command::SetParameter,
                             command::SetLanguage, command::SetTheme, command::DismissNotice,
                             command::SetKernel, command::SetPicker, command::SetSeed,
                             command::SetCores, command::SetSpeed, command::Play, command::Seek,
                             command::Pick, command::Undo, command::Explore, command::StopExploring,
                             command::ShowOutcome, command::ShowRace, command::CopyLink>;

}  // namespace telar
