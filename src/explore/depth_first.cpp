#include "explore/depth_first.hpp"

#include <algorithm>

#include "explore/hash.hpp"

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

std::uint32_t DepthFirst::pick_new(const Choice& choice) {
  if (!advances_) return pick_first(choice);
  advances_ = false;
  Node& node = path_.back();
  node.picked = next_in_order(choice, node.picked);
  ++node.order;
  --node.left;
  if (!choice.ready.contains(node.picked)) return diverge();
  ++at_;
  return node.picked;
}

std::uint32_t DepthFirst::pick_first(const Choice& choice) {
  std::uint32_t preemptions = 0;
  if (!path_.empty()) {
    const Node& above = path_.back();
    preemptions = above.preemptions + (above.last_could_go_on && above.order > 0);
  }
  const bool last_can = choice.ready.contains(choice.last);
  if (cache_) {
    // Where there is no bound to come to, it is all one how often and from whom it was preempted.
    std::uint64_t state = history_->hash();
    if (bound_ != kNoBound)
      state = hash_mix(hash_mix(state, preemptions), last_can ? history_->of(choice.last) : 0);
    if (!cache_->insert(state)) return Strategy::kGiveUp;
  }
  auto left = static_cast<std::uint32_t>(choice.ready.count() - 1);
  if (last_can && preemptions >= bound_) {
    left = 0;
    cut_by_bound_ = true;
  }
  const std::uint32_t picked = last_can ? choice.last : choice.ready.first();
  path_.push_back({picked, 0, left, preemptions, last_can});
  ++at_;
  return picked;
}

bool DepthFirst::go_on_to_next() {
  if (diverged()) {
    // What is below cannot be told any more: on with the node above.
    path_.resize(std::max(floor_, std::min(at_, path_.size())));
    advances_ = diverged_ = false;
  }
  while (path_.size() > floor_ && path_.back().left == 0) path_.pop_back();
  if (path_.size() <= floor_) return false;
  // All below is new in the next execution, and there goes on whoever can.
  same_ = path_.size() - 1;
  said_ = path_.size();
  advances_ = true;
  return true;
}

std::optional<DepthFirst> DepthFirst::split(double most_before) {
  // Below each node as much again for everybody left there.
  std::size_t depth = path_.size();
  double before = path_.empty() ? 0 : path_.back().left;
  for (std::size_t d = path_.size(); d-- > floor_;) {
    if (d + 1 == path_.size() || path_[d].left == 0) continue;
    if (depth != path_.size() && before > most_before) break;
    depth = d;
    before = (before + 1) * (path_[d].left + 1.0);
  }
  if (depth == path_.size()) return std::nullopt;
  DepthFirst rest(bound_);
  rest.path_.assign(path_.begin(), path_.begin() + static_cast<std::ptrdiff_t>(depth) + 1);
  rest.said_ = depth + 1;
  rest.advances_ = true;
  // What is above comes after the rest: it goes with it, if it is this search's.
  rest.floor_ = floor_;
  for (std::size_t d = floor_; d <= depth; ++d) path_[d].left = 0;
  floor_ = depth + 1;
  return rest;
}

}  // namespace telar
