#include "kernel/virtual/strategy.hpp"

#include <algorithm>

namespace telar {

std::uint32_t RandomWalk::pick(const Choice& choice) {
  const ReadySet& ready = choice.ready;
  // In a large set that is not sparse, guessing finds one sooner than counting.
  if (ready.room() > 64 && ready.count() * 8 > ready.room())
    for (;;) {
      const auto guess =
          static_cast<std::uint32_t>(rng_.below(static_cast<std::uint32_t>(ready.room())));
      if (ready.contains(guess)) return guess;
    }
  return ready.nth(rng_.below(static_cast<std::uint32_t>(ready.count())));
}

void Pct::begin() {
  rng_ = Rng(seed_);
  priorities_.clear();
  changes_.clear();
  for (int i = 1; i < depth_; ++i)
    changes_.push_back(rng_.below(static_cast<std::uint32_t>(std::max<std::uint64_t>(steps_, 1))));
  std::sort(changes_.begin(), changes_.end());
  changed_ = 0;
}

std::uint32_t Pct::pick(const Choice& choice) {
  // Above every priority that a change hands out.
  constexpr std::uint64_t kHigh = std::uint64_t{1} << 32;
  const auto best = [&] {
    std::uint32_t best = choice.ready.first();
    for (std::uint32_t n = best; n != ReadySet::kNone; n = choice.ready.at_or_after(n + 1)) {
      while (priorities_.size() <= n) priorities_.push_back(kHigh + rng_.next() % kHigh);
      if (priorities_[n] > priorities_[best]) best = n;
    }
    return best;
  };
  std::uint32_t picked = best();
  while (changed_ < changes_.size() && choice.step >= changes_[changed_]) {
    priorities_[picked] = changes_.size() - changed_++;
    picked = best();
  }
  return picked;
}

}  // namespace telar
