#include "model/state_json.hpp"

#include "base/json.hpp"
#include "trace/names.hpp"

namespace telar {
namespace {

// More states than these of one lane are not listed: a test asks whether it slept, not how often.
constexpr std::size_t kStatesListed = 200;

void write_parameters(JsonWriter& json, const ProgramDescription* program,
                      const std::vector<double>& values) {
  json.key("parameters").begin_object();
  for (std::size_t i = 0; program != nullptr && i < program->parameters.size() && i < values.size();
       ++i) {
    const ParameterSpec& spec = program->parameters[i];
    json.key(spec.name);
    if (spec.kind == ParameterSpec::Kind::choice) {
      const auto index = static_cast<std::size_t>(values[i]);
      json.value(index < spec.choices.size() ? spec.choices[index] : std::string_view());
    } else {
      json.value(values[i]);
    }
  }
  json.end_object();
}

void write_trace(JsonWriter& json, const Store& store, const Moment& moment, Nanos until) {
  json.key("lines").begin_array();
  const std::size_t lines = lines_by(store, moment);
  for (std::size_t i = 0; i < lines; ++i) {
    std::string text;
    for (const ConsoleLine::Piece& piece : pieces_by(store, store.console()[i], moment)) {
      const std::string& written = store.writes()[piece.write].text;
      if (piece.begin < written.size()) text += written.substr(piece.begin, piece.length);
    }
    while (!text.empty() && text.back() == '\n') text.pop_back();
    json.value(text);
  }
  json.end_array().key("lanes").begin_array();
  for (const Lane& lane : store.lanes()) {
    if (!has_begun(lane, moment)) continue;
    json.begin_object().member("process", lane.process).member("name", lane.name);
    json.member("kind", lane.kind == Lane::Kind::task ? "task" : "thread")
        .key("states")
        .begin_array();
    for (std::size_t i = 0; i < lane.spans.size() && i < kStatesListed; ++i) {
      if (!moment.is_end() && lane.spans[i].begin >= until) break;
      json.value(name_of(lane.spans[i].state));
    }
    json.end_array().member("ended", lane.end != kNever && lane.end <= until).end_object();
  }
  json.end_array().key("processes").begin_array();
  for (const ProcessInfo& process : store.processes()) {
    if (!has_begun(process, moment)) continue;
    json.begin_object()
        .member("id", process.id)
        .member("name", process.name)
        .member("os_id", process.os_id)
        .key("exitcode");
    if (has_ended(process, moment)) {
      json.value(process.exitcode);
    } else {
      json.null();
    }
    json.end_object();
  }
  json.end_array().member("dropped", store.dropped());
}

void write_metrics(JsonWriter& json, const Figures& metrics) {
  json.begin_object().member("elapsed_ns", metrics.elapsed).member("task_ns", metrics.task_time);
  json.member("speedup", metrics.speedup).member("efficiency", metrics.efficiency);
  json.member("concurrency_peak", metrics.concurrency_peak)
      .member("concurrency_mean", metrics.concurrency_mean);
  json.member("parallelism_peak", metrics.parallelism_peak)
      .member("parallelism_mean", metrics.parallelism_mean);
  json.end_object();
}

void write_playback(JsonWriter& json, const Playback& playback) {
  json.begin_object().member("available", playback.available).member("step", playback.step);
  json.member("steps", playback.steps)
      .member("time_ns", playback.time)
      .member("duration_ns", playback.duration);
  json.member("playing", playback.playing)
      .member("at_end", playback.at_end)
      .member("can_undo", playback.can_undo);
  json.key("picked");
  if (playback.picked == Playback::kNobody) {
    json.null();
  } else {
    json.value(playback.picked);
  }
  json.member("schedule", playback.schedule).key("next").begin_array();
  for (const NextStep& next : playback.next) {
    json.begin_object().member("number", next.number).member("name", next.name);
    json.member("action", next.action).end_object();
  }
  json.end_array().end_object();
}

void write_exploration(JsonWriter& json, const Exploration& e) {
  json.begin_object()
      .member("present", e.present)
      .member("running", e.running)
      .member("exhausted", e.report.exhausted);
  json.member("executions", e.report.executions)
      .member("first_failure_at", e.report.first_failure_at)
      .member("bound", e.report.bound)
      .member("strategy", e.report.strategy)
      .member("coverage", coverage_name(e.report.coverage));
  json.key("races").begin_array();
  for (std::size_t i = 0; i < e.report.races.size(); ++i)
    write_race(json, e.report.races[i],
               i < e.race_schedules.size() ? e.race_schedules[i] : std::string());
  json.end_array();
  json.member("error", e.error).key("outcomes").begin_array();
  for (std::size_t i = 0; i < e.report.outcomes.size(); ++i) {
    const Found& outcome = e.report.outcomes[i];
    json.begin_object()
        .member("kind", outcome_name(outcome.kind))
        .member("text", outcome.text())
        .member("count", outcome.count);
    json.member("schedule", i < e.schedules.size() ? e.schedules[i] : std::string())
        .member("switches", outcome.switches)
        .member("bad", outcome.bad());
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string state_json(const AppState& state, const ShownStretch& view) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("scenario", state.program != nullptr ? state.program->name : "");
  write_parameters(json, state.program.get(), state.parameters);
  json.member("status", kRunStatuses[state.status].word).key("outcome");
  if (state.outcome == Outcome::running) {
    json.null();
  } else {
    json.value(outcome_name(state.outcome));
  }
  json.member("error", state.error).member("notice", state.notice);
  json.member("language", kLanguages[state.language].word);
  json.key("run").begin_object().member("number", state.run_number);
  json.member("scenario", state.run_program != nullptr ? state.run_program->name : "");
  write_parameters(json, state.run_program.get(), state.run_parameters);
  json.end_object();
  static const Store kNothing;
  write_trace(json, state.store != nullptr ? *state.store : kNothing, state.moment, state.until());
  json.key("metrics");
  if (state.metrics != nullptr) {
    write_metrics(json, state.figures);
  } else {
    json.null();
  }
  const Environment& e = state.environment;
  json.key("environment").begin_object().member("web", e.web).member("isolated", e.isolated);
  json.member("real_threads", e.real_threads)
      .member("real_processes", e.real_processes)
      .member("cores", e.cores)
      .end_object();
  json.key("workers")
      .begin_object()
      .member("processes", e.processes_alive)
      .member("threads", e.threads_alive)
      .end_object();
  json.key("view").begin_object().member("begin_ns", view.begin).member("end_ns", view.end);
  json.member("fitted", view.fitted).member("following", view.following).end_object();
  json.member("kernel", kKernels[state.kernel].word);
  json.member("strategy", kPickers[state.settings.picker].word);
  json.member("seed", state.settings.seed).member("cores", state.settings.cores);
  json.member("speed", kSpeeds[state.speed].word);
  write_playback(json.key("playback"), state.playback);
  write_findings(json.key("problems"), state.findings, state.language);
  write_exploration(json.key("exploration"), state.exploration);
  json.member("revision", state.revision);
  json.end_object();
  return out;
}

}  // namespace telar
