// The summary of the run on show: how it ended, how long it took, how much of it overlapped.
#pragma once
#include <imgui.h>

#include "ui/shell/frame.hpp"

namespace telar::ui {

// Draws it as a card at this place. It keeps nothing between frames and gives no commands.
void draw_summary(Frame& frame, ImVec2 position, ImVec2 size);

}  // namespace telar::ui
