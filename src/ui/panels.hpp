// Panels: the parts of the screen. Each keeps what belongs to the eye alone (scroll, view, open tab); everything else
// comes with the Frame and goes back as commands.
#pragma once
#include <imgui.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/highlight.hpp"
#include "ui/time_view.hpp"
#include "ui/timeline_layout.hpp"
#include "ui/widgets.hpp"

namespace telar::ui {

void draw_top_bar(Frame& frame, ImVec2 position, ImVec2 size);
inline constexpr float kTopBarHeight = 52;

// Programs, parameters, Run and Stop.
class ProgramsPanel {
 public:
  void draw(Frame& frame, ImVec2 position, ImVec2 size);
  // How tall it would like to be: everything visible.
  float wanted_height(const Frame& frame, bool compact) const;
  void set_compact(bool compact) { compact_ = compact; }
  // The two buttons alone, as the phone has them under every tab.
  static void draw_run_buttons(Frame& frame, float width);

 private:
  void draw_parameter(Frame& frame, std::size_t index, float width);

  bool compact_ = false;  // summaries only for the chosen program
  std::size_t editing_ = SIZE_MAX;
  char edited_[24] = {};
};

// What to watch, what it teaches, and the listings.
class GuidePanel {
 public:
  void draw(Frame& frame, ImVec2 position, ImVec2 size);

 private:
  void draw_listing(std::string_view name, std::string_view code, ListingLanguage language);

  int tab_ = 0;
  Listing listing_;
};

class TimelinePanel {
 public:
  void draw(Frame& frame, ImVec2 position, ImVec2 size);
  const TimeView& view() const { return view_; }

 private:
  void update(const AppState& state);
  // A rectangle on the screen. `left` of the drawing areas is where time begins to be drawn; the gutter is before it.
  struct Area {
    float left, top, right, bottom;
    float width() const { return right - left; }
    float height() const { return bottom - top; }
    bool holds(ImVec2 at) const { return at.x >= left && at.x < right && at.y >= top && at.y < bottom; }
  };
  void draw_header(Frame& frame, float left, float top, float width);
  float draw_legend(const Frame& frame, float left, float top, float room) const;
  void draw_axis(const Frame& frame, const Area& axis, float bottom) const;
  void draw_chart(const Frame& frame, const Area& area);
  void draw_cursor(const Frame& frame, const Area& axis, float bottom) const;
  void draw_empty(const Frame& frame, const Area& area) const;
  void take_input(const Area& whole, float pinch);
  // timeline_rows.cpp
  void draw_rows(const Frame& frame, const Area& area);
  void draw_process(const Frame& frame, const Row& row, float y, const Area& area) const;
  void draw_lane(const Frame& frame, const Row& row, float y, const Area& area);
  void draw_marks(const Frame& frame, const Row& row, float y, const Area& area);
  void explain(const Frame& frame, const Area& area) const;
  void explain_lane(const Frame& frame, const Lane& lane, std::size_t index, float x) const;
  void explain_marks(const Frame& frame, const Lane& lane, std::size_t index, double from, double to,
                     std::string& text) const;

  TimeView view_;
  Rows rows_;
  Prints prints_;
  std::vector<SpanRect> spans_;
  std::vector<MarkPoint> points_;
  std::vector<StepRect> steps_;
  std::uint64_t run_ = 0, revision_ = 0;
  float gutter_ = 176;
  float scroll_ = 0;   // points of the rows above the first visible one
  float cursor_ = -1;  // x of the pointer in the drawing area; -1: elsewhere
  bool hovered_ = false, dragged_ = false;
};

class ConsolePanel {
 public:
  void draw(Frame& frame, ImVec2 position, ImVec2 size);
  // Until when "Copied" stays: a frame is wanted then. kNever: nothing to wait for.
  double copied_until() const { return copied_until_; }

 private:
  void draw_line(const Frame& frame, std::size_t line, float author_width);

  bool autoscroll_ = true;
  std::size_t lines_seen_ = 0;
  double copied_until_ = 0;
  float widest_ = 0;
};
// The console as it was printed.
std::string console_text(const Store& store);

void draw_summary(Frame& frame, ImVec2 position, ImVec2 size);

}  // namespace telar::ui
