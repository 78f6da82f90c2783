#include "ui/explore/icicle.hpp"

#include <gtest/gtest.h>

namespace telar::ui {
namespace {

using Branch = TreeBranch;

Icicle laid_out(std::span<const Branch> branches, float width, float height) {
  Icicle icicle;
  icicle.rects.resize(3);  // of what was laid out before
  layout_icicle(branches, width, height, icicle);
  return icicle;
}

TEST(Icicle, a_tree_that_is_not_there_has_no_rectangles) {
  const std::vector<IcicleRect> rects = laid_out({}, 100, 100).rects;
  EXPECT_TRUE(rects.empty());
  EXPECT_EQ(icicle_at(rects, 5, 5), -1);
}

TEST(Icicle, depth_goes_downwards_and_width_is_the_share) {
  const Branch branches[] = {{0, 0, 0, 1, 0.25}, {1, 1, 0, 0.75, 0}, {1, 2, 0.75, 1, 1}};
  const std::vector<IcicleRect> rects = laid_out(branches, 200, 100).rects;
  ASSERT_EQ(rects.size(), 3u);
  EXPECT_FLOAT_EQ(rects[0].x1, 200);
  EXPECT_FLOAT_EQ(rects[0].y1, kIcicleRow);
  EXPECT_FLOAT_EQ(rects[1].x1, 150);
  EXPECT_FLOAT_EQ(rects[2].x0, 150);
  EXPECT_FLOAT_EQ(rects[2].y0, kIcicleRow);
  EXPECT_FLOAT_EQ(rects[2].bad, 1);
}

TEST(Icicle, a_deep_tree_still_fits_in_the_height) {
  std::vector<Branch> branches;
  for (int depth = 0; depth < 60; ++depth)
    branches.push_back({static_cast<std::uint16_t>(depth), 1, 0, 1, 0});
  const std::vector<IcicleRect> rects = laid_out(branches, 200, 120).rects;
  ASSERT_EQ(rects.size(), 60u);
  EXPECT_NEAR(rects.back().y1, 120, 0.01);
}

TEST(Icicle, narrow_neighbours_share_a_point_and_a_failure_among_them_stays_in_sight) {
  std::vector<Branch> branches{{0, 0, 0, 1, 0.01}};
  for (int i = 0; i < 1000; ++i)
    branches.push_back({1, 1, i / 1000.0, (i + 1) / 1000.0, i == 505 ? 1.0 : 0.0});
  const std::vector<IcicleRect> rects = laid_out(branches, 100, 100).rects;
  EXPECT_LE(rects.size(), 110u);
  std::uint32_t counted = 0;
  int bad = 0;
  for (const IcicleRect& rect : rects) {
    EXPECT_GE(rect.x1 - rect.x0, 0.99f);
    counted += rect.count;
    bad += rect.bad > 0 && rect.y0 > 0;
  }
  EXPECT_EQ(counted, 1001u);
  EXPECT_EQ(bad, 1);
}

// Feet of a row: from, to.
std::vector<std::pair<float, float>> failures_in_row(const Icicle& icicle, int row) {
  std::vector<std::pair<float, float>> found;
  for (const IcicleFailure& failure : icicle.failures)
    if (failure.y1 == kIcicleRow * static_cast<float>(row + 1))
      found.emplace_back(failure.x0, failure.x1);
  return found;
}

TEST(Icicle, failures_stand_under_what_failed_in_every_row) {
  const Branch branches[] = {
      {0, 0, 0, 1, 0.5}, {1, 1, 0, 0.5, 0}, {1, 2, 0.5, 1, 1}, {2, 1, 0.5, 0.75, 1}};
  const Icicle icicle = laid_out(branches, 200, 100);
  const std::vector<std::pair<float, float>> right{{100, 200}}, left{{100, 150}};
  EXPECT_EQ(failures_in_row(icicle, 0), right);
  EXPECT_EQ(failures_in_row(icicle, 1), right);
  EXPECT_EQ(failures_in_row(icicle, 2), left);
}

TEST(Icicle, failures_that_no_branch_below_has_stand_where_none_is) {
  // A quarter ends before the next choice, and that is what fails.
  const Branch branches[] = {{0, 0, 0, 1, 0.25}, {1, 1, 0, 0.5, 0}, {1, 2, 0.75, 1, 0}};
  const std::vector<std::pair<float, float>> between{{100, 150}};
  EXPECT_EQ(failures_in_row(laid_out(branches, 200, 100), 0), between);
}

TEST(Icicle, one_failure_of_a_million_is_wide_enough_to_be_seen_wherever_it_is) {
  const Branch branches[] = {{0, 0, 0, 1, 1e-6}, {1, 1, 0, 1 - 1e-6, 0}, {1, 2, 1 - 1e-6, 1, 1}};
  const auto found = failures_in_row(laid_out(branches, 200, 100), 0);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].second - found[0].first, kLeastFailure, 1e-3);
  EXPECT_LE(found[0].second, 200);
}

TEST(Icicle, the_pointer_finds_what_is_under_it) {
  const Branch branches[] = {{0, 0, 0, 1, 0}, {1, 1, 0, 0.5, 0}, {1, 2, 0.5, 1, 0}};
  const std::vector<IcicleRect> rects = laid_out(branches, 200, 100).rects;
  EXPECT_EQ(icicle_at(rects, 10, 5), 0);
  EXPECT_EQ(icicle_at(rects, 150, kIcicleRow + 1), 2);
  EXPECT_EQ(icicle_at(rects, 150, 3 * kIcicleRow), -1);
}

}  // namespace
}  // namespace telar::ui
