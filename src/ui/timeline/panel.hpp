// The timeline: rows of processes, threads and tasks over one time axis, with a chart of
// concurrency and parallelism under them. It keeps the view (what stretch of time, how far
// scrolled) and lays the Store out anew when its revision changes.
#pragma once
#include <imgui.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "ui/shell/frame.hpp"
#include "ui/timeline/layout.hpp"
#include "ui/timeline/step_cells.hpp"
#include "ui/timeline/time_view.hpp"
#include "ui/timeline/transport_bar.hpp"

namespace telar::ui {

class TimelinePanel {
 public:
  // Draws it as a card at this place and takes the wheel, the drag and the keys over it. Only what
  // is in sight is looked at.
  void draw(Frame& frame, ImVec2 position, ImVec2 size);
  // What stretch of time is on show.
  const TimeView& view() const { return view_; }
  // Until when "Copied" stays, on ImGui's clock.
  double copied_until() const { return transport_.copied_until(); }

 private:
  // Below a row's top: marks are centred here, between its words and those of the row above.
  static constexpr float kEdge = 1;
  void update(const AppState& state);
  // A rectangle on the screen. `left` of the drawing areas is where time begins to be drawn; the
  // gutter is before it.
  struct Area {
    float left, top, right, bottom;
    float width() const { return right - left; }
    float height() const { return bottom - top; }
    bool holds(ImVec2 at) const {
      return at.x >= left && at.x < right && at.y >= top && at.y < bottom;
    }
  };
  void draw_body(Frame& frame, const Area& axis, const Area& rows, const Area& chart,
                 bool with_chart, float left);
  void draw_header(Frame& frame, float left, float top, float width, bool legend_below);
  float draw_legend(const Frame& frame, float left, float top, float room) const;
  void draw_axis(const Frame& frame, const Area& axis, float bottom) const;
  void draw_chart(const Frame& frame, const Area& area);
  void draw_cursor(const Frame& frame, const Area& axis, float bottom) const;
  void draw_empty(const Frame& frame, const Area& area) const;
  // `walked`: a virtual run is on show, whose steps the arrows, Home and the space bar are for.
  void take_input(const Area& whole, float rows_top, float pinch, bool walked);
  // rows.cpp
  void draw_rows(const Frame& frame, const Area& area);
  void draw_process(const Frame& frame, const Row& row, float y, const Area& area) const;
  void draw_exits(const Frame& frame, const Area& area) const;
  void draw_lane(const Frame& frame, const Row& row, float y, const Area& area);
  void draw_state(const Frame& frame, const Lane& lane, const SpanRect& span, float middle,
                  const Area& area);
  bool draw_steps(const Frame& frame, const Lane& lane, const SpanRect& span, float top,
                  float bottom, const Area& area);
  void draw_gaps(const Lane& lane, float y, float height, const Area& area) const;
  void draw_marks(const Frame& frame, const Row& row, float y, const Area& area);
  void explain(const Frame& frame, const Area& area) const;
  void explain_lane(const Frame& frame, const Lane& lane, std::size_t index, float x) const;
  void explain_stand(const Frame& frame, const Lane& lane, Nanos time, std::string& text) const;
  void explain_marks(const Frame& frame, const Lane& lane, std::size_t index, double from,
                     double to, std::string& text) const;
  // problems.cpp
  bool find_place(const Frame& frame, const Area& area, const Finding::Place& place,
                  ImVec2& at) const;
  void find_marks(const Frame& frame, const Area& area, const Finding& finding);
  void join(ImVec2 from, ImVec2 to, bool arrow) const;
  void draw_problems(const Frame& frame, const Area& area);

  TransportBar transport_;
  TimeView view_;
  Rows rows_;
  Prints prints_;
  std::vector<SpanRect> spans_;
  std::vector<MarkPoint> points_;
  std::vector<StepRect> steps_;
  std::vector<StepCell> cells_;
  std::uint64_t run_ = 0, revision_ = 0;
  float gutter_ = 176;
  float scroll_ = 0;   // points of the rows above the first visible one
  float cursor_ = -1;  // x of the pointer in the drawing area; -1: elsewhere
  bool hovered_ = false, dragged_ = false;
  std::vector<ImVec4> words_;  // where the rows say something: left, top, right, bottom
  std::vector<ImVec2> marks_;  // of the problem being drawn
  bool explained_ = false;     // a problem's mark has the pointer: it alone is explained
};

}  // namespace telar::ui
