// What is on show, as JSON: for tests, the accessible mirror and embedding pages (window.telar.state()).
#pragma once
#include <string>

#include "ui/app_state.hpp"

namespace telar::ui {

// {scenario, parameters, status, outcome, error, notice, language, elapsed_ns, lines, lanes, processes, metrics,
//  environment, workers, revision}
std::string state_json(const AppState& state);

}  // namespace telar::ui
