#include "trace/metrics.hpp"

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace telar {
namespace {

struct Interval {
  Nanos begin, end;
  bool empty() const { return begin >= end; }
  Interval within(Interval other) const {
    return {std::max(begin, other.begin), std::min(end, other.end)};
  }
};

// How many of a set of intervals hold each moment.
class Counter {
 public:
  void add(Interval interval) {
    if (interval.empty()) return;
    begins_.push_back(interval.begin);
    ends_.push_back(interval.end);
  }

  // Appends the steps; returns the highest value. The area is that under all of them, to the last
  // end.
  std::int32_t count(std::int32_t most, std::vector<Step>& steps, double& area) {
    std::ranges::sort(begins_);
    std::ranges::sort(ends_);
    std::size_t begun = 0, ended = 0;
    Step last{0, 0};
    area = 0;
    while (ended < ends_.size()) {
      const Nanos time =
          begun < begins_.size() ? std::min(begins_[begun], ends_[ended]) : ends_[ended];
      while (begun < begins_.size() && begins_[begun] == time) ++begun;
      while (ended < ends_.size() && ends_[ended] == time) ++ended;
      const std::int32_t value = std::min(static_cast<std::int32_t>(begun - ended), most);
      if (value == last.value) continue;
      area += static_cast<double>(last.value) * static_cast<double>(time - last.time);
      steps.push_back(last = {time, value, std::max(last.peak, value), area});
    }
    return last.peak;
  }

 private:
  std::vector<Nanos> begins_, ends_;
};

class Measurement {
 public:
  Measurement(const Store& store, Nanos elapsed) : store_(store), run_{0, elapsed} {}

  void units() {
    if (!store_.jobs().empty()) return jobs();
    if (std::ranges::any_of(store_.lanes(),
                            [](const Lane& lane) { return lane.kind == Lane::Kind::task; }))
      return tasks();
    strands();
  }

  Nanos task_time = 0;
  Counter concurrency, parallelism, busy;

 private:
  const Lane* lane(StrandId strand) const {
    const std::uint32_t index = store_.lane_of(strand);
    return index == Store::kNone ? nullptr : &store_.lanes()[index];
  }

  // Calls `visit(span, its part inside the window)` for the lane's spans that meet the window.
  template <class F>
  void spans(const Lane& lane, Interval window, F visit) const {
    window = window.within(run_);
    auto span = std::ranges::upper_bound(lane.spans, window.begin, {}, &Span::begin);
    if (span != lane.spans.begin()) --span;
    for (; span != lane.spans.end() && span->begin < window.end; ++span)
      if (const Interval part = Interval{span->begin, span->end}.within(window); !part.empty())
        visit(*span, part);
  }

  // What a body does: adds to task_time what it runs and sleeps, and calls `running` for what it
  // runs.
  template <class F>
  void body(const Lane& lane, Interval window, F running) {
    spans(lane, window, [&](const Span& span, Interval part) {
      if (span.state != State::running && span.state != State::sleeping) return;
      task_time = after(task_time, part.end - part.begin);
      busy.add(part);
      if (span.state == State::running) running(part);
    });
  }

  void jobs() {
    for (const Job& job : store_.jobs()) {
      const Lane* const worker = job.begun == kNever ? nullptr : lane(job.worker);
      const Nanos end = worker ? std::min(job.ended, worker->end) : job.ended;
      concurrency.add(Interval{std::min(job.submitted, job.begun), end}.within(run_));
      if (worker) body(*worker, {job.begun, end}, [&](Interval part) { parallelism.add(part); });
    }
  }

  void tasks() {
    std::unordered_set<std::uint64_t> creators;
    const auto key = [](const Lane& lane, TaskId task) {
      return std::uint64_t{lane.process} << 32 | task;
    };
    for (const Lane& lane : store_.lanes())
      if (lane.kind == Lane::Kind::task && lane.parent != 0)
        creators.insert(key(lane, lane.parent));
    for (const Lane& task : store_.lanes()) {
      if (task.kind != Lane::Kind::task) continue;
      if (task.gathers || (task.parent == 0 && creators.contains(key(task, task.task)))) continue;
      concurrency.add(Interval{task.begin, task.end}.within(run_));
      const Lane* const loop = lane(task.strand);
      body(task, run_, [&](Interval part) {
        if (!loop) return;
        spans(*loop, part, [&](const Span& span, Interval both) {
          if (span.state == State::running) parallelism.add(both);
        });
      });
    }
  }

  void strands() {
    const auto works = [&](const Lane& lane) {
      if (lane.kind != Lane::Kind::thread) return false;
      if (number_of(lane.strand) != 0) return true;
      const auto& lanes = store_.processes()[lane.process].lanes;
      return lane.process != 0 && std::ranges::none_of(lanes, [&](auto index) {
               return number_of(store_.lanes()[index].strand) != 0;
             });
    };
    const bool only_main = std::ranges::none_of(store_.lanes(), works);
    for (const Lane& strand : store_.lanes()) {
      if (only_main ? strand.strand != 0 : !works(strand)) continue;
      concurrency.add(Interval{strand.begin, strand.end}.within(run_));
      body(strand, run_, [&](Interval part) { parallelism.add(part); });
    }
  }

  const Store& store_;
  const Interval run_;
};

// The quotients of what was counted.
void relate(Figures& figures, double concurrency, double parallelism) {
  if (figures.elapsed > 0) {
    const auto elapsed = static_cast<double>(figures.elapsed);
    figures.speedup = static_cast<double>(figures.task_time) / elapsed;
    figures.concurrency_mean = concurrency / elapsed;
    figures.parallelism_mean = parallelism / elapsed;
  }
  if (figures.concurrency_peak > 0) figures.efficiency = figures.speedup / figures.concurrency_peak;
}

}  // namespace

Metrics measure(const Store& store, Nanos now, int cores) {
  Metrics metrics;
  metrics.elapsed = store.finished() ? store.elapsed() : std::max(store.end(), now);
  Measurement measurement(store, metrics.elapsed);
  measurement.units();
  metrics.task_time = measurement.task_time;

  constexpr std::int32_t kAny = std::numeric_limits<std::int32_t>::max();
  double concurrency = 0, parallelism = 0, busy = 0;
  metrics.concurrency_peak = measurement.concurrency.count(kAny, metrics.concurrency, concurrency);
  metrics.parallelism_peak =
      measurement.parallelism.count(cores > 0 ? cores : kAny, metrics.parallelism, parallelism);
  measurement.busy.count(kAny, metrics.busy, busy);
  relate(metrics, concurrency, parallelism);
  return metrics;
}

Figures figures_at(const Metrics& metrics, Nanos time) {
  if (time >= metrics.elapsed) return metrics;
  struct Until {
    std::int32_t peak = 0;
    double area = 0;
  };
  // What begins at this very moment has not lasted yet.
  const auto until = [time](const std::vector<Step>& steps) -> Until {
    const auto next = std::ranges::lower_bound(steps, time, {}, &Step::time);
    if (next == steps.begin()) return {};
    const Step& last = *(next - 1);
    return {last.peak,
            last.area + static_cast<double>(last.value) * static_cast<double>(time - last.time)};
  };
  const Until concurrency = until(metrics.concurrency), parallelism = until(metrics.parallelism);
  Figures figures;
  figures.elapsed = time;
  figures.task_time = static_cast<Nanos>(until(metrics.busy).area);
  figures.concurrency_peak = concurrency.peak;
  figures.parallelism_peak = parallelism.peak;
  relate(figures, concurrency.area, parallelism.area);
  return figures;
}

}  // namespace telar
