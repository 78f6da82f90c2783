// Icicle: the explored tree as rectangles. Depth goes downwards, width is the share of the
// executions. Pure.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "report/tree.hpp"

namespace telar::ui {

struct IcicleRect {
  float x0, x1, y0, y1;  // points from the chart's top left corner
  std::uint32_t branch;  // index of the (first) branch
  std::uint32_t count;   // how many share this rectangle
  float bad;             // the worst of them: one failure among thousands stays in sight
};

inline constexpr float kIcicleRow = 18;  // a row's height while all of them fit

// Replaces `out`, by depth, then by place. Branches narrower than a point share one that is a point
// wide.
void layout_icicle(std::span<const TreeBranch> branches, float width, float height,
                   std::vector<IcicleRect>& out);

// Index of the rectangle at this place, or -1.
std::ptrdiff_t icicle_at(const std::vector<IcicleRect>& rects, float x, float y);

}  // namespace telar::ui
