// DepthFirst: visits every schedule of a program, each once. At a node (a step that is a choice)
// first who made the last step, if it can go on, then the others in order of their numbers. Each
// execution begins again from the root and follows the path to the deepest node that has somebody
// left to pick.
//
// With a preemption bound (Musuvathi, Qadeer: Iterative Context Bounding for Systematic Testing of
// Multithreaded Programs, PLDI 2007) a node gives no other strand while its last one can go on,
// once that many preemptions were made. With a cache, beginnings whose like was met before are not
// followed (history.hpp).
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/check.hpp"
#include "explore/history.hpp"
#include "explore/search.hpp"
#include "explore/search_kind.hpp"
#include "kernel/virtual/strategy.hpp"

namespace telar {

class DepthFirst final : public Search {
 public:
  static constexpr std::uint32_t kNoBound = ~std::uint32_t{0};

  // `most`: the bound of the last of the searches that follow one another, with_next_bound().
  explicit DepthFirst(std::uint32_t bound = kNoBound, std::uint32_t most = kNoBound)
      : bound_(bound), most_bound_(most) {}
  // Beginnings with the same history are followed once. It cannot be split then.
  void use_cache() { cached_ = std::make_unique<Cached>(); }

  // --- a strategy of VirtualKernel::run_with
  void begin() {
    at_ = 0;
    known_ = picks_.size() - advances_;
  }
  std::uint32_t pick(const Choice& choice) {
    if (at_ >= known_) [[unlikely]]
      return pick_new(choice);
    const std::uint32_t picked = picks_[at_];
    if (!choice.ready.contains(picked)) [[unlikely]]
      return diverge();
    TELAR_DCHECK(nodes_[at_].step == choice.step || diverged_);
    ++at_;
    return picked;
  }

  // --- Search
  Coverage coverage() const override {
    return cached_ ? Coverage::every_order : Coverage::every_schedule;
  }
  void attach(VirtualKernel& kernel) override;
  bool run(VirtualKernel& kernel) override { return kernel.run_with(*this); }
  bool next() override;
  bool diverged() const override { return diverged_ || at_ < picks_.size(); }
  bool counts(const VirtualKernel& kernel) const override {
    return bound_ == kNoBound || kernel.preemptions() == bound_;
  }
  Path path(const VirtualKernel&) const override { return path(); }
  Path path() const { return {picks_, picks_.empty() ? 0 : said_}; }
  std::uint32_t order_of(std::size_t i, std::uint32_t) const override { return nodes_[i].order; }
  std::uint64_t same_steps() const override { return same_steps_; }
  std::unique_ptr<Search> split(double most_before) override;
  std::unique_ptr<Search> clone() const override;
  bool can_be_split() const override { return !cached_; }
  int bound() const override { return bound_ == kNoBound ? -1 : static_cast<int>(bound_); }
  bool cut_by_bound() const override { return cut_by_bound_; }
  std::unique_ptr<Search> with_next_bound() const override;

 private:
  // What is known of a choice besides who was picked.
  struct Node {
    std::uint64_t step;         // how many steps were made before
    std::uint32_t order;        // how many were picked here before it
    std::uint32_t left;         // how many are still to be
    std::uint32_t preemptions;  // before this node
    bool last_could_go_on;
  };
  struct Cached {
    History history;
    HistoryCache cache;
  };

  std::uint32_t pick_new(const Choice& choice);
  std::uint32_t pick_first(const Choice& choice);
  std::uint32_t diverge() {
    diverged_ = true;
    return Strategy::kGiveUp;
  }
  void shorten(std::size_t to);

  std::vector<std::uint32_t> picks_;  // the path
  std::vector<Node> nodes_;           // of picks_
  std::size_t at_ = 0;                // of the execution under way
  std::size_t known_ = 0;             // how many picks of it are those of the one before
  std::size_t floor_ = 0;             // nodes that are not this search's to change
  std::size_t said_ = 0;
  std::uint64_t same_steps_ = 0;
  bool advances_ = false;  // the last node of the path is to pick its next
  bool diverged_ = false, cut_by_bound_ = false;
  std::uint32_t bound_, most_bound_;
  std::unique_ptr<Cached> cached_;
};

extern const SearchKind kExhaustive;

}  // namespace telar
