// DepthFirst: visits every schedule of a program, each once. At a node (a step that is a choice)
// first who made the last step, if it can go on, then the others in order of their numbers. Each
// execution begins again from the root and follows the path to the deepest node that has somebody
// left to pick.
//
// With a preemption bound (Musuvathi, Qadeer: Iterative Context Bounding for Systematic Testing of
// Multithreaded Programs, PLDI 2007) a node gives no other strand while its last one can go on,
// once that many preemptions were made.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "explore/history.hpp"
#include "kernel/virtual/strategy.hpp"

namespace telar {

class DepthFirst final {
 public:
  struct Node {
    std::uint32_t picked;
    std::uint32_t order;        // how many were picked here before it
    std::uint32_t left;         // how many are still to be
    std::uint32_t preemptions;  // before this node
    bool last_could_go_on;
  };
  static constexpr std::uint32_t kNoBound = ~std::uint32_t{0};

  explicit DepthFirst(std::uint32_t bound = kNoBound) : bound_(bound) {}
  // Prefixes with the same history as one that was met before are not followed. Both outlive the
  // search.
  void use_cache(const History& history, HistoryCache& cache) {
    history_ = &history;
    cache_ = &cache;
  }

  // --- a strategy of VirtualKernel::run_with
  void begin() {
    at_ = 0;
    known_ = path_.size() - advances_;
  }
  std::uint32_t pick(const Choice& choice) {
    if (at_ >= known_) [[unlikely]]
      return pick_new(choice);
    const std::uint32_t picked = path_[at_].picked;
    if (!choice.ready.contains(picked)) [[unlikely]]
      return diverge();
    ++at_;
    return picked;
  }

  // After an execution: on to the next path. False: there is none.
  bool go_on_to_next();
  // The program did something else than before when it was executed again.
  bool diverged() const { return diverged_ || at_ < path_.size(); }
  std::uint32_t bound() const { return bound_; }
  // Some node would have had more to pick, had it not been for the bound.
  bool cut_by_bound() const { return cut_by_bound_; }

  // Of the execution that was made last: its choices; how many of them the one before had too;
  // those that are not what telar::go_on() picks too.
  std::span<const Node> path() const { return path_; }
  std::size_t same() const { return same_; }
  std::span<const Node> schedule() const { return path().first(path_.empty() ? 0 : said_); }

  // Gives away the part of what is left that comes last in order, and is probably the largest;
  // nothing if there is no part to give. Between go_on_to_next() and the next execution. Before it
  // come about `most_before` executions at most, as far as that can be guessed: beyond a limit
  // nobody need search.
  std::optional<DepthFirst> split(double most_before);

 private:
  std::uint32_t pick_new(const Choice& choice);
  std::uint32_t pick_first(const Choice& choice);
  std::uint32_t diverge() {
    diverged_ = true;
    return Strategy::kGiveUp;
  }

  std::vector<Node> path_;
  std::size_t at_ = 0;     // of the execution under way
  std::size_t known_ = 0;  // how many picks of it are those of the one before
  std::size_t floor_ = 0;  // nodes that are not this search's to change
  std::size_t same_ = 0, said_ = 0;
  bool advances_ = false;  // the last node of the path is to pick its next
  bool diverged_ = false, cut_by_bound_ = false;
  std::uint32_t bound_;
  const History* history_ = nullptr;
  HistoryCache* cache_ = nullptr;
};

}  // namespace telar
