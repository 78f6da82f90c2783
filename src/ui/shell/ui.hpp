// Ui: the whole screen. `frame` reads the AppState and submits one Dear ImGui frame; what the
// person asked for comes back as Commands. UI thread only; never blocks, never runs anything.
#pragma once
#include <imgui.h>

#include <vector>

#include "model/state.hpp"
#include "ui/explore/explore_panel.hpp"
#include "ui/panels/console_panel.hpp"
#include "ui/panels/guide_panel.hpp"
#include "ui/panels/next_panel.hpp"
#include "ui/panels/programs_panel.hpp"
#include "ui/timeline/panel.hpp"

namespace telar::ui {

class Ui {
 public:
  // Between ImGui::NewFrame and ImGui::Render. The commands are valid until the next frame.
  const std::vector<Command>& frame(const AppState& state);
  // When the screen will change by itself (a cursor blinks, a button is held down), as a delay;
  // kNever: it will not.
  Nanos wake_in() const { return wake_in_; }

  const TimeView& view() const { return timeline_.view(); }

  static bool is_dark(const AppState& state);
  // Everything in sight; a panel at a time, with tabs; the same where height is what lacks.
  enum class Layout : unsigned char { wide, phone, flat };
  static Layout layout_of(ImVec2 size);

 private:
  void draw_wide(Frame& frame, ImVec2 position, ImVec2 size);
  void draw_lower(Frame& frame, ImVec2 position, ImVec2 size, bool with_guide);
  void follow_state(const AppState& state);
  void draw_pages(Frame& frame, ImVec2 position, ImVec2 size);
  void draw_page(Frame& frame, ImVec2 position, ImVec2 size);
  void draw_page_tabs(Frame& frame, ImVec2 position, float width);
  void draw_timeline_page(Frame& frame, ImVec2 position, ImVec2 size);
  float draw_notice(Frame& frame, ImVec2 position, float width);

  std::vector<Command> commands_;
  ProgramsPanel programs_;
  GuidePanel guide_;
  TimelinePanel timeline_;
  ConsolePanel console_;
  NextPanel next_;
  ExplorePanel explore_;
  int tab_ = 0;            // of the layouts with a panel at a time
  bool choosing_ = false;  // the next step is chosen beside the timeline
  // Of the wide one's tabs: console, next steps, exploration, guide. Before any run: the guide.
  int lower_ = 3;
  std::uint64_t explored_ = 0;  // the last search shown
  std::uint64_t run_ = 0;
  int palette_ = -1;
  Nanos wake_in_ = kNever;
};

}  // namespace telar::ui
