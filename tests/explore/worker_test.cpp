#include "explore/worker.hpp"

#include <atomic>

#include "tests/explore/programs.hpp"

namespace telar::testing {
namespace {

// A worker on two strands with three increments each, whose schedules are 924, and what it is told
// meanwhile.
struct Working {
  std::atomic<bool> interrupt{false};
  std::atomic<int> hungry{0};
  Worker worker{increments(2, 3)(), kernel_options(), false};

  static Part whole(std::uint64_t most = 1'000'000) {
    Part part;
    part.search = std::make_unique<DepthFirst>();
    part.most = most;
    return part;
  }
  bool run(Part& part, Nanos until = kNever) {
    return worker.run(part, {interrupt, hungry}, until);
  }
};

std::string report_of(const Tally& tally) {
  ExploreReport report;
  tally.write(report);
  return text_of(report);
}

TEST(Worker, counts_every_execution_of_its_part) {
  Working x;
  Part part = x.whole();
  EXPECT_TRUE(x.run(part));
  EXPECT_FALSE(part.cut);
  EXPECT_EQ(part.tally.executions(), 924u);
  const auto branches = Picture::branches({&x.worker.picture, 1});
  EXPECT_EQ(std::ranges::count(branches, 1, &TreeBranch::depth), 2);  // who is first
}

TEST(Worker, comes_back_when_it_is_called_and_goes_on_where_it_was) {
  Working x;
  Part at_once = x.whole(), part = x.whole();
  EXPECT_TRUE(x.run(at_once));
  int calls = 1;
  x.interrupt = true;  // an execution at a time
  while (!x.run(part)) {
    EXPECT_EQ(part.tally.executions(), static_cast<std::uint64_t>(calls));
    ++calls;
  }
  EXPECT_EQ(calls, 924);
  EXPECT_EQ(report_of(part.tally), report_of(at_once.tally));
}

TEST(Worker, looks_now_and_then_at_who_is_hungry_and_at_the_clock) {
  Working x;
  for (const bool hungry : {true, false}) {
    Part part = x.whole();
    x.hungry = hungry;
    EXPECT_FALSE(x.run(part, hungry ? kNever : 0));
    EXPECT_GT(part.tally.executions(), 1u);
    EXPECT_LT(part.tally.executions(), 924u);
  }
}

TEST(Worker, a_part_is_cut_where_it_has_counted_the_most_and_there_are_more) {
  Working x;
  Part part = x.whole(100);
  EXPECT_TRUE(x.run(part));
  EXPECT_TRUE(part.cut);
  EXPECT_EQ(part.tally.executions(), 100u);
  Part all = x.whole(924);
  EXPECT_TRUE(x.run(all));
  EXPECT_FALSE(all.cut);
}

TEST(Worker, parts_in_a_row_count_what_the_whole_does) {
  Working x;
  Part whole = x.whole(), first = x.whole(), rest = x.whole();
  EXPECT_TRUE(x.run(whole));
  x.interrupt = true;
  x.run(first);
  x.interrupt = false;
  rest.search = first.search->split(1e9);
  ASSERT_TRUE(rest.search);
  EXPECT_TRUE(x.run(first));
  EXPECT_TRUE(x.run(rest));
  EXPECT_GT(rest.tally.executions(), 0u);
  first.tally.append(rest.tally);
  EXPECT_EQ(report_of(first.tally), report_of(whole.tally));
}

}  // namespace
}  // namespace telar::testing
