#include <gtest/gtest.h>

#include <string>

#include "ui/timeline/ticks.hpp"
#include "ui/timeline/time_view.hpp"

namespace telar::ui {
namespace {

TEST(Ticks, are_as_dense_as_their_labels_allow_and_round) {
  for (double span : {10.0, 999.0, 1e4, 3.3e6, 5e9, 7.7e12}) {
    const Ticks t = ticks(0, span, 1000, 90);
    const double gap = static_cast<double>(t.step) / span * 1000;
    EXPECT_GE(gap, 90 - 1e-9) << span;
    EXPECT_LE(gap, 90 * 2.5) << span;
    Nanos digits = t.step;
    while (digits % 10 == 0) digits /= 10;
    EXPECT_TRUE(digits == 1 || digits == 2 || digits == 5) << t.step;
  }
}

TEST(Ticks, begin_with_the_first_multiple_in_sight) {
  const Ticks t = ticks(1.25e9, 6.25e9, 1000, 90);
  EXPECT_EQ(t.step, 500 * kMillisecond);
  EXPECT_EQ(t.first, 1'500 * kMillisecond);
  EXPECT_STREQ(tick_label(t, t.first, Language::en).c_str(), "1.5 s");
  EXPECT_STREQ(tick_label(t, 2 * kSecond, Language::en).c_str(), "2.0 s");
  EXPECT_EQ(ticks(-1.2e9, 1e9, 1000, 90).first, -1'200 * kMillisecond);
}

TEST(Ticks, neighbours_differ_however_deep_the_zoom) {
  const Ticks t = ticks(5e9, 5e9 + 400, 1000, 90);
  EXPECT_STRNE(tick_label(t, t.first, Language::en).c_str(),
               tick_label(t, t.first + t.step, Language::en).c_str());
}

TimeView view_of(Nanos end, bool live = false) {
  TimeView view;
  view.update(1000, end, live);
  return view;
}

TEST(TimeView, shows_the_whole_run_at_first) {
  const TimeView view = view_of(5 * kSecond);
  EXPECT_LE(view.begin(), 0);
  EXPECT_GE(view.end(), 5e9);
  EXPECT_TRUE(view.fitted());
}

TEST(TimeView, zooming_keeps_the_time_under_the_pointer) {
  TimeView view = view_of(5 * kSecond);
  for (const double x : {100.0, 333.0, 700.0}) {
    for (const double factor : {0.5, 0.1, 1.5, 0.84}) {
      const double before = view.time_at(x);
      view.zoom(factor, x);
      EXPECT_NEAR(view.time_at(x), before, view.per_point() * 1e-3) << x << " " << factor;
    }
  }
}

TEST(TimeView, zooming_in_and_out_again_comes_back) {
  TimeView view = view_of(5 * kSecond);
  const double begin = view.begin(), end = view.end();
  view.zoom(0.2, 400);
  view.zoom(5, 400);
  EXPECT_NEAR(view.begin(), begin, 1);
  EXPECT_NEAR(view.end(), end, 1);
}

TEST(TimeView, zoom_has_ends) {
  TimeView view = view_of(5 * kSecond);
  for (int i = 0; i < 200; ++i) view.zoom(0.5, 500);
  EXPECT_EQ(view.per_point(), TimeView::kFinest);
  for (int i = 0; i < 400; ++i) view.zoom(2, 500);
  EXPECT_LE(view.end() - view.begin(), 5e9 * TimeView::kWidest * 1.001);
}

TEST(TimeView, a_pan_moves_the_picture_with_the_finger_and_never_loses_the_run) {
  TimeView view = view_of(5 * kSecond);
  view.zoom(0.1, 500);
  const double time = view.time_at(200);
  view.pan(50);
  EXPECT_NEAR(view.time_at(250), time, 1);
  EXPECT_FALSE(view.fitted());
  for (int i = 0; i < 1000; ++i) view.pan(-5000);
  EXPECT_LT(view.begin(), 5e9);
  for (int i = 0; i < 2000; ++i) view.pan(5000);
  EXPECT_GT(view.end(), 0);
}

TEST(TimeView, a_growing_run_stays_in_sight_until_the_person_moves_it) {
  TimeView view = view_of(kSecond, true);
  view.update(1000, 3 * kSecond, true);
  EXPECT_LE(view.begin(), 0);
  EXPECT_GE(view.end(), 3e9);
  view.zoom(0.1, 500);
  const double begin = view.begin();
  view.update(1000, 4 * kSecond, true);
  EXPECT_EQ(view.begin(), begin);
  view.follow(true);
  view.update(1000, 9 * kSecond, true);
  EXPECT_LT(view.begin(), 9e9);
  EXPECT_GT(view.end(), 9e9);
  view.fit();
  EXPECT_LE(view.begin(), 0);
}

}  // namespace
}  // namespace telar::ui
