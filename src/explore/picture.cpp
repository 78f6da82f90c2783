#include "explore/picture.hpp"

#include <functional>
#include <utility>

namespace telar {

Picture::Picture() {
  for (auto* nodes : {&nodes_, &before_}) nodes->reserve(kMostBranches + 1);
  for (auto* counts : {&all_, &sorted_}) counts->reserve(kMostBranches + 1);
  now_.reserve(kMostBranches + 1);
  stays_.reserve(kMostBranches + 1);
  trail_.reserve(kMostDepth + 1);
  nodes_.emplace_back();
  trail_.push_back(0);
}

std::uint32_t Picture::add_child(std::uint32_t at, std::uint32_t strand, std::uint32_t order) {
  const auto child = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back({at, 0, nodes_[at].child, strand, order, 0, 0});
  nodes_[at].child = child;
  return child;
}

void Picture::prune(std::size_t to) {
  all_.assign(nodes_.size(), 0);
  for (std::size_t i = nodes_.size(); i-- > 0;) {
    all_[i] += nodes_[i].count;
    if (i > 0) all_[nodes_[i].parent] += all_[i];
  }
  // What a branch must have at least, so that few enough stay.
  sorted_.assign(all_.begin() + 1, all_.end());
  if (sorted_.size() < to) return;
  std::nth_element(sorted_.begin(), sorted_.begin() + static_cast<std::ptrdiff_t>(to),
                   sorted_.end(), std::greater<>());
  const std::uint64_t least = sorted_[to] + 1;

  std::swap(before_, nodes_);
  nodes_.clear();
  now_.assign(before_.size(), 0);
  stays_.assign(before_.size(), 0);
  for (std::size_t i = 0; i < before_.size(); ++i) {
    const Node& node = before_[i];
    const std::uint32_t parent = i == 0 ? 0 : now_[node.parent];
    stays_[i] = i == 0 || (stays_[node.parent] && all_[i] >= least);
    if (i == 0) {
      nodes_.emplace_back();
    } else {
      now_[i] = stays_[i] ? add_child(parent, node.strand, node.order) : parent;
    }
    nodes_[now_[i]].count += node.count;
    nodes_[now_[i]].bad += node.bad;
  }
  std::size_t length = 1;
  while (length < trail_.size() && stays_[trail_[length]]) ++length;
  trail_.resize(length);
  for (std::uint32_t& node : trail_) node = now_[node];
}

void Picture::append(const Picture& other) {
  std::vector<std::uint32_t> now(other.nodes_.size());
  for (std::size_t i = 0; i < other.nodes_.size(); ++i) {
    const Node& node = other.nodes_[i];
    if (i > 0) {
      const std::uint32_t parent = now[node.parent];
      const std::uint32_t child = child_of(parent, node.strand);
      now[i] = child != 0 ? child : add_child(parent, node.strand, node.order);
    }
    nodes_[now[i]].count += node.count;
    nodes_[now[i]].bad += node.bad;
  }
  total_ += other.total_;
  if (nodes_.size() > kMostBranches) prune(kMostBranches / 2);
}

std::vector<TreeBranch> Picture::branches() const {
  std::vector<TreeBranch> branches;
  if (total_ == 0) return branches;
  std::vector<std::uint64_t> all(nodes_.size()), bad(nodes_.size());
  for (std::size_t i = nodes_.size(); i-- > 0;) {
    all[i] += nodes_[i].count;
    bad[i] += nodes_[i].bad;
    if (i == 0) break;
    all[nodes_[i].parent] += all[i];
    bad[nodes_[i].parent] += bad[i];
  }
  const auto whole = static_cast<double>(total_);
  const auto put = [&](std::size_t depth, std::uint32_t node, double begin) {
    const auto mine = static_cast<double>(all[node]);
    branches.push_back({static_cast<std::uint16_t>(depth), nodes_[node].strand, begin,
                        begin + mine / whole,
                        mine > 0 ? static_cast<double>(bad[node]) / mine : 0});
  };
  std::vector<std::uint32_t> shown{0}, children;
  put(0, 0, 0);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    children.clear();
    for (std::uint32_t c = nodes_[shown[i]].child; c != 0; c = nodes_[c].next)
      children.push_back(c);
    std::ranges::sort(children, {}, [&](std::uint32_t c) {
      return std::pair(nodes_[c].order, nodes_[c].strand);
    });
    const std::size_t depth = branches[i].depth + 1u;
    double begin = branches[i].begin;
    for (const std::uint32_t c : children) {
      put(depth, c, begin);
      begin = branches.back().end;
      shown.push_back(c);
    }
  }
  return branches;
}

}  // namespace telar
