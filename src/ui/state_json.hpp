// What is on show, as JSON: for tests, the accessible mirror and embedding pages
// (window.telar.state()).
#pragma once
#include <string>

#include "ui/app_state.hpp"
#include "ui/timeline/time_view.hpp"

namespace telar::ui {

// {scenario, parameters, status, outcome, error, notice, language, elapsed_ns, lines, lanes,
// processes, metrics,
//  environment, workers, view {begin_ns, end_ns, fitted, following}, kernel, strategy, seed, cores,
//  speed, playback {available, step, steps, time_ns, duration_ns, playing, at_end, can_undo,
//  picked, schedule, next [{number, name, action}]}, problems [{kind, text}], exploration {present,
//  running, exhausted, executions, first_failure_at, bound, outcomes [{kind, text, count, schedule,
//  switches, bad}]}, revision}
std::string state_json(const AppState& state, const TimeView& view);

}  // namespace telar::ui
