// Strategy: picks, on the virtual kernel, which strand makes the next step. Asked only where there
// is a choice: where at least two could (or, if it has a static member kAtEveryStep, always). The
// same strategy with the same seed picks the same for the same program, on every machine.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/rng.hpp"
#include "kernel/virtual/ready_set.hpp"

namespace telar {

// What a strategy may look at.
struct Choice {
  const ReadySet& ready;  // those that could make the next step
  std::uint32_t last;     // who made the last one; ReadySet::kNone at the first
  std::uint64_t step;     // how many steps were made
};

class Strategy {
 public:
  // Instead of a strand: end this execution here.
  static constexpr std::uint32_t kGiveUp = ReadySet::kNone;

  virtual ~Strategy() = default;
  // An execution begins.
  virtual void begin() = 0;
  virtual std::uint32_t pick(const Choice& choice) = 0;
};

// What goes on if nobody says otherwise: who made the last step, else the lowest number.
inline std::uint32_t go_on(const Choice& choice) {
  return choice.ready.contains(choice.last) ? choice.last : choice.ready.first();
}

// Each in turn, by number, one step each.
class RoundRobin final : public Strategy {
 public:
  void begin() override {}
  std::uint32_t pick(const Choice& choice) override {
    return choice.last == ReadySet::kNone ? choice.ready.first() : choice.ready.after(choice.last);
  }
};

// Each with the same probability.
class RandomWalk final : public Strategy {
 public:
  explicit RandomWalk(std::uint64_t seed) : seed_(seed), rng_(seed) {}
  // From the next execution on.
  void set_seed(std::uint64_t seed) { seed_ = seed; }
  void begin() override { rng_ = Rng(seed_); }
  std::uint32_t pick(const Choice& choice) override;

 private:
  std::uint64_t seed_;
  Rng rng_;
};

// Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte: A Randomized
// Scheduler with Probabilistic Guarantees of Finding Bugs, ASPLOS 2010): each strand has a random
// priority, the highest runs; at depth - 1 random steps of the first `steps`, who runs falls below
// all others. Finds a bug of that depth with a probability of at least 1 / (strands * steps ^
// (depth - 1)).
class Pct final : public Strategy {
 public:
  Pct(int depth, std::uint64_t seed, std::uint64_t steps = 100)
      : depth_(depth), steps_(steps), seed_(seed), rng_(seed) {}
  void set_seed(std::uint64_t seed) { seed_ = seed; }
  // How long an execution is, about; from the next one on.
  void set_steps(std::uint64_t steps) { steps_ = steps; }
  void begin() override;
  std::uint32_t pick(const Choice& choice) override;

 private:
  int depth_;
  std::uint64_t steps_, seed_;
  Rng rng_;
  std::vector<std::uint64_t> priorities_;  // by strand
  std::vector<std::uint64_t> changes_;     // steps, in order
  std::size_t changed_ = 0;
};

// Replays choices; after the last, goes on. If one of them cannot be had, gives up and says so.
class Recorded final : public Strategy {
 public:
  explicit Recorded(std::vector<std::uint32_t> choices) : choices_(std::move(choices)) {}
  void begin() override {
    at_ = 0;
    diverged_ = false;
  }
  std::uint32_t pick(const Choice& choice) override {
    if (at_ == choices_.size()) return go_on(choice);
    const std::uint32_t wanted = choices_[at_];
    if (!choice.ready.contains(wanted)) {
      diverged_ = true;
      return kGiveUp;
    }
    ++at_;
    return wanted;
  }
  // The program did not have the choices that were recorded: it could not follow one, or (asked
  // after its end) ended before the last of them.
  bool diverged() const { return diverged_ || at_ < choices_.size(); }
  std::size_t followed() const { return at_; }

 private:
  std::vector<std::uint32_t> choices_;
  std::size_t at_ = 0;
  bool diverged_ = false;
};

}  // namespace telar
