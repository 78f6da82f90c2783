#include "ui/redraw.hpp"

#include <gtest/gtest.h>

namespace telar::ui {
namespace {

// Draws whatever it wants to draw, until it rests.
Nanos settle(Redraw& redraw, const AppState& state, Nanos clock) {
  for (int i = 0; i < 10; ++i, clock += 16 * kMillisecond) redraw.decide(false, state, clock, kNever);
  return clock;
}

TEST(Redraw, an_idle_screen_draws_nothing_and_is_not_asked_again) {
  Redraw redraw;
  const AppState state;
  const Nanos clock = settle(redraw, state, 0);
  const auto next = redraw.decide(false, state, clock + kSecond, kNever);
  EXPECT_FALSE(next.draw);
  EXPECT_EQ(next.look_again, kNever);
}

TEST(Redraw, input_draws_a_few_frames_and_no_more) {
  Redraw redraw;
  const AppState state;
  Nanos clock = settle(redraw, state, 0);
  int drawn = redraw.decide(true, state, clock, kNever).draw ? 1 : 0;
  for (int i = 0; i < 20; ++i) drawn += redraw.decide(false, state, clock += 16 * kMillisecond, kNever).draw ? 1 : 0;
  EXPECT_GE(drawn, 2);
  EXPECT_LE(drawn, Redraw::kSettling);
}

TEST(Redraw, a_live_run_where_nothing_happens_is_drawn_at_most_thirty_times_a_second) {
  Redraw redraw;
  AppState state;
  state.status = RunStatus::running;
  Nanos clock = settle(redraw, state, 0);
  int drawn = 0;
  for (int i = 0; i < 1000; ++i) drawn += redraw.decide(false, state, clock += kMillisecond, kNever).draw ? 1 : 0;
  EXPECT_LE(drawn, 31);
  EXPECT_GE(drawn, 25);
}

TEST(Redraw, a_changing_store_is_drawn_at_most_about_sixty_times_a_second) {
  Redraw redraw;
  AppState state;
  Store store;
  state.store = &store;
  state.status = RunStatus::running;
  Nanos clock = settle(redraw, state, 0);
  int drawn = 0;
  for (int i = 0; i < 1000; ++i) {
    store.clear();  // a new revision
    drawn += redraw.decide(false, state, clock += kMillisecond, kNever).draw ? 1 : 0;
  }
  EXPECT_LE(drawn, 67);
  EXPECT_GE(drawn, 50);
}

TEST(Redraw, the_end_of_a_run_is_drawn_and_then_it_rests) {
  Redraw redraw;
  AppState state;
  state.status = RunStatus::running;
  Nanos clock = settle(redraw, state, 0);
  state.status = RunStatus::finished;
  EXPECT_TRUE(redraw.decide(false, state, clock += 16 * kMillisecond, kNever).draw);
  clock = settle(redraw, state, clock + 16 * kMillisecond);
  EXPECT_EQ(redraw.decide(false, state, clock, kNever).look_again, kNever);
}

TEST(Redraw, what_changes_by_itself_is_drawn_when_it_does) {
  Redraw redraw;
  const AppState state;
  const Nanos clock = settle(redraw, state, 0), wake = clock + 300 * kMillisecond;
  const auto before = redraw.decide(false, state, clock, wake);
  EXPECT_FALSE(before.draw);
  EXPECT_EQ(before.look_again, 300 * kMillisecond);
  EXPECT_TRUE(redraw.decide(false, state, wake, wake).draw);
}

}  // namespace
}  // namespace telar::ui
