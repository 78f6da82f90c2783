// The top bar: what is real here and what is not, how many cores and workers there are, language
// and theme; where the screen lies flat, also Run and Stop.
#pragma once
#include <imgui.h>

#include "ui/shell/frame.hpp"

namespace telar::ui {

inline constexpr float kTopBarHeight = 52;

// Draws it at this place. Its presses go into the frame's commands.
void draw_top_bar(Frame& frame, ImVec2 position, ImVec2 size);

}  // namespace telar::ui
