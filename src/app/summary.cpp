#include "app/summary.hpp"

#include <algorithm>

#include "base/time_text.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

std::string seconds(Nanos time, Language language) {
  if (time > 0 && time < kMillisecond)
    return number(static_cast<double>(time) / kMicrosecond, 0, language).c_str() +
           std::string(" µs");
  return number(to_seconds(time), 3, language).c_str() + std::string(" s");
}

}  // namespace

std::vector<std::string> summary_lines(const Store& store, const Metrics& metrics,
                                       Language language) {
  const auto processes = std::ranges::count_if(store.processes(), &ProcessInfo::known);
  const auto threads = std::ranges::count(store.lanes(), Lane::Kind::thread, &Lane::kind);
  const auto tasks = std::ranges::count(store.lanes(), Lane::Kind::task, &Lane::kind);
  std::vector<std::string> lines;
  const auto figure = [language](double value) { return number(value, 2, language); };
  lines.push_back(say(language, words::summary_times, seconds(metrics.elapsed, language),
                      seconds(metrics.task_time, language), figure(metrics.speedup).c_str()));
  lines.push_back(say(language, words::summary_overlap, metrics.concurrency_peak,
                      figure(metrics.concurrency_mean).c_str(), metrics.parallelism_peak,
                      figure(metrics.parallelism_mean).c_str()));
  lines.push_back(say(language, words::summary_counts, processes, threads, tasks));
  if (store.dropped()) lines.push_back(say(language, words::summary_dropped, store.dropped()));
  if (const auto ignored = store.rejected())
    lines.push_back(ignored == 1 ? say(language, words::one_ignored)
                                 : say(language, words::some_ignored, ignored));
  return lines;
}

}  // namespace telar
