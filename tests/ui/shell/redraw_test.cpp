#include "ui/shell/redraw.hpp"

#include <gtest/gtest.h>

namespace telar::ui {
namespace {

// Draws whatever it wants to draw, until it rests.
Nanos settle(Redraw& redraw, const AppState& state, Nanos clock) {
  for (int i = 0; i < 10; ++i, clock += 16 * kMillisecond)
    redraw.decide(false, state, clock, kNever);
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
  for (int i = 0; i < 20; ++i)
    drawn += redraw.decide(false, state, clock += 16 * kMillisecond, kNever).draw ? 1 : 0;
  EXPECT_GE(drawn, 2);
  EXPECT_LE(drawn, Redraw::kSettling);
}

TEST(Redraw, a_live_run_where_nothing_happens_is_drawn_at_most_thirty_times_a_second) {
  Redraw redraw;
  AppState state;
  state.status = RunStatus::running;
  Nanos clock = settle(redraw, state, 0);
  int drawn = 0;
  for (int i = 0; i < 1000; ++i)
    drawn += redraw.decide(false, state, clock += kMillisecond, kNever).draw ? 1 : 0;
  EXPECT_LE(drawn, 31);
  EXPECT_GE(drawn, 25);
}

TEST(Redraw, a_changing_store_is_drawn_at_most_about_sixty_times_a_second) {
  Redraw redraw;
  AppState state;
  state.status = RunStatus::running;
  Nanos clock = settle(redraw, state, 0);
  int drawn = 0;
  for (int i = 0; i < 1000; ++i) {
    ++state.revision;
    drawn += redraw.decide(false, state, clock += kMillisecond, kNever).draw ? 1 : 0;
  }
  EXPECT_LE(drawn, 67);
  EXPECT_GE(drawn, 50);
}

TEST(Redraw, a_revision_that_was_drawn_is_not_drawn_again) {
  Redraw redraw;
  AppState state;
  const Nanos clock = settle(redraw, state, 0);
  state.notice = "not told of";
  EXPECT_FALSE(redraw.decide(false, state, clock + kSecond, kNever).draw);
  ++state.revision;
  EXPECT_TRUE(redraw.decide(false, state, clock + 2 * kSecond, kNever).draw);
}

TEST(Redraw, the_end_of_a_run_is_drawn_and_then_it_rests) {
  Redraw redraw;
  AppState state;
  state.status = RunStatus::running;
  Nanos clock = settle(redraw, state, 0);
  state.status = RunStatus::finished;
  ++state.revision;
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

AppState paused_virtual_run() {
  AppState state;
  state.status = RunStatus::running;  // by hand: it waits for a pick
  state.playback.available = true;
  state.playback.step = 3;
  state.playback.steps = 9;
  return state;
}

TEST(Redraw, a_virtual_run_in_pause_draws_nothing) {
  Redraw redraw;
  const AppState state = paused_virtual_run();
  const Nanos clock = settle(redraw, state, 0);
  const auto next = redraw.decide(false, state, clock + kSecond, kNever);
  EXPECT_FALSE(next.draw);
  EXPECT_EQ(next.look_again, kNever);
}

TEST(Redraw, a_virtual_run_that_is_played_is_looked_at_often_and_drawn_at_each_step) {
  Redraw redraw;
  AppState state = paused_virtual_run();
  state.playback.playing = true;
  Nanos clock = settle(redraw, state, 0);
  EXPECT_EQ(redraw.decide(false, state, clock += kSecond, kNever).look_again, Redraw::kFastest);
  ++state.playback.step;
  ++state.revision;
  EXPECT_TRUE(redraw.decide(false, state, clock += kSecond, kNever).draw);
  state.playback.playing = false;
  ++state.revision;
  clock = settle(redraw, state, clock + kSecond);
  EXPECT_EQ(redraw.decide(false, state, clock, kNever).look_again, kNever);
}

TEST(Redraw, an_exploration_is_glanced_at_ten_times_a_second) {
  Redraw redraw;
  AppState state;
  state.exploration.present = state.exploration.running = true;
  Nanos clock = settle(redraw, state, 0);
  int drawn = 0;
  for (int i = 0; i < 1000; ++i) {
    ++state.exploration.report.executions;
    drawn += redraw.decide(false, state, clock += kMillisecond, kNever).draw ? 1 : 0;
  }
  EXPECT_LE(drawn, 11);
  EXPECT_GE(drawn, 9);
  state.exploration.running = false;
  ++state.revision;
  EXPECT_TRUE(redraw.decide(false, state, clock += 20 * kMillisecond, kNever).draw);
  clock = settle(redraw, state, clock + kSecond);
  EXPECT_EQ(redraw.decide(false, state, clock, kNever).look_again, kNever);
}

}  // namespace
}  // namespace telar::ui
