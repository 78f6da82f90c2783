#include "app/run_json.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "app/kernel_words.hpp"
#include "base/json.hpp"
#include "model/choices.hpp"
#include "report/action_words.hpp"
#include "report/finding.hpp"

namespace telar {
namespace {

struct Line {
  Nanos time;  // of its first write
  StrandId strand;
  std::string text;
};

// Writes joined to lines, for each strand (or task of it) on its own.
std::vector<Line> lines_of(const Store& store) {
  std::vector<Line> lines;
  std::map<std::pair<StrandId, TaskId>, std::size_t> open;  // who is in the middle of which line
  for (const Write& write : store.writes()) {
    std::string_view rest = write.text;
    while (!rest.empty()) {
      const auto [at, is_new] = open.try_emplace({write.strand, write.task}, lines.size());
      if (is_new) lines.push_back({write.time, write.strand, {}});
      const auto newline = rest.find('\n');
      lines[at->second].text += rest.substr(0, newline);
      if (newline == std::string_view::npos) break;
      open.erase(at);
      rest.remove_prefix(newline + 1);
    }
  }
  return lines;
}

void write_lanes(JsonWriter& json, const Store& store) {
  json.key("processes").begin_array();
  for (const ProcessInfo& process : store.processes()) {
    if (!process.known) continue;
    json.begin_object()
        .member("id", process.id)
        .member("name", process.name)
        .member("os_id", process.os_id);
    json.key("exitcode");
    if (process.ended)
      json.value(process.exitcode);
    else
      json.null();
    json.end_object();
  }
  json.end_array().key("strands").begin_array();
  for (const Lane& lane : store.lanes())
    if (lane.kind == Lane::Kind::thread)
      json.begin_object()
          .member("id", lane.strand)
          .member("process", lane.process)
          .member("name", lane.name)
          .member("kind", "thread")
          .end_object();
  json.end_array().key("tasks").begin_array();
  for (const Lane& lane : store.lanes())
    if (lane.kind == Lane::Kind::task)
      json.begin_object()
          .member("id", lane.task)
          .member("strand", lane.strand)
          .member("name", lane.name)
          .end_object();
  json.end_array();
}

// The operation before which each strand stands that has not ended.
void write_stands(JsonWriter& json, const Store& store) {
  json.key("stands").begin_array();
  for (const Lane& lane : store.lanes()) {
    const std::uint32_t at = store.stand_at(lane, std::min(lane.end, store.end()));
    if (at == Store::kNone) continue;
    const Action action = store.action_of(lane.stands[at]);
    json.begin_object().member("strand", lane.strand).member("action", say_in_english(action));
    json.member("file", action.file).member("line", action.line).end_object();
  }
  json.end_array();
}

}  // namespace

void write_parameters(JsonWriter& json, const Parameters& parameters) {
  json.begin_object();
  for (std::size_t i = 0; i < parameters.values().size(); ++i) {
    const auto& spec = parameters.description().parameters[i];
    if (spec.kind == ParameterSpec::Kind::integer)
      json.member(spec.name, static_cast<long long>(parameters.values()[i]));
    else if (spec.kind == ParameterSpec::Kind::real)
      json.member(spec.name, parameters.values()[i]);
    else
      json.member(spec.name, parameters.word(i));
  }
  json.end_object();
}

std::string run_json(Session& session) {
  const Store& store = session.store();
  const Metrics& metrics = session.metrics();
  std::string text;
  JsonWriter json(text);
  json.begin_object().member("scenario", session.program()->name()).key("parameters");
  write_parameters(json, *session.parameters());
  if (const VirtualRun* run = session.virtual_run()) {
    json.member("kernel", kKernels[KernelChoice::virtual_time].word)
        .member("cores", run->options().cores);
    json.member("strategy",
                run->options().choices ? "recorded" : kPickers[run->options().picker].word)
        .key("seed");
    if (kPickers[run->options().picker].seeded && !run->options().choices)
      json.value(run->options().seed);
    else
      json.null();
    json.member("schedule", run->schedule().text()).member("steps", run->length());
  } else {
    json.member("kernel", kKernels[KernelChoice::real].word)
        .key("seed")
        .null()
        .key("schedule")
        .null();
  }
  json.member("outcome", outcome_name(session.outcome()));
  if (!session.error().empty()) json.member("error", session.error());
  json.member("elapsed_ns", session.elapsed()).key("output").begin_array();
  for (const Line& line : lines_of(store))
    json.begin_object()
        .member("time_ns", line.time)
        .member("strand", line.strand)
        .member("text", line.text)
        .end_object();
  json.end_array();
  write_lanes(json, store);
  if (const VirtualRun* const run = session.virtual_run()) {
    write_stands(json, store);
    write_findings(json.key("problems"), findings_of(store), run->options().language);
  }
  json.key("metrics")
      .begin_object()
      .member("task_ns", metrics.task_time)
      .member("concurrency_peak", metrics.concurrency_peak)
      .member("parallelism_peak", metrics.parallelism_peak)
      .member("speedup", metrics.speedup)
      .end_object();
  json.member("dropped", store.dropped()).end_object();
  return text;
}

}  // namespace telar
