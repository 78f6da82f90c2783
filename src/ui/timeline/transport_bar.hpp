// The foot of the timeline in virtual time: back, play, forward, the whole run to drag through, its
// speed and its link. It draws no card of its own.
#pragma once
#include <imgui.h>

#include "ui/shell/frame.hpp"

namespace telar::ui {

class TransportBar {
 public:
  // Draws it from `at` on, `height(width)` high, and takes the keys that walk a run.
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

}  // namespace telar::ui
