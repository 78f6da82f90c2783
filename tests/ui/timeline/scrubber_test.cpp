#include "ui/timeline/scrubber.hpp"

#include <gtest/gtest.h>

namespace telar::ui {
namespace {

TEST(Scrubber, its_ends_are_the_first_and_the_last_step) {
  EXPECT_FLOAT_EQ(scrubber_x(0, 57, 300), 0);
  EXPECT_FLOAT_EQ(scrubber_x(57, 57, 300), 300);
  EXPECT_EQ(scrubber_step(0, 300, 57), 0u);
  EXPECT_EQ(scrubber_step(300, 300, 57), 57u);
}

TEST(Scrubber, what_is_beyond_an_end_is_that_end) {
  EXPECT_EQ(scrubber_step(-40, 300, 57), 0u);
  EXPECT_EQ(scrubber_step(900, 300, 57), 57u);
  EXPECT_FLOAT_EQ(scrubber_x(99, 57, 300), 300);
}

TEST(Scrubber, every_step_is_found_where_it_is_drawn) {
  for (std::uint64_t step = 0; step <= 57; ++step)
    EXPECT_EQ(scrubber_step(scrubber_x(step, 57, 300), 300, 57), step);
}

TEST(Scrubber, a_run_without_steps_or_a_bar_without_width_stays_at_its_beginning) {
  EXPECT_FLOAT_EQ(scrubber_x(0, 0, 300), 0);
  EXPECT_EQ(scrubber_step(200, 300, 0), 0u);
  EXPECT_EQ(scrubber_step(200, 0, 57), 0u);
}

TEST(Scrubber, marks_are_round_numbers_of_steps_that_can_be_told_apart) {
  EXPECT_EQ(scrubber_marks(10, 300, 7), 1u);
  EXPECT_EQ(scrubber_marks(100, 300, 7), 5u);
  EXPECT_EQ(scrubber_marks(1000, 300, 7), 50u);
  EXPECT_GE(scrubber_x(scrubber_marks(123456, 300, 7), 123456, 300), 7);
  EXPECT_GE(scrubber_marks(0, 300, 7), 1u);
}

}  // namespace
}  // namespace telar::ui
