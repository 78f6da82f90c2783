// What is on show, as JSON: for tests, the accessible mirror and embedding pages
// (window.telar.state()).
#pragma once
#include <string>

#include "model/state.hpp"

namespace telar {

// Which stretch of the run's time the timeline shows: the eye's own business, no run's.
struct ShownStretch {
  double begin = 0, end = 0;  // nanoseconds
  bool fitted = true;         // all of the run
  bool following = true;      // it moves on with the present
};

// {scenario, parameters, status, outcome, error, notice, language, run {number, scenario,
//  parameters}, lines, lanes, processes, dropped, metrics, environment, workers, view {begin_ns,
//  end_ns, fitted, following}, kernel, strategy, seed, cores, speed, playback {available, step,
//  steps, time_ns, duration_ns, playing, at_end, can_undo, picked, schedule, next [{number, name,
//  action}]}, problems [{kind, text, lines}], exploration {present, running, exhausted, executions,
//  first_failure_at, bound, races [{variable, first, second, …}], outcomes [{kind, text, count,
//  schedule, switches, bad}]}, revision}
std::string state_json(const AppState& state, const ShownStretch& view);

}  // namespace telar
