// Who makes the next step of a run in pause: as it was recorded, or as a person picks it.
#include <algorithm>
#include <string>
#include <vector>

#include "app/virtual_run.hpp"
#include "base/rng.hpp"
#include "tests/app/virtual.hpp"

namespace telar {
namespace {

using namespace testing;

TEST(VirtualPicks, say_who_is_next_as_it_was_recorded) {
  Shown shown("threads", {{"n", "3"}, {"seconds", "1"}}, picked_by(Picker::random, 3));
  const std::uint64_t length = shown.run.length();
  for (std::uint64_t at = 0; at < length; ++at) {
    shown.run.seek(at);
    const std::uint32_t next = shown.run.recorded_next();
    const auto ready = shown.run.ready();
    ASSERT_NE(std::ranges::find(ready, next), ready.end());
    shown.run.seek(at + 1);
    EXPECT_EQ(shown.run.last(), next);
  }
  EXPECT_EQ(shown.run.recorded_next(), ReadySet::kNone);
}

TEST(VirtualPicks, are_taken_and_taken_back) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    Shown shown("philosophers", {{"n", "3"}}, picked_by(Picker::by_hand));
    ASSERT_TRUE(shown.run.whole());
    EXPECT_EQ(shown.run.length(), 0u);
    EXPECT_FALSE(shown.run.can_undo());
    std::vector<std::string> texts{shown.text()};
    while (!shown.run.over()) {
      const auto ready = shown.run.ready();
      EXPECT_FALSE(shown.run.pick(77));
      ASSERT_TRUE(shown.run.pick(ready[rng.below(static_cast<std::uint32_t>(ready.size()))]));
      texts.push_back(shown.text());
      EXPECT_EQ(shown.run.length(), texts.size() - 1);
    }
    EXPECT_NE(shown.run.outcome(), Outcome::running);
    // The picks are a schedule like any other.
    EXPECT_EQ(Shown(shown.parameters, replaying(shown.run)).text(), shown.text());
    for (std::size_t at = texts.size() - 1; at-- > 0;) {
      ASSERT_TRUE(shown.run.can_undo());
      shown.run.undo();
      ASSERT_EQ(shown.text(), texts[at]) << "step " << at;
      EXPECT_EQ(shown.run.length(), at);
    }
    EXPECT_FALSE(shown.run.can_undo());
    shown.run.undo();
    EXPECT_EQ(shown.text(), texts[0]);
  }
}

TEST(VirtualPicks, in_the_past_give_up_what_followed) {
  Shown shown("threads", {{"n", "3"}, {"seconds", "1"}}, picked_by(Picker::random, 3));
  const std::uint64_t length = shown.run.length();
  shown.run.seek(length / 2);
  const std::string text = shown.text();
  const auto ready = shown.run.ready();
  ASSERT_GE(ready.size(), 1u);
  ASSERT_TRUE(shown.run.pick(ready.front()));
  EXPECT_EQ(shown.run.length(), length / 2 + 1);
  EXPECT_EQ(shown.run.outcome(), Outcome::running);
  shown.run.go_on_to_the_end();
  EXPECT_FALSE(shown.run.whole());
  shown.run.work(kNever);
  EXPECT_TRUE(shown.run.over());
  EXPECT_EQ(outcome_name(shown.run.outcome()), "finished");
  EXPECT_EQ(shown.run.elapsed(), kSecond);
  EXPECT_EQ(Shown(shown.parameters, replaying(shown.run)).text(), shown.text());
  shown.run.undo();
  EXPECT_EQ(shown.text(), text);
  EXPECT_EQ(shown.run.position(), length / 2);
}

TEST(VirtualPicks, beyond_one_in_the_past_cannot_be_taken_back) {
  Shown shown("threads", {{"n", "2"}, {"seconds", "1"}}, picked_by(Picker::by_hand));
  for (int i = 0; i < 6; ++i) ASSERT_TRUE(shown.run.pick(shown.run.ready().front()));
  shown.run.seek(2);
  ASSERT_TRUE(shown.run.pick(shown.run.ready().front()));
  for (const std::uint64_t at : {2u, 1u, 0u}) {
    ASSERT_TRUE(shown.run.can_undo());
    shown.run.undo();
    EXPECT_EQ(shown.run.position(), at);
  }
  EXPECT_FALSE(shown.run.can_undo());
}

}  // namespace
}  // namespace telar
