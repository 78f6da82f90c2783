#include "explore/minimiser.hpp"

#include <algorithm>
#include <utility>

#include "explore/tally.hpp"

namespace telar {
namespace {

VirtualKernel::Options prepared(VirtualKernel::Options options) {
  options.record = options.find_races = false;
  options.keep_choices = true;
  return options;
}

}  // namespace

Minimiser::Minimiser(std::vector<std::function<Task<>()>> bodies, VirtualKernel::Options kernel)
    : bodies_(std::move(bodies)), kernel_(prepared(std::move(kernel))) {}

template <class Next, class Made>
void Minimiser::execute(Next next, Made made) {
  struct Steered {
    Next& next;
    std::uint32_t pick(const Choice& choice) { return next(choice); }
  } steered{next};
  made_.clear();
  if (std::exchange(begun_, true)) {
    kernel_.begin_again();
  } else {
    kernel_.begin(bodies_);
  }
  while (!kernel_.over()) {
    if (!kernel_.step_with(steered)) break;
    // Steps that were no choice count too: a stretch is what is seen.
    const std::uint32_t strand = kernel_.last();
    if (made_.empty() || made_.back().strand != strand) made_.push_back({strand, 0});
    ++made_.back().steps;
    made(strand);
  }
}

void Minimiser::start(Found& found) {
  found_ = &found;
  left_ = kMost;
  from_ = to_ = 0;
  later_ = false;
  Recorded recorded(found.schedule);
  recorded.begin();
  execute([&](const Choice& choice) { return recorded.pick(choice); }, [](std::uint32_t) {});
  hash_ = outcome_hash(kernel_);
  best_ = made_;
  if (recorded.diverged()) left_ = 0;
}

bool Minimiser::ends_alike() const {
  return kernel_.over() && kernel_.outcome() == found_->kind && outcome_hash(kernel_) == hash_;
}

void Minimiser::replay(std::vector<Stretch> wanted) {
  std::size_t first = 0;  // those before it have been made
  const auto next = [&](const Choice& choice) {
    for (std::size_t i = first; i < wanted.size(); ++i)
      if (wanted[i].steps > 0 && choice.ready.contains(wanted[i].strand)) return wanted[i].strand;
    return go_on(choice);
  };
  execute(next, [&](std::uint32_t strand) {
    for (std::size_t i = first; i < wanted.size(); ++i) {
      if (wanted[i].strand != strand || wanted[i].steps == 0) continue;
      --wanted[i].steps;
      break;
    }
    while (first < wanted.size() && wanted[first].steps == 0) ++first;
  });
}

bool Minimiser::next_pair() {
  for (;;) {
    if (++to_ >= best_.size()) {
      if (++from_ >= best_.size()) return false;
      to_ = from_ + 1;
      if (to_ >= best_.size()) return false;
    }
    if (to_ > from_ && best_[from_].strand == best_[to_].strand) return true;
  }
}

bool Minimiser::step() {
  if (left_-- <= 0) return false;
  if (later_) {
    later_ = false;
  } else {
    if (!next_pair()) return false;
    later_ = true;
  }
  std::vector<Stretch> wanted = best_;
  // First the later one is moved to the earlier, then the other way round.
  if (later_) {
    wanted[from_].steps += wanted[to_].steps;
    wanted.erase(wanted.begin() + static_cast<std::ptrdiff_t>(to_));
  } else {
    wanted[to_].steps += wanted[from_].steps;
    wanted.erase(wanted.begin() + static_cast<std::ptrdiff_t>(from_));
  }
  replay(std::move(wanted));
  if (!ends_alike() ||
      !is_better(kernel_.switches(), kernel_.schedule(), found_->switches, found_->schedule))
    return true;
  found_->switches = kernel_.switches();
  found_->schedule.assign(kernel_.schedule().begin(), kernel_.schedule().end());
  best_ = made_;
  from_ = to_ = 0;
  later_ = false;
  return true;
}

}  // namespace telar
