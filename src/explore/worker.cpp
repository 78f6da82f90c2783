#include "explore/worker.hpp"

#include <utility>

#include "platform/clock.hpp"

namespace telar {
namespace {

// How many executions go between two looks at the clock and at who has nothing to do.
constexpr unsigned kLookEvery = 64;

VirtualKernel::Options prepared(VirtualKernel::Options kernel, bool keeps_choices) {
  kernel.record = false;
  kernel.find_races = true;
  kernel.keep_choices = keeps_choices;
  return kernel;
}

}  // namespace

Worker::Worker(std::vector<Body> bodies, VirtualKernel::Options kernel, bool keeps_choices)
    : bodies_(std::move(bodies)), kernel_(prepared(std::move(kernel), keeps_choices)) {}

void Worker::begin(std::uint64_t same_steps) {
  if (begun_) return kernel_.begin_again(same_steps);
  kernel_.begin(bodies_);
  begun_ = true;
}

bool Worker::run(Part& part, const Signals& signals, Nanos until) {
  part.search->attach(kernel_);
  const bool done = search(part, signals, until);
  // The search may be gone before the kernel: it observes the end of what was given up, and no
  // more.
  kernel_.stop();
  kernel_.observe({});
  return done;
}

bool Worker::search(Part& part, const Signals& signals, Nanos until) {
  Search& search = *part.search;
  bool is_next = false;  // the execution before was this search's last one
  for (unsigned made = 1;; ++made) {
    begin(is_next ? search.same_steps() : 0);
    is_next = true;
    const bool whole = search.run(kernel_);
    if (search.diverged()) {
      ++part.tally.diverged;
    } else if (!whole) {
      ++part.tally.pruned;
    } else if (search.counts(kernel_)) {
      if (part.tally.executions() == part.most) return part.cut = true;
      count(search, part.tally);
    }
    if (!search.next()) return true;
    if (signals.interrupt.load(std::memory_order_relaxed)) return false;
    if (made % kLookEvery == 0 &&
        (signals.hungry.load(std::memory_order_relaxed) > 0 || monotonic_now() >= until))
      return false;
  }
}

void Worker::count(const Search& search, Tally& tally) {
  const Search::Path path = search.path(kernel_);
  tally.add(kernel_, path.schedule());
  picture.add(
      path.picks.size(), kernel_.outcome() != Outcome::finished,
      [&](std::size_t i) { return path.picks[i]; },
      [&](std::size_t i) { return search.order_of(i, path.picks[i]); },
      [&](std::size_t i) -> const std::string& { return kernel_.strand(path.picks[i]).name(); });
}

}  // namespace telar
