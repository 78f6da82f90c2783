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

std::vector<TreeBranch> explored(const Program& program, ExploreOptions options = {}) {
  Explorer explorer(program, kernel_options(), options);
  while (explorer.work(kNever)) {
  }
  return explorer.branches();
}

double share_of(const TreeBranch& branch) { return branch.end - branch.begin; }

TEST(Picture, a_small_tree_is_in_the_picture_whole) {
  const auto branches = explored(independent(2, 2));
  // Half of the schedules begin with each of the two strands; of the three of each half, two go on
  // and one changes.
  ASSERT_GE(branches.size(), 3u);
  EXPECT_EQ(branches[1].strand, 0u);
  EXPECT_DOUBLE_EQ(branches[1].begin, 0);
  EXPECT_EQ(branches[2].strand, 1u);
  EXPECT_DOUBLE_EQ(share_of(branches[2]), 0.5);
}

TEST(Picture, what_every_execution_begins_with_is_all_of_them_from_the_first_on) {
  const auto branches = explored(lost_update(false), {.search = "dpor"});
  std::size_t whole = 0;
  while (whole < branches.size() && share_of(branches[whole]) == 1) ++whole;
  ASSERT_GE(whole, 2u);
  EXPECT_EQ(branches[1].name, "MainThread");
  // Where they first differ, the branches are all of them again.
  double shares = 0, bad = 0;
  for (std::size_t i = whole; i < branches.size() && branches[i].depth == whole; ++i) {
    shares += share_of(branches[i]);
    bad += share_of(branches[i]) * branches[i].bad;
  }
  EXPECT_DOUBLE_EQ(shares, 1);
  EXPECT_DOUBLE_EQ(bad, branches[0].bad);
}

TEST(Picture, a_branch_has_the_name_of_who_was_picked) {
  for (const TreeBranch& branch : explored(lost_update(false))) {
    const char* const names[] = {"MainThread", "Thread-1", "Thread-2"};
    EXPECT_EQ(branch.name, branch.depth == 0 ? "" : names[branch.strand]);
  }
}

// Sixteen ways of which each goes on in a hundred, in order; the last of all fails.
TEST(Picture, shares_of_many_executions_are_true_and_one_that_fails_is_not_lost) {
  Picture picture;
  constexpr std::uint32_t kAll = 160'000;
  for (std::uint32_t i = 0; i < kAll; ++i) {
    const std::uint32_t path[] = {i / 10'000, i / 100 % 100};
    const auto pick = [&](std::size_t at) { return path[at]; };
    picture.add(2, i + 1 == kAll, pick, pick,
                [](std::size_t) -> std::string { return "Thread-1"; });
  }
  const auto branches = Picture::branches({&picture, 1});
  ASSERT_GE(branches.size(), 17u);
  EXPECT_LE(branches.size(), Picture::kMostBranches);
  EXPECT_DOUBLE_EQ(branches[0].bad, 1.0 / kAll);
  for (std::uint32_t i = 0; i < 16; ++i) {
    EXPECT_EQ(branches[i + 1].strand, i);
    EXPECT_NEAR(share_of(branches[i + 1]), 1.0 / 16, 0.002);
    EXPECT_EQ(branches[i + 1].bad > 0, i == 15);
  }
}

TEST(Picture, the_pictures_of_several_workers_make_one) {
  Picture pictures[2];
  for (std::uint32_t i = 0; i < 400; ++i) {
    const auto pick = [&](std::size_t) { return i / 100; };
    pictures[i < 300].add(1, i >= 300, pick, pick,
                          [&](std::size_t) { return std::to_string(i / 100); });
  }
  const auto branches = Picture::branches(pictures);
  ASSERT_EQ(branches.size(), 5u);
  EXPECT_DOUBLE_EQ(branches[0].bad, 0.25);
  for (std::uint32_t i = 0; i < 4; ++i) {
    EXPECT_EQ(branches[i + 1].name, std::to_string(i));
    EXPECT_DOUBLE_EQ(share_of(branches[i + 1]), 0.25);
    EXPECT_DOUBLE_EQ(branches[i + 1].bad, i == 3 ? 1 : 0);
  }
}

}  // namespace
}  // namespace telar::testing
