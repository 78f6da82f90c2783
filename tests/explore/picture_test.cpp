// The tree as a few hundred branches.
#include "explore/picture.hpp"

#include "tests/explore/programs.hpp"

namespace telar::testing {
namespace {

TEST(Picture, the_picture_is_the_tree) {
  Explorer explorer(increments(2, 6), kernel_options(), {.most_executions = 100'000});
  while (explorer.work(kNever)) {
  }
  const auto branches = explorer.branches();
  ASSERT_GT(branches.size(), 20u);
  EXPECT_LE(branches.size(), Picture::kMostBranches);
  EXPECT_EQ(branches[0].depth, 0);
  EXPECT_EQ(branches[0].begin, 0);
  EXPECT_EQ(branches[0].end, 1);
  for (std::size_t i = 1; i < branches.size(); ++i) {
    const TreeBranch& b = branches[i];
    EXPECT_GE(b.depth, branches[i - 1].depth);
    if (b.depth == branches[i - 1].depth) EXPECT_GE(b.begin, branches[i - 1].end - 1e-9);
    EXPECT_LE(b.begin, b.end);
    EXPECT_TRUE(std::ranges::any_of(branches, [&](const TreeBranch& above) {
      return above.depth + 1 == b.depth && above.begin <= b.begin + 1e-9 &&
             b.end <= above.end + 1e-9;
    }));
  }
}

TEST(Picture, a_small_tree_is_in_the_picture_whole) {
  Explorer explorer(independent(2, 2), kernel_options(), {});
  while (explorer.work(kNever)) {
  }
  const auto branches = explorer.branches();
  // Half of the schedules begin with each of the two strands; of the three of each half, two go on
  // and one changes.
  ASSERT_GE(branches.size(), 3u);
  EXPECT_EQ(branches[1].strand, 0u);
  EXPECT_DOUBLE_EQ(branches[1].begin, 0);
  EXPECT_EQ(branches[2].strand, 1u);
  EXPECT_NEAR(branches[2].end - branches[2].begin, 0.5, 1e-9);
}

}  // namespace
}  // namespace telar::testing
