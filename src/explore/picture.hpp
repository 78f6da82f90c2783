// Picture: the explored tree as a few hundred branches, however many executions there are. Counts
// executions at the deepest branch that it has of them; a branch that gets a large share is
// divided, and when there are too many those with the least go into the one above. Costs some
// nanoseconds an execution.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "report/tree.hpp"

namespace telar {

class Picture {
 public:
  static constexpr std::size_t kMostBranches = 512, kMostDepth = 64;

  Picture();

  // An execution of `length` choices, of which the first `same` are those of the execution before.
  // pick(i): who was picked at the i-th; order(i): its place among its like in the order of the
  // search.
  template <class Pick, class Order>
  void add(std::size_t length, std::size_t same, bool bad, Pick pick, Order order) {
    if (nodes_.size() >= kMostBranches) prune(kMostBranches / 2);
    if (same + 1 < trail_.size()) trail_.resize(same + 1);
    std::uint32_t at = trail_.back();
    const std::size_t end = std::min(length, kMostDepth);
    for (std::size_t depth = trail_.size() - 1; depth < end; ++depth) {
      std::uint32_t child = child_of(at, pick(depth));
      if (child == 0) {
        if (nodes_[at].child == 0 && nodes_[at].count < std::max<std::uint64_t>(1, total_ / 256))
          break;
        if (nodes_.size() >= kMostBranches) break;
        child = add_child(at, pick(depth), order(depth));
      }
      trail_.push_back(at = child);
    }
    ++nodes_[at].count;
    nodes_[at].bad += bad;
    ++total_;
  }
  void append(const Picture& other);
  // By depth, then by place.
  std::vector<TreeBranch> branches() const;

 private:
  struct Node {
    std::uint32_t parent = 0, child = 0, next = 0;  // 0: none, the root has no siblings
    std::uint32_t strand = 0, order = 0;
    std::uint64_t count = 0, bad = 0;  // of no child of it
  };
  std::uint32_t child_of(std::uint32_t at, std::uint32_t strand) const {
    std::uint32_t child = nodes_[at].child;
    while (child != 0 && nodes_[child].strand != strand) child = nodes_[child].next;
    return child;
  }
  std::uint32_t add_child(std::uint32_t at, std::uint32_t strand, std::uint32_t order);
  void prune(std::size_t to);

  std::vector<Node> nodes_;           // a parent before its children
  std::vector<std::uint32_t> trail_;  // of the last execution: a node for each depth
  std::uint64_t total_ = 0;
  // For prune(), so that it need not allocate.
  std::vector<Node> before_;
  std::vector<std::uint64_t> all_, sorted_;
  std::vector<std::uint32_t> now_;
  std::vector<char> stays_;
};

}  // namespace telar
