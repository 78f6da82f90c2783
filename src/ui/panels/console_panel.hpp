// The console: what the program printed, line by line, each with its author. A
// line that two authors wrote shows who wrote what. It keeps the scroll and gives no commands.
#pragma once
#include <imgui.h>

#include <cstddef>

#include "ui/shell/frame.hpp"

namespace telar::ui {

class ConsolePanel {
 public:
  // Draws it as a card at this place. Only the lines in sight cost anything.
  void draw(Frame& frame, ImVec2 position, ImVec2 size);
  // Until when "Copied" stays, on ImGui's clock: a frame is wanted then. In the past: nothing is.
  double copied_until() const { return copied_until_; }

 private:
  void draw_head(Frame& frame, ImVec2 corner, float width, std::size_t lines);
  void draw_line(const Frame& frame, std::size_t line, float author_width);

  bool autoscroll_ = true;
  std::size_t lines_seen_ = 0;
  double copied_until_ = 0;
  float widest_ = 0;
};

}  // namespace telar::ui
