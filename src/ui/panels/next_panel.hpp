// The strands that could make the next step of a run in pause, and what each would do: one press
// picks. It keeps nothing: the choices come with the state, and a press goes back as command::Pick.
#pragma once
#include <imgui.h>

#include "ui/shell/frame.hpp"

namespace telar::ui {

class NextPanel {
 public:
  // In less than this much and some, its rows are all there is.
  static constexpr float kLeastHeight = 84, kOneChoice = 44;
  // At which every choice is in sight.
  static float wanted_height(const Frame& frame, float width);
  // Draws it as a card at this place.
  void draw(Frame& frame, ImVec2 position, ImVec2 size);

 private:
  void draw_choice(Frame& frame, ImVec2 size);
};

}  // namespace telar::ui
