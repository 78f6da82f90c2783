// How the next run is made: in real or virtual time, and in virtual time who picks each step, with
// which seed and how many cores. A part of the programs' card, which gives it its width.
#pragma once
#include <imgui.h>

#include "ui/shell/frame.hpp"

namespace telar::ui {

class KernelPanel {
 public:
  // Draws it from the cursor on, `height()` high. What is chosen goes into the frame's commands.
  void draw(Frame& frame, float width);
  static float height(const Frame& frame);
  // Of any choice: what to keep free so that nothing moves when another one is made.
  static float most_height();

 private:
  void draw_seed(Frame& frame, ImVec2 at, float width);

  bool editing_ = false;
  char edited_[24] = {};
};

}  // namespace telar::ui
