#include "runtime/shared.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "report/action_words.hpp"
#include "tests/runtime/deeds.hpp"
#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using testing::deeds;
using testing::run;
using testing::run_virtually;

// What it stood before, in order; once done, with what came of it.
std::vector<std::string> steps(const Store& store) {
  std::vector<std::string> steps;
  for (const Stand& stand : store.lanes()[store.lane_of(0)].stands)
    steps.push_back(action_words(store.action_of(stand), Language::en, Wording::brief));
  return steps;
}

using Words = std::vector<std::string>;

Task<> use_values() {
  Shared<double> ratio{0.5, "ratio"};
  co_await ratio.store(co_await ratio.load() + 0.25);
  co_await ratio.add(0.25);
  Shared<bool> done{false, "done"};
  co_await done.exchange(true);
  Shared<unsigned char> small{200, "small"};
  co_await small.compare_exchange(1, 2);
}

TEST(Shared, tells_the_trace_each_value_as_what_it_is) {
  const Words expected = {"ratio → 0.5",  "ratio = 0.75", "ratio → 0.75", "ratio = 1.0",
                          "done → False", "done = True",  "small → 200"};
  EXPECT_EQ(deeds(run(use_values).store), expected);
  EXPECT_EQ(deeds(run_virtually(use_values, {}, {}).store), expected);
}

TEST(Shared, says_before_each_step_what_it_is_about) {
  const Words expected = {"ratio → 0.5", "ratio = 0.75", "ratio += 0.25", "done = True",
                          "small → 200"};
  Words said = steps(run_virtually(use_values, {}, {}).store);
  said.resize(std::min(said.size(), expected.size()));  // then the process ends
  EXPECT_EQ(said, expected);
}

TEST(Shared, says_the_line_of_its_caller) {
  for (const bool is_virtual : {false, true}) {
    const auto ran = is_virtual ? run_virtually(use_values, {}, {}) : run(use_values);
    const auto& marks = ran.store.lanes()[ran.store.lane_of(0)].marks;
    ASSERT_EQ(marks.size(), 7u);
    std::vector<std::uint32_t> lines;
    for (const std::uint32_t mark : marks) {
      const Action action = ran.store.action_of(ran.store.events()[mark]);
      EXPECT_TRUE(action.file.ends_with("tests/runtime/shared_test.cpp")) << action.file;
      lines.push_back(action.line);
    }
    // The load and the store stand on one line, as do the halves of an addition.
    EXPECT_EQ(lines[0], lines[1]);
    EXPECT_EQ(lines[1] + 1, lines[2]);
    EXPECT_EQ(lines[2], lines[3]);
    EXPECT_EQ(lines[3] + 2, lines[4]);
    EXPECT_EQ(lines[4] + 2, lines[6]);
  }
}

}  // namespace
}  // namespace telar
