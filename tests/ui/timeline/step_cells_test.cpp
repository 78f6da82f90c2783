#include "ui/timeline/step_cells.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "tests/trace/script.hpp"

namespace telar::ui {
namespace {

TimeView view_of(double begin, double end) {
  TimeView view;
  view.update(1000, static_cast<Nanos>(end), false);
  view.show(begin, end);
  return view;
}

std::vector<StepCell> cells_of(const Store& store, const TimeView& view) {
  const Lane& lane = store.lanes()[0];
  std::vector<SpanRect> spans;
  layout_spans(lane, view, store.end(), spans);
  std::vector<StepCell> cells;
  for (const SpanRect& span : spans) layout_step_cells(store, lane, span, view, store.end(), cells);
  return cells;
}

// Steps of 1000 ns, one after another.
Store steps(int count) {
  Script s;
  s.strand(0, 1, "Thread-1").state(0, 1, State::running);
  for (int i = 0; i < count; ++i) s.stands(1000 * i, 1, Verb::look, 1);
  s.state(1000 * count, 1, State::finished);
  return s.store();
}

TEST(StepCells, a_step_lies_where_its_strand_ran_and_not_where_it_waited) {
  Script s;
  s.strand(0, 1, "Thread-1").stands(0, 1, Verb::acquire, 4);
  s.state(0, 1, State::blocked, 4).state(600, 1, State::running);
  s.stands(700, 1, Verb::release, 4).state(700, 1, State::ready).state(900, 1, State::running);
  s.state(1000, 1, State::finished);
  const auto cells = cells_of(s.store(), view_of(0, 1000));
  ASSERT_EQ(cells.size(), 2u);
  EXPECT_EQ(std::pair(cells[0].x0, cells[0].x1), std::pair(600.0f, 700.0f));
  EXPECT_EQ(std::pair(cells[1].x0, cells[1].x1), std::pair(900.0f, 1000.0f));
  EXPECT_EQ(cells[0].stand, 0u);
  EXPECT_EQ(cells[1].stand, 1u);
}

TEST(StepCells, steps_made_one_after_another_share_a_span) {
  const auto cells = cells_of(steps(10), view_of(0, 10000));
  ASSERT_EQ(cells.size(), 10u);
  for (std::uint32_t i = 0; i < 10; ++i) {
    EXPECT_EQ(cells[i].stand, i);
    EXPECT_FLOAT_EQ(cells[i].x0, 100.0f * static_cast<float>(i));
  }
}

TEST(StepCells, a_step_that_goes_beyond_what_is_in_sight_is_cut_at_its_edge) {
  const auto cells = cells_of(steps(10), view_of(1500, 3500));
  ASSERT_EQ(cells.size(), 3u);
  EXPECT_EQ(cells[0].stand, 1u);
  EXPECT_EQ(cells[0].x0, 0.0f);
  EXPECT_EQ(cells[2].x1, 1000.0f);
}

TEST(StepCells, steps_too_narrow_for_words_are_passed_over_and_a_wide_one_among_them_is_not) {
  Script s;
  s.strand(0, 1, "Thread-1").state(0, 1, State::running);
  for (int i = 0; i < 500; ++i) s.stands(i, 1, Verb::look, 1);
  s.stands(500, 1, Verb::compute, 0);  // for 30 ns
  for (int i = 530; i < 1000; ++i) s.stands(i, 1, Verb::look, 1);
  s.state(1000, 1, State::finished);
  const auto cells = cells_of(s.store(), view_of(0, 1000));
  ASSERT_EQ(cells.size(), 1u);
  EXPECT_EQ(cells[0].stand, 500u);
  EXPECT_EQ(std::pair(cells[0].x0, cells[0].x1), std::pair(500.0f, 530.0f));
}

TEST(StepCells, a_run_that_does_not_tell_where_strands_stand_has_none) {
  Script s;
  s.strand(0, 1, "Thread-1").state(0, 1, State::running).state(1000, 1, State::finished);
  EXPECT_TRUE(cells_of(s.store(), view_of(0, 1000)).empty());
}

TEST(StepCells, words_are_drawn_whole_or_cut_before_what_matters_most_or_not_at_all) {
  EXPECT_EQ(fit_of(20, 0, 20), Fit::whole);
  EXPECT_EQ(fit_of(120, 0, 80), Fit::cut);
  EXPECT_EQ(fit_of(120, 20, 80), Fit::cut);
  EXPECT_EQ(fit_of(120, 20, 30), Fit::rest);
  EXPECT_EQ(fit_of(120, 40, 30), Fit::none);
  EXPECT_EQ(fit_of(120, 0, 20), Fit::none);
}

}  // namespace
}  // namespace telar::ui
