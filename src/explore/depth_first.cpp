#include "explore/depth_first.hpp"

#include <algorithm>

#include "base/hash.hpp"

namespace telar {
namespace {

std::uint32_t next_in_order(const Choice& choice, std::uint32_t picked) {
  const bool has_last = choice.ready.contains(choice.last);
  std::uint32_t next = has_last && picked == choice.last ? choice.ready.first()
                                                         : choice.ready.at_or_after(picked + 1);
  if (has_last && next == choice.last) next = choice.ready.at_or_after(next + 1);
  return next;
}

}  // namespace

void DepthFirst::attach(VirtualKernel& kernel) {
  if (cached_) kernel.observe({&cached_->history});
}

std::uint32_t DepthFirst::pick_new(const Choice& choice) {
  if (!advances_) return pick_first(choice);
  advances_ = false;
  Node& node = nodes_.back();
  picks_.back() = next_in_order(choice, picks_.back());
  ++node.order;
  --node.left;
  if (!choice.ready.contains(picks_.back())) return diverge();
  ++at_;
  return picks_.back();
}

std::uint32_t DepthFirst::pick_first(const Choice& choice) {
  std::uint32_t preemptions = 0;
  if (!nodes_.empty()) {
    const Node& above = nodes_.back();
    preemptions = above.preemptions + (above.last_could_go_on && above.order > 0);
  }
  const bool last_can = choice.ready.contains(choice.last);
  if (cached_) {
    // Where there is no bound to come to, it is all one how often and from whom it was preempted.
    std::uint64_t state = cached_->history.hash();
    if (bound_ != kNoBound)
      state =
          hash_mix(hash_mix(state, preemptions), last_can ? cached_->history.of(choice.last) : 0);
    if (!cached_->cache.insert(state)) return Strategy::kGiveUp;
  }
  auto left = static_cast<std::uint32_t>(choice.ready.count() - 1);
  if (last_can && preemptions >= bound_) {
    left = 0;
    cut_by_bound_ = true;
  }
  picks_.push_back(last_can ? choice.last : choice.ready.first());
  nodes_.push_back({choice.step, 0, left, preemptions, last_can});
  ++at_;
  return picks_.back();
}

void DepthFirst::shorten(std::size_t to) {
  picks_.resize(to);
  nodes_.resize(to);
}

bool DepthFirst::next() {
  bool knows_steps = true;
  if (diverged()) {
    // What is below cannot be told any more: on with the node above.
    shorten(std::max(floor_, std::min(at_, picks_.size())));
    advances_ = diverged_ = knows_steps = false;
  }
  while (nodes_.size() > floor_ && nodes_.back().left == 0) shorten(nodes_.size() - 1);
  if (nodes_.size() <= floor_) return false;
  // All below is new in the next execution, and there goes on whoever can.
  said_ = nodes_.size();
  same_steps_ = knows_steps ? nodes_.back().step : 0;
  advances_ = true;
  return true;
}

std::unique_ptr<Search> DepthFirst::clone() const {
  auto copy = std::make_unique<DepthFirst>(bound_, most_bound_);
  copy->picks_ = picks_;
  copy->nodes_ = nodes_;
  copy->floor_ = floor_;
  copy->said_ = said_;
  copy->same_steps_ = same_steps_;
  copy->advances_ = advances_;
  copy->cut_by_bound_ = cut_by_bound_;
  return copy;
}

std::unique_ptr<Search> DepthFirst::split(double most_before) {
  if (cached_) return nullptr;
  // Below each node as much again for everybody left there.
  const std::size_t length = nodes_.size();
  std::size_t depth = length;
  double before = nodes_.empty() ? 0 : nodes_.back().left;
  for (std::size_t d = length; d-- > floor_;) {
    if (d + 1 == length || nodes_[d].left == 0) continue;
    if (depth != length && before > most_before) break;
    depth = d;
    before = (before + 1) * (nodes_[d].left + 1.0);
  }
  if (depth == length) return nullptr;
  auto rest = std::make_unique<DepthFirst>(bound_, most_bound_);
  const auto end = static_cast<std::ptrdiff_t>(depth) + 1;
  rest->picks_.assign(picks_.begin(), picks_.begin() + end);
  rest->nodes_.assign(nodes_.begin(), nodes_.begin() + end);
  rest->said_ = depth + 1;
  rest->advances_ = true;
  // What is above comes after the rest: it goes with it, if it is this search's.
  rest->floor_ = floor_;
  for (std::size_t d = floor_; d <= depth; ++d) nodes_[d].left = 0;
  floor_ = depth + 1;
  return rest;
}

std::unique_ptr<Search> DepthFirst::with_next_bound() const {
  if (bound_ == kNoBound || bound_ >= most_bound_) return nullptr;
  auto next = std::make_unique<DepthFirst>(bound_ + 1, most_bound_);
  if (cached_) next->use_cache();
  return next;
}

constinit const SearchKind kExhaustive{
    .name = "exhaustive",
    .minds_bound = true,
    .minds_cache = true,
    .needs_choices = false,
    .make = [](const SearchWishes& wishes) -> std::unique_ptr<Search> {
      auto search = wishes.bound ? std::make_unique<DepthFirst>(
                                       0, static_cast<std::uint32_t>(std::max(*wishes.bound, 0)))
                                 : std::make_unique<DepthFirst>();
      if (wishes.cache) search->use_cache();
      return search;
    }};

}  // namespace telar
