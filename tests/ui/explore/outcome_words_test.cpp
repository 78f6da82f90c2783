#include "ui/explore/outcome_words.hpp"

#include <gtest/gtest.h>

namespace telar::ui {
namespace {

Found outcome(Outcome kind, const char* text) {
  Found made;
  made.kind = kind;
  (made.bad() ? made.error : made.output) = text;
  return made;
}

TEST(OutcomeWords, a_text_of_its_own_is_left_whole_on_one_line) {
  const Found all[] = {outcome(Outcome::finished, "The counter is 2\ncounter=2"),
                       outcome(Outcome::failed, ""), outcome(Outcome::deadlock, "a\n\n \nb\n")};
  const auto words = outcome_words(all);
  ASSERT_EQ(words.size(), 3u);
  EXPECT_EQ(words[0].own, "The counter is 2 \xc2\xb7 counter=2");
  EXPECT_EQ(words[1].own, "");
  EXPECT_EQ(words[2].own, "a \xc2\xb7 b");
  for (const OutcomeWords& each : words) EXPECT_EQ(each.common, "");
}

TEST(OutcomeWords, what_all_of_a_kind_begin_with_is_told_apart_from_what_differs) {
  const Found all[] = {outcome(Outcome::failed, "AssertionError: increments lost: 1\ncounter=5"),
                       outcome(Outcome::finished, "AssertionError is no error here"),
                       outcome(Outcome::failed, "AssertionError: increments lost: 2\ncounter=4"),
                       outcome(Outcome::failed, "AssertionError: increments lost: 12\ncounter=3")};
  const auto words = outcome_words(all);
  EXPECT_EQ(words[0].common, "AssertionError: increments lost:");
  EXPECT_EQ(words[0].own, "1 \xc2\xb7 counter=5");
  EXPECT_EQ(words[1].common, "");
  EXPECT_EQ(words[2].own, "2 \xc2\xb7 counter=4");
  EXPECT_EQ(words[3].own, "12 \xc2\xb7 counter=3");
}

TEST(OutcomeWords, something_is_left_of_equal_texts_and_of_one_that_another_continues) {
  const Found all[] = {outcome(Outcome::failed, "AssertionError: lost one"),
                       outcome(Outcome::failed, "AssertionError: lost one"),
                       outcome(Outcome::failed, "AssertionError: lost one and more")};
  const auto words = outcome_words(all);
  EXPECT_EQ(words[0].common, "AssertionError: lost");
  EXPECT_EQ(words[0].own, "one");
  EXPECT_EQ(words[1].own, "one");
  EXPECT_EQ(words[2].own, "one and more");
}

TEST(OutcomeWords, little_in_common_is_not_worth_an_ellipsis) {
  const Found all[] = {outcome(Outcome::finished, "Thread 1 wins"),
                       outcome(Outcome::finished, "Thread 2 wins")};
  const auto words = outcome_words(all);
  EXPECT_EQ(words[0].common, "");
  EXPECT_EQ(words[1].own, "Thread 2 wins");
}

}  // namespace
}  // namespace telar::ui
