// Panels: the parts of the screen. Each keeps what belongs to the eye alone (scroll, view, open
// tab); everything else comes with the Frame and goes back as commands.
#pragma once
#include <imgui.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/highlight.hpp"
#include "ui/icicle.hpp"
#include "ui/outcome_words.hpp"
#include "ui/time_view.hpp"
#include "ui/timeline_layout.hpp"
#include "ui/widgets.hpp"

namespace telar::ui {

void draw_top_bar(Frame& frame, ImVec2 position, ImVec2 size);
inline constexpr float kTopBarHeight = 52;

// Real or virtual time, and what the next virtual run is made with.
class KernelPanel {
 public:
  void draw(Frame& frame, float width);
  static float height(const Frame& frame);
  static float most_height();

 private:
  void draw_seed(Frame& frame, ImVec2 at, float width);

  bool editing_ = false;
  char edited_[24] = {};
};

// Programs, parameters, how to run, Run and Stop.
class ProgramsPanel {
 public:
  void draw(Frame& frame, ImVec2 position, ImVec2 size);
  // How it is laid out in this height: with summaries, without, or in two columns. Then its wanted
  // height: all visible.
  void set_room(const Frame& frame, float height);
  float wanted_height(const Frame& frame) const;
  // Of a list without summaries in one column, whatever is chosen.
  static float least_height(const Frame& frame);
  // The buttons alone, as the phone has them under every tab: Run, Explore in virtual time, Stop.
  static void draw_run_buttons(Frame& frame, float width, float height);

 private:
  static float most_height(const Frame& frame, float row);
  static float footer_height(const Frame& frame);
  static float parameters_height(const Frame& frame);
  void draw_columns(Frame& frame, ImVec2 corner, ImVec2 size);
  void draw_list(Frame& frame, float width);
  void draw_parameters(Frame& frame, float width);
  void draw_parameter(Frame& frame, std::size_t index, float width);

  KernelPanel kernel_;
  bool compact_ = false;  // summaries only for the chosen program
  bool two_columns_ = false;
  std::size_t shown_ = SIZE_MAX;  // the program that was scrolled to
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

// Back, play, forward, the whole run to drag through, its speed and its link. Draws no card: the
// timeline's foot.
class TransportBar {
 public:
  void draw(Frame& frame, ImVec2 at, float width);
  static float height(float width);
  // Until when "Copied" stays, on ImGui's clock.
  double copied_until() const { return copied_until_; }

 private:
  void draw_scrubber(Frame& frame, ImVec2 at, float width);
  void draw_place(Frame& frame, ImVec2 at, float width);
  float draw_from_right(Frame& frame, ImVec2 at, float width);
  void take_keys(Frame& frame) const;

  double copied_until_ = 0;
};

class TimelinePanel {
 public:
  void draw(Frame& frame, ImVec2 position, ImVec2 size);
  const TimeView& view() const { return view_; }
  double copied_until() const { return transport_.copied_until(); }

 private:
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
  void draw_header(Frame& frame, float left, float top, float width, bool legend_below);
  float draw_legend(const Frame& frame, float left, float top, float room) const;
  void draw_axis(const Frame& frame, const Area& axis, float bottom) const;
  void draw_chart(const Frame& frame, const Area& area);
  void draw_cursor(const Frame& frame, const Area& axis, float bottom) const;
  void draw_empty(const Frame& frame, const Area& area) const;
  // `walked`: a virtual run is on show, whose steps the arrows, Home and the space bar are for.
  void take_input(const Area& whole, float pinch, bool walked);
  // timeline_rows.cpp
  void draw_rows(const Frame& frame, const Area& area);
  void draw_process(const Frame& frame, const Row& row, float y, const Area& area) const;
  void draw_lane(const Frame& frame, const Row& row, float y, const Area& area);
  void draw_marks(const Frame& frame, const Row& row, float y, const Area& area);
  void explain(const Frame& frame, const Area& area) const;
  void explain_lane(const Frame& frame, const Lane& lane, std::size_t index, float x) const;
  void explain_marks(const Frame& frame, const Lane& lane, std::size_t index, double from,
                     double to, std::string& text) const;
  // timeline_problems.cpp
  void draw_problems(const Frame& frame, const Area& area);

  TransportBar transport_;
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
  std::vector<ImVec2> marks_;  // of the problem being drawn
  bool explained_ = false;     // a problem's mark has the pointer: it alone is explained
};

// Who could make the next step of a run in pause, and how: one press picks.
class NextPanel {
 public:
  // In less than this much and some, its rows are all there is.
  static constexpr float kLeastHeight = 84;
  static float wanted_height(const Frame& frame, float width);
  void draw(Frame& frame, ImVec2 position, ImVec2 size);

 private:
  void draw_choice(Frame& frame, ImVec2 size);
};

// The search over schedules: how far it is, how runs end, and the tree walked so far.
class ExplorePanel {
 public:
  void draw(Frame& frame, ImVec2 position, ImVec2 size);

 private:
  void update_words(const Frame& frame, float width);
  void draw_found(Frame& frame, ImVec2 at, ImVec2 size);
  void draw_outcomes(Frame& frame, ImVec2 at, ImVec2 size);
  void draw_tree(const Frame& frame, ImVec2 at, ImVec2 size);

  // What the words were made for.
  struct Worded {
    std::uint64_t number, executions;
    std::size_t outcomes;
    float width;
    Language language;
    bool operator==(const Worded&) const = default;
  };
  Worded worded_{};
  std::vector<OutcomeWords> words_;
  bool two_lines_ = false;
  std::vector<IcicleRect> rects_;
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
