#include "ui/explore/icicle.hpp"

#include <algorithm>

namespace telar::ui {
namespace {

struct Stretch {
  double begin, end;
};

// The failures of a branch that are in none of the branches below it, in the first place that they
// leave free. `below` are the branches of the next depth.
Stretch own_failures(const TreeBranch& branch, std::span<const TreeBranch> below) {
  constexpr double kNothing = 1e-9;
  double bad = branch.bad * (branch.end - branch.begin);
  double free = branch.begin;
  bool found = false;
  for (const TreeBranch& child : below) {
    if (child.begin < branch.begin - kNothing || child.begin >= branch.end - kNothing) continue;
    bad -= child.bad * (child.end - child.begin);
    found = found || child.begin > free + kNothing;
    if (!found) free = child.end;
  }
  return {free, std::min(free + std::max(bad - kNothing, 0.0), branch.end)};
}

// From the deepest row to the first, each with those of the row under it.
void place_failures(std::span<const TreeBranch> branches, float width, float row,
                    std::vector<IcicleFailure>& out) {
  std::vector<IcicleFailure> here;
  std::size_t end = branches.size(), below = end;
  while (end > 0) {
    const int depth = branches[end - 1].depth;
    std::size_t first = end - 1;
    while (first > 0 && branches[first - 1].depth == depth) --first;
    for (std::size_t i = first; i < end; ++i) {
      const Stretch own = own_failures(branches[i], branches.subspan(end, below - end));
      if (own.end <= own.begin) continue;
      const float x0 = static_cast<float>(own.begin) * width;
      const float x1 = std::max(static_cast<float>(own.end) * width, x0 + kLeastFailure);
      here.push_back({std::max(std::min(x0, width - kLeastFailure), 0.0f), std::min(x1, width), 0});
    }
    std::ranges::sort(here, {}, &IcicleFailure::x0);
    const std::size_t row_begin = out.size();
    for (IcicleFailure failure : here) {
      failure.y1 = row * static_cast<float>(depth + 1);
      if (out.size() > row_begin && failure.x0 <= out.back().x1) {
        out.back().x1 = std::max(out.back().x1, failure.x1);
      } else {
        out.push_back(failure);
      }
    }
    here.assign(out.begin() + static_cast<std::ptrdiff_t>(row_begin), out.end());
    below = end;
    end = first;
  }
}

}  // namespace

void layout_icicle(std::span<const TreeBranch> branches, float width, float height,
                   Icicle& icicle) {
  std::vector<IcicleRect>& out = icicle.rects;
  out.clear();
  icicle.failures.clear();
  int deepest = 0;
  for (const TreeBranch& branch : branches)
    deepest = std::max(deepest, static_cast<int>(branch.depth));
  const float row = std::min(kIcicleRow, height / static_cast<float>(deepest + 1));
  int depth = -1;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    const TreeBranch& branch = branches[i];
    const float begin = static_cast<float>(branch.begin) * width,
                end = static_cast<float>(branch.end) * width;
    const auto bad = static_cast<float>(branch.bad);
    if (branch.depth == depth) {
      IcicleRect& last = out.back();
      if (end - begin < 1 && last.x1 - last.x0 <= 1 && begin < last.x0 + 1) {
        ++last.count;
        last.bad = std::max(last.bad, bad);
        continue;
      }
    }
    depth = branch.depth;
    const float top = row * static_cast<float>(depth);
    out.push_back(
        {begin, std::max(end, begin + 1), top, top + row, static_cast<std::uint32_t>(i), 1, bad});
  }
  place_failures(branches, width, row, icicle.failures);
}

std::ptrdiff_t icicle_at(const std::vector<IcicleRect>& rects, float x, float y) {
  for (std::size_t i = 0; i < rects.size(); ++i) {
    const IcicleRect& r = rects[i];
    if (x >= r.x0 && x < r.x1 && y >= r.y0 && y < r.y1) return static_cast<std::ptrdiff_t>(i);
  }
  return -1;
}

}  // namespace telar::ui
