#include "explore/worker.hpp"

#include <algorithm>

#include "platform/clock.hpp"

namespace telar {
namespace {

// How many executions go between two looks at the clock and at who has nothing to do.
constexpr unsigned kLookEvery = 64;

}  // namespace

VirtualKernel::Options Explorer::Worker::prepared(VirtualKernel::Options kernel) {
  kernel.record = kernel.find_races = false;
  kernel.keep_choices = options_.search != ExploreOptions::Search::exhaustive;
  kernel.watcher = nullptr;
  if (options_.search == ExploreOptions::Search::dpor)
    kernel.watcher = &partial_order_;
  else if (options_.cache)
    kernel.watcher = &history_;
  return kernel;
}

Explorer::Worker::Worker(Bodies bodies, VirtualKernel::Options kernel,
                         const ExploreOptions& options)
    : options_(options),
      bodies_(std::move(bodies)),
      kernel_(prepared(std::move(kernel))),
      random_(options.seed),
      pct_(options.depth, options.seed,
           options.search == ExploreOptions::Search::pct ? length_of_an_execution() : 0) {
  partial_order_.attach(kernel_);
}

template <class S>
bool Explorer::Worker::execute(S& strategy) {
  if (options_.search == ExploreOptions::Search::dpor) {
    kernel_.stop();  // an execution that was given up ends before the next begins
    partial_order_.begin_execution();
  } else if (options_.cache) {
    history_.begin();
  }
  if (begun_) {
    kernel_.begin_again();
  } else {
    kernel_.begin(bodies_);
    begun_ = true;
  }
  return kernel_.run_with(strategy);
}

std::uint64_t Explorer::Worker::length_of_an_execution() {
  Recorded goes_on({});
  execute(goes_on);
  return kernel_.steps();
}

bool Explorer::Worker::run(Segment& segment, const Signals& signals, Nanos until) {
  switch (options_.search) {
    case ExploreOptions::Search::dpor:
      return run_partial_order(segment, signals, until);
    case ExploreOptions::Search::random:
      return run_random(random_, segment, signals, until);
    case ExploreOptions::Search::pct:
      return run_random(pct_, segment, signals, until);
    default:
      return run_depth_first(segment, signals, until);
  }
}

bool Explorer::Worker::run_depth_first(Segment& segment, const Signals& signals, Nanos until) {
  DepthFirst& search = segment.search;
  if (options_.cache) search.use_cache(history_, cache_);
  const bool bounded = options_.bound.has_value();
  const std::uint64_t bound = search.bound();
  bool follows = false;  // the execution before was of the same segment, and is in the picture
  for (unsigned made = 1;; ++made) {
    const bool whole = execute(search);
    if (search.diverged()) {
      ++segment.tally.diverged;
    } else if (!whole) {
      ++segment.tally.pruned;
    } else if (!bounded || kernel_.preemptions() == bound) {
      if (segment.tally.executions() == segment.most) return segment.cut = true;
      segment.tally.add_path(kernel_, search.schedule());
      const auto path = search.path();
      picture.add(
          path.size(), follows ? search.same() : 0, kernel_.outcome() != Outcome::finished,
          [&](std::size_t i) { return path[i].picked; },
          [&](std::size_t i) { return path[i].order; });
      follows = true;
    } else {
      follows = false;
    }
    if (!search.go_on_to_next()) return true;
    if (signals.interrupt.load(std::memory_order_relaxed)) return false;
    if (made % kLookEvery == 0 &&
        (signals.hungry.load(std::memory_order_relaxed) > 0 || monotonic_now() >= until))
      return false;
  }
}

void Explorer::Worker::count(Segment& segment) {
  segment.tally.add(kernel_, kernel_.schedule());
  const auto choices = kernel_.choices();
  const auto picked = [&](std::size_t i) { return choices[i]; };
  picture.add(choices.size(), 0, kernel_.outcome() != Outcome::finished, picked, picked);
}

bool Explorer::Worker::run_partial_order(Segment& segment, const Signals& signals, Nanos until) {
  for (unsigned made = 1;; ++made) {
    const bool whole = execute(partial_order_);
    if (partial_order_.diverged()) {
      ++segment.tally.diverged;
    } else if (!whole) {
      ++segment.tally.pruned;
    } else {
      if (segment.tally.executions() == segment.most) return segment.cut = true;
      count(segment);
    }
    if (!partial_order_.go_on_to_next()) return true;
    if (signals.interrupt.load(std::memory_order_relaxed)) return false;
    if (made % kLookEvery == 0 && monotonic_now() >= until) return false;
  }
}

template <class S>
bool Explorer::Worker::run_random(S& strategy, Segment& segment, const Signals& signals,
                                  Nanos until) {
  for (unsigned made = 1; segment.tally.executions() < segment.count; ++made) {
    if (segment.tally.executions() == segment.most) return segment.cut = true;
    strategy.set_seed(options_.seed + segment.first + segment.tally.executions());
    execute(strategy);
    count(segment);
    if (signals.interrupt.load(std::memory_order_relaxed))
      return segment.tally.executions() == segment.count;
    if (made % kLookEvery == 0 && monotonic_now() >= until)
      return segment.tally.executions() == segment.count;
  }
  return true;
}

}  // namespace telar
