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

// Where in a row executions are that failed.
struct IcicleFailure {
  float x0, x1, y1;  // y1: the row's foot
};

struct Icicle {
  std::vector<IcicleRect> rects;        // by depth, then by place
  std::vector<IcicleFailure> failures;  // apart from one another; also in rows above theirs
};

inline constexpr float kIcicleRow = 18;    // a row's height while all of them fit
inline constexpr float kLeastFailure = 3;  // as wide at least: that is what is looked for

// Replaces `out`. Branches narrower than a point share one that is a point wide.
void layout_icicle(std::span<const TreeBranch> branches, float width, float height, Icicle& out);

// Index of the rectangle at this place, or -1.
std::ptrdiff_t icicle_at(const std::vector<IcicleRect>& rects, float x, float y);

}  // namespace telar::ui
