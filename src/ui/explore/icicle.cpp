#include "ui/explore/icicle.hpp"

#include <algorithm>

namespace telar::ui {

void layout_icicle(std::span<const TreeBranch> branches, float width, float height,
                   std::vector<IcicleRect>& out) {
  out.clear();
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
}

std::ptrdiff_t icicle_at(const std::vector<IcicleRect>& rects, float x, float y) {
  for (std::size_t i = 0; i < rects.size(); ++i) {
    const IcicleRect& r = rects[i];
    if (x >= r.x0 && x < r.x1 && y >= r.y0 && y < r.y1) return static_cast<std::ptrdiff_t>(i);
  }
  return -1;
}

}  // namespace telar::ui
