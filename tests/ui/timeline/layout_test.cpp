#include "ui/timeline/layout.hpp"

#include <gtest/gtest.h>

#include "tests/trace/programs.hpp"

namespace telar::ui {
namespace {

// A thousand points that show [begin, end).
TimeView view_of(double begin, double end) {
  TimeView view;
  view.update(1000, static_cast<Nanos>(end), false);
  view.show(begin, end);
  return view;
}

Lane lane_of(std::vector<Span> spans) {
  Lane lane{};
  lane.spans = std::move(spans);
  return lane;
}

std::vector<SpanRect> rects(const Lane& lane, const TimeView& view, Nanos now) {
  std::vector<SpanRect> out;
  layout_spans(lane, view, now, out);
  return out;
}

TEST(TimelineLayout, a_span_is_where_its_times_are) {
  const Lane lane =
      lane_of({{0, 250'000, State::running, 0}, {250'000, 1'000'000, State::blocked, 7}});
  const auto out = rects(lane, view_of(0, 1e6), 1'000'000);
  ASSERT_EQ(out.size(), 2u);
  EXPECT_FLOAT_EQ(out[0].x0, 0);
  EXPECT_FLOAT_EQ(out[0].x1, 250);
  EXPECT_EQ(out[1].state, State::blocked);
  EXPECT_FLOAT_EQ(out[1].x1, 1000);
  EXPECT_EQ(out[1].first, 1u);
}

TEST(TimelineLayout, spans_are_cut_at_the_edges_and_left_out_beyond_them) {
  const Lane lane = lane_of({{0, 100, State::running, 0},
                             {100, 900'000, State::sleeping, 0},
                             {900'000, 999'000, State::running, 0}});
  const auto out = rects(lane, view_of(200'000, 400'000), 999'000);
  ASSERT_EQ(out.size(), 1u);
  EXPECT_FLOAT_EQ(out[0].x0, 0);
  EXPECT_FLOAT_EQ(out[0].x1, 1000);
}

TEST(TimelineLayout, an_open_span_ends_now) {
  const auto out =
      rects(lane_of({{100'000, kNever, State::sleeping, 0}}), view_of(0, 1e6), 600'000);
  ASSERT_EQ(out.size(), 1u);
  EXPECT_TRUE(out[0].open);
  EXPECT_FLOAT_EQ(out[0].x1, 600);
}

TEST(TimelineLayout, at_a_moment_spans_end_there_and_later_ones_are_left_out) {
  const Lane lane = lane_of({{0, 300'000, State::running, 0},
                             {300'000, 600'000, State::blocked, 7},
                             {600'000, 900'000, State::running, 0}});
  const auto out = rects(lane, view_of(0, 1e6), 400'000);
  ASSERT_EQ(out.size(), 2u);
  EXPECT_FALSE(out[0].open);
  EXPECT_TRUE(out[1].open) << "it lasts";
  EXPECT_FLOAT_EQ(out[1].x1, 400);
  EXPECT_EQ(rects(lane, view_of(0, 1e6), 300'000).size(), 1u) << "what begins then has no length";
  EXPECT_EQ(span_at(lane, 350'000, 400'000), 1);
  EXPECT_EQ(span_at(lane, 500'000, 400'000), -1);
  EXPECT_EQ(span_at(lane, 700'000, 400'000), -1);
}

TEST(TimelineLayout, narrow_spans_are_merged_into_no_more_than_fit) {
  std::vector<Span> spans;
  for (Nanos t = 0; t < 1'000'000; t += 10)
    spans.push_back({t, t + 10, t % 20 == 0 ? State::running : State::blocked, 0});
  const auto out = rects(lane_of(spans), view_of(0, 1e6), 1'000'000);
  EXPECT_LE(out.size(), 1002u);
  EXPECT_GE(out.size(), 900u);
  for (std::size_t i = 0; i < out.size(); ++i) {
    EXPECT_TRUE(out[i].merged);
    EXPECT_GE(out[i].x1 - out[i].x0, 1);
    if (i > 0) {
      EXPECT_GE(out[i].x0, out[i - 1].x0 + 0.99f);
    }
  }
}

TEST(TimelineLayout, a_merged_one_has_the_colour_of_its_longest_stretch) {
  const auto out =
      rects(lane_of({{500'000, 500'100, State::running, 0}, {500'100, 500'900, State::blocked, 0}}),
            view_of(0, 1e6), 900'000);
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].state, State::blocked);
  EXPECT_TRUE(out[0].merged);
}

TEST(TimelineLayout, a_wide_span_after_narrow_ones_keeps_its_own_rectangle) {
  std::vector<Span> spans;
  for (Nanos t = 0; t < 500; t += 10) spans.push_back({t, t + 10, State::running, 0});
  spans.push_back({500, 800'000, State::sleeping, 0});
  const auto out = rects(lane_of(spans), view_of(0, 1e6), 800'000);
  ASSERT_GE(out.size(), 2u);
  EXPECT_EQ(out.back().state, State::sleeping);
  EXPECT_FALSE(out.back().merged);
  EXPECT_FLOAT_EQ(out.back().x1, 800);
}

TEST(TimelineLayout, even_a_span_of_no_length_can_be_seen) {
  const auto out = rects(
      lane_of({{500'000, 500'000, State::running, 0}, {500'000, 900'000, State::sleeping, 0}}),
      view_of(0, 1e6), 900'000);
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(out[0].state, State::running);
}

TEST(TimelineLayout, a_million_spans_cost_what_the_width_costs) {
  std::vector<Span> spans;
  for (Nanos t = 0; t < 1'000'000; ++t)
    spans.push_back({t * 100, t * 100 + 100, State::running, 0});
  const Lane lane = lane_of(std::move(spans));
  std::vector<SpanRect> out;
  out.reserve(2000);
  for (int i = 0; i < 1000;
       ++i) {  // a second for a thousand lanes would be far too slow; seconds would be linear
    out.clear();
    layout_spans(lane, view_of(0, 1e8), 100'000'000, out);
  }
  EXPECT_LE(out.size(), 1002u);
}

TEST(TimelineLayout, the_span_at_a_time_is_found) {
  const Lane lane = lane_of(
      {{10, 20, State::running, 0}, {20, 30, State::sleeping, 0}, {40, kNever, State::blocked, 3}});
  EXPECT_EQ(span_at(lane, 9, 100), -1);
  EXPECT_EQ(span_at(lane, 10, 100), 0);
  EXPECT_EQ(span_at(lane, 20, 100), 1);
  EXPECT_EQ(span_at(lane, 35, 100), -1);
  EXPECT_EQ(span_at(lane, 99, 100), 2);
  EXPECT_EQ(span_at(lane, 101, 100), -1);
}

TEST(Rows, are_processes_with_their_threads_and_tasks_below) {
  const Store store = ten_tasks().store();
  Rows rows;
  rows.update(store, {}, RowHeights{});
  ASSERT_EQ(rows.rows().size(), 13u);
  EXPECT_EQ(rows.rows()[0].kind, Row::Kind::process);
  EXPECT_FALSE(rows.rows()[1].is_task);
  EXPECT_TRUE(rows.rows()[2].is_task);
  for (std::size_t i = 1; i < rows.rows().size(); ++i) {
    EXPECT_FLOAT_EQ(rows.rows()[i].top, rows.rows()[i - 1].top + rows.rows()[i - 1].height);
  }
}

TEST(Rows, a_closed_process_shows_its_header_alone) {
  const Store store = pool_of_two().store();
  Rows rows;
  rows.update(store, {}, RowHeights{});
  const std::size_t all = rows.rows().size();
  rows.toggle(1);
  rows.update(store, {}, RowHeights{});
  EXPECT_EQ(rows.rows().size(), all - 1);
  rows.toggle(1);
  rows.update(store, {}, RowHeights{});
  EXPECT_EQ(rows.rows().size(), all);
}

TEST(Rows, what_has_not_begun_at_the_moment_on_show_has_none) {
  Script script;
  script.process(0, 0, "MainProcess").state(0, 0, State::running);
  const std::size_t before = script.events.size();
  script.strand(1, 1, "Thread-1", 0).process(2, 1, "Process-1");
  const Store store = script.store();
  Rows rows;
  rows.update(store, {}, RowHeights{});
  EXPECT_EQ(rows.rows().size(), 4u);
  rows.update(store, {.events = before, .time = 1}, RowHeights{});
  EXPECT_EQ(rows.rows().size(), 2u);
  rows.update(store, {}, RowHeights{});
  EXPECT_EQ(rows.rows().size(), 4u);
}

TEST(Rows, only_those_in_sight_are_found) {
  Script script;
  script.process(0, 0, "MainProcess");
  for (StrandId i = 0; i < 1000; ++i) script.strand(0, i, "Thread").state(0, i, State::running);
  const Store store = script.store();
  Rows rows;
  rows.update(store, {}, RowHeights{});
  const auto [first, last] = rows.between(10'000, 10'240);
  EXPECT_GE(last - first, 10u);
  EXPECT_LE(last - first, 11u);
  EXPECT_LE(rows.rows()[first].top, 10'000);
  EXPECT_GE(rows.rows()[last - 1].top + rows.rows()[last - 1].height, 10'240);
  EXPECT_EQ(rows.between(1e9f, 2e9f).first, rows.rows().size());
}

TEST(Marks, neighbours_become_one_point_that_counts_them) {
  Script script;
  script.process(0, 0, "MainProcess").strand(0, 0, "MainThread").state(0, 0, State::running);
  script.add(100'000, 0, EventKind::acquire, 1)
      .add(100'500, 0, EventKind::release, 1)
      .add(700'000, 0, EventKind::put, 2, 1);
  const Store store = script.store();
  std::vector<MarkPoint> points;
  layout_marks(store.lanes()[0].marks, store.events(), {}, view_of(0, 1e6), points);
  ASSERT_EQ(points.size(), 2u);
  EXPECT_EQ(points[0].count, 2u);
  EXPECT_FLOAT_EQ(points[0].x, 100);
  EXPECT_EQ(points[1].first, 2u);
  // Before the last of them.
  points.clear();
  const Moment moment{.events = store.events().size() - 1, .time = 700'000};
  layout_marks(store.lanes()[0].marks, store.events(), moment, view_of(0, 1e6), points);
  EXPECT_EQ(points.size(), 1u);
}

TEST(Prints, belong_to_the_task_that_ran_or_to_the_thread) {
  const Store tasks = ten_tasks().store();
  Prints prints;
  prints.update(tasks);
  EXPECT_TRUE(prints.of(0).empty());
  const std::uint32_t lane = tasks.lane_of_task(0, 2);
  ASSERT_NE(lane, Store::kNone);
  EXPECT_GE(prints.of(lane).size(), 2u);

  const Store threads = ten_threads().store();
  prints.clear();
  prints.update(threads);
  EXPECT_EQ(prints.of(threads.lane_of(3)).size(), 4u);
}

TEST(Prints, stay_right_when_a_late_packet_comes_between) {
  Script early, late;
  early.process(0, 0, "MainProcess")
      .strand(0, 0, "a")
      .strand(0, 1, "b")
      .write(10, 0, "one\n")
      .write(30, 0, "three\n");
  late.write(20, 1, "two\n");
  Store store = early.store();
  Prints prints;
  prints.update(store);
  store.append(late.events);
  prints.update(store);
  for (const StrandId strand : {0u, 1u}) {
    for (const std::uint32_t write : prints.of(store.lane_of(strand)))
      EXPECT_EQ(store.writes()[write].strand, strand);
  }
  EXPECT_EQ(prints.of(store.lane_of(1)).size(), 1u);
}

TEST(Steps, are_cut_to_the_view_and_end_now) {
  std::vector<StepRect> out;
  layout_steps({{0, 1}, {200'000, 3}, {600'000, 0}}, view_of(100'000, 1.1e6), 800'000, out);
  ASSERT_EQ(out.size(), 3u);
  EXPECT_FLOAT_EQ(out[0].x0, 0);
  EXPECT_FLOAT_EQ(out[0].x1, 100);
  EXPECT_EQ(out[1].value, 3);
  EXPECT_FLOAT_EQ(out[2].x1, 700);
}

TEST(Steps, within_a_point_the_highest_is_shown) {
  std::vector<Step> steps;
  for (Nanos t = 0; t < 1'000'000; t += 10) steps.push_back({t, t == 500'120 ? 99 : 1});
  std::vector<StepRect> out;
  layout_steps(steps, view_of(0, 1e6), 1'000'000, out);
  EXPECT_LE(out.size(), 2100u);
  std::int32_t highest = 0;
  for (const StepRect& step : out) highest = std::max(highest, step.value);
  EXPECT_EQ(highest, 99);
}

}  // namespace
}  // namespace telar::ui
