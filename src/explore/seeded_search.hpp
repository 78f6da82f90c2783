// SeededSearch: executions by a strategy of the kernel that picks at random: the i-th with the i-th
// seed, so that each can be had again by itself.
#pragma once
#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>

#include "explore/search.hpp"

namespace telar {

// `Self` derives from it, and can be copied. `S` is the strategy: a class with set_seed().
template <class Self, class S>
class SeededSearch : public Search {
 public:
  // `count`: of executions; 0: no end.
  SeededSearch(S strategy, std::uint64_t seed, std::uint64_t count)
      : strategy_(std::move(strategy)),
        seed_(seed),
        left_(count > 0 ? count : std::numeric_limits<std::uint64_t>::max()) {}

  Coverage coverage() const override { return Coverage::sample; }
  bool run(VirtualKernel& kernel) override {
    strategy_.set_seed(seed_);
    return kernel.run_with(strategy_);
  }
  bool next() override {
    ++seed_;
    return --left_ > 0;
  }
  bool can_be_split() const override { return true; }
  std::unique_ptr<Search> split(double) override {
    const std::uint64_t keeps = std::min(kPortion, left_ / 2);
    if (keeps < kLeast) return nullptr;
    auto rest = std::make_unique<Self>(self());
    rest->seed_ += keeps;
    rest->left_ -= keeps;
    left_ = keeps;
    return rest;
  }
  std::unique_ptr<Search> clone() const override { return std::make_unique<Self>(self()); }

 protected:
  S strategy_;

 private:
  // What somebody who splits keeps for himself; what is not worth it.
  static constexpr std::uint64_t kPortion = 1'024, kLeast = 32;

  const Self& self() const { return static_cast<const Self&>(*this); }

  std::uint64_t seed_, left_;
};

}  // namespace telar
