// Commands as JSON, both ways: for tests, the accessible mirror and embedding pages. One object,
// {"command":"seek","step":3}; programs, parameters and choices go by their words:
//
//   run {scenario, parameters {}}   choose {scenario}   set-parameter {name, value}
//   set-language {language}   set-theme {theme}   set-kernel {kernel}   set-strategy {strategy}
//   set-seed {seed}   set-cores {cores}   set-speed {speed}   play {playing}   seek {step}
//   pick {number}   show-outcome {index}   show-race {index}
//   stop, dismiss-notice, undo, explore, stop-exploring, copy-link
#pragma once
#include <string>
#include <string_view>

#include "model/command.hpp"
#include "model/state.hpp"

namespace telar {

// The programs and parameters are those of the state, which has some.
std::string command_json(const Command& command, const AppState& state);

// Reads it back. `run` without a scenario is of the chosen one; a parameter that it does not say is
// as the form has it (of another program: its default). Returns empty, or one line in the state's
// language that says what was wrong and what is allowed; then the command is as it was.
std::string read_command(std::string_view json, const AppState& state, Command& command);

}  // namespace telar
