#include "app/explore_report.hpp"

#include <algorithm>
#include <format>

#include "app/run_json.hpp"
#include "app/summary.hpp"
#include "app/virtual_program.hpp"
#include "base/json.hpp"
#include "base/time_text.hpp"
#include "report/outcome_words.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

// A table of more lines nobody reads; JSON has them all.
constexpr std::size_t kMostLines = 20;
// Of an outcome's text, in bytes.
constexpr std::size_t kMostText = 160;

std::string schedule_text(const Explored& explored, const Sightings& seen) {
  return schedule_of(explored.program, explored.parameters, explored.cores, seen.schedule).text();
}

// On one line, not too long.
std::string one_line(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  std::string line;
  for (const char c : text) {
    if (c == '\n')
      line += " / ";
    else
      line += c;
  }
  if (line.size() <= kMostText) return line;
  std::size_t end = kMostText;
  while (end > 0 && (line[end] & 0xc0) == 0x80) --end;  // not within a letter
  return line.substr(0, end) + "...";
}

// How it ended, and with what.
std::string found_text(const Found& found, Language language) {
  std::string text(kOutcomes[found.kind].said.in(language));
  if (found.bad()) text += ": " + one_line(found.error);
  for (const std::string* part : {&found.output, &found.state})
    if (!part->empty()) text += "; " + one_line(*part);
  return text;
}

std::string speed_text(double per_second, Language language) {
  if (per_second >= 1e6)
    return say(language, words::millions_a_second, number(per_second / 1e6, 2, language).c_str());
  return say(language, words::a_second, number(per_second, 0, language).c_str());
}

std::string extent_text(const Explored& explored, Language language) {
  const ExploreReport& r = explored.report;
  if (r.coverage == Coverage::sample) return say(language, words::at_random, explored.options.seed);
  const bool bounded = explored.options.bound && r.beyond_bound;
  if (!r.exhausted) return say(language, words::not_all);
  if (bounded) return say(language, words::all_to_bound, *explored.options.bound);
  if (r.coverage == Coverage::every_order) return say(language, words::all_but_independent);
  return say(language, words::all_of_them);
}

std::string races_text(const Explored& explored, Language language) {
  const ExploreReport& r = explored.report;
  std::vector<const FoundRace*> order;
  for (const FoundRace& race : r.races) order.push_back(&race);
  std::ranges::stable_sort(
      order, [](const FoundRace* a, const FoundRace* b) { return a->count > b->count; });
  std::string text;
  for (std::size_t i = 0; i < std::min(order.size(), kMostLines); ++i) {
    const FoundRace& race = *order[i];
    text += say(language, words::race_found, race.race.variable, race.count,
                race.first_text(language), race.second_text(language),
                explored.parameters.description().name, schedule_text(explored, race));
  }
  if (order.size() > kMostLines)
    text += say(language, words::more_races_found, order.size() - kMostLines);
  return text;
}

void number_or_null(JsonWriter& json, std::string_view name, bool there, std::uint64_t number) {
  json.key(name);
  if (there)
    json.value(number);
  else
    json.null();
}

}  // namespace

std::string explore_progress(const ExploreReport& r, Language language) {
  const std::string bound = r.bound < 0 ? "" : say(language, words::to_bound, r.bound);
  const std::string failure =
      r.first_failure_at == 0 ? "" : say(language, words::first_failure_in, r.first_failure_at);
  return say(language, words::progress, r.executions, bound, r.outcomes.size(), failure);
}

std::string explore_text(const Explored& explored, Language language) {
  const ExploreReport& r = explored.report;
  const std::string_view name = explored.parameters.description().name;
  std::string text = std::format("{}: {}\n", name, explored.parameters.words());
  text +=
      say(language, words::searched, r.executions, extent_text(explored, language), r.steps,
          number(r.seconds, 2, language).c_str(), speed_text(r.executions_per_second(), language));
  if (r.pruned > 0) text += say(language, words::known_beginnings, r.pruned);
  if (r.diverged > 0) text += say(language, words::not_deterministic, r.diverged);
  text += r.first_failure_at == 0 ? say(language, words::none_fails)
                                  : say(language, words::fails_first, r.first_failure_at);

  std::vector<const Found*> order;
  for (const Found& f : r.outcomes) order.push_back(&f);
  std::ranges::stable_sort(order,
                           [](const Found* a, const Found* b) { return a->count > b->count; });
  text += words::outcome_columns.in(language);
  for (std::size_t i = 0; i < std::min(order.size(), kMostLines); ++i) {
    const Found& f = *order[i];
    text += std::format("{:>10} {:>9} {:>8}  {}\n{:>31}{}\n", f.count, f.first_at, f.switches,
                        found_text(f, language), "", schedule_text(explored, f));
  }
  if (order.size() > kMostLines)
    text += say(language, words::more_outcomes, order.size() - kMostLines);
  if (r.in_other_outcomes > 0)
    text += say(language, words::uncounted_outcomes, r.in_other_outcomes);

  text += races_text(explored, language);
  if (r.shortest_failure == ExploreReport::kNoFailure) return text;
  const Found& shortest = r.outcomes[r.shortest_failure];
  text += say(language, words::shortest_failure, shortest.switches, found_text(shortest, language),
              name, schedule_text(explored, shortest));
  return text;
}

std::string explore_json(const Explored& explored) {
  const ExploreReport& r = explored.report;
  const ExploreOptions& o = explored.options;
  const bool random = r.coverage == Coverage::sample;
  std::string text;
  JsonWriter json(text);
  json.begin_object().member("scenario", explored.parameters.description().name).key("parameters");
  write_parameters(json, explored.parameters);
  json.member("strategy", r.strategy);
  json.member("coverage", coverage_name(r.coverage));
  number_or_null(json, "bound", o.bound.has_value(),
                 static_cast<std::uint64_t>(o.bound.value_or(0)));
  number_or_null(json, "seed", random, o.seed);
  json.member("cores", explored.cores).member("cache", o.cache).member("jobs", explored.jobs);
  json.member("executions", r.executions)
      .member("exhausted", r.exhausted)
      .member("beyond_bound", r.beyond_bound);
  json.key("outcomes").begin_array();
  for (const Found& f : r.outcomes) {
    json.begin_object()
        .member("kind", outcome_name(f.kind))
        .member("count", f.count)
        .member("first_at", f.first_at);
    json.member("output", f.output).member("state", f.state).key("error");
    if (f.bad())
      json.value(f.error);
    else
      json.null();
    json.member("switches", f.switches).member("schedule", schedule_text(explored, f)).end_object();
  }
  json.end_array().member("in_other_outcomes", r.in_other_outcomes).key("races").begin_array();
  for (const FoundRace& race : r.races) write_race(json, race, schedule_text(explored, race));
  json.end_array();
  number_or_null(json, "first_failure_at", r.first_failure_at > 0, r.first_failure_at);
  json.key("shortest_failure");
  if (r.shortest_failure == ExploreReport::kNoFailure)
    json.null();
  else
    json.value(schedule_text(explored, r.outcomes[r.shortest_failure]));
  json.member("executions_per_second", r.executions_per_second())
      .member("steps", r.steps)
      .member("deepest", r.deepest);
  json.member("pruned", r.pruned)
      .member("diverged", r.diverged)
      .member("seconds", r.seconds)
      .end_object();
  return text;
}

}  // namespace telar
