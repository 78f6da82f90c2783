#include "app/summary.hpp"

#include <algorithm>

#include "words/words.hpp"

namespace telar {
namespace {

std::string seconds(Nanos time) {
  if (time > 0 && time < kMillisecond)
    return std::format("{:.0f} µs", static_cast<double>(time) / kMicrosecond);
  return std::format("{:.3f} s", to_seconds(time));
}

}  // namespace

std::string_view outcome_word(Outcome outcome, Language language) {
  switch (outcome) {
    case Outcome::running:
      return words::ran_on.in(language);
    case Outcome::finished:
      return words::ran_to_end.in(language);
    case Outcome::failed:
      return words::ran_and_failed.in(language);
    case Outcome::stopped:
      return words::ran_and_stopped.in(language);
    case Outcome::deadlock:
      return words::ran_into_deadlock.in(language);
  }
  return {};
}

std::vector<std::string> summary_lines(const Store& store, const Metrics& metrics,
                                       Language language) {
  const auto processes = std::ranges::count_if(store.processes(), &ProcessInfo::known);
  const auto threads = std::ranges::count(store.lanes(), Lane::Kind::thread, &Lane::kind);
  const auto tasks = std::ranges::count(store.lanes(), Lane::Kind::task, &Lane::kind);
  std::vector<std::string> lines;
  lines.push_back(say(language, words::summary_times, seconds(metrics.elapsed),
                      seconds(metrics.task_time), metrics.speedup));
  lines.push_back(say(language, words::summary_overlap, metrics.concurrency_peak,
                      metrics.concurrency_mean, metrics.parallelism_peak,
                      metrics.parallelism_mean));
  lines.push_back(say(language, words::summary_counts, processes, threads, tasks));
  if (store.dropped()) lines.push_back(say(language, words::summary_dropped, store.dropped()));
  if (const auto ignored = store.rejected())
    lines.push_back(ignored == 1 ? say(language, words::one_ignored)
                                 : say(language, words::some_ignored, ignored));
  return lines;
}

}  // namespace telar
