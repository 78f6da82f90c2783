// Theme: colours, sizes and fonts of the whole UI. Light and dark are two tables of the same names.
#pragma once
#include <imgui.h>

#include "trace/event.hpp"

namespace telar::ui {

struct Palette {
  ImU32 page, card, card_edge,
      inset;               // behind everything; panels; their borders; wells inside panels
  ImU32 text, dim, faint;  // three strengths of writing
  ImU32 accent, accent_hover,
      accent_text;         // the one colour that says "press me", and writing on it
  ImU32 soft, soft_hover;  // quiet buttons, chosen rows
  ImU32 danger, danger_soft, good, good_soft, warn, warn_soft;
  ImU32 ready, running, sleeping, blocked;                      // states
  ImU32 running_text, sleeping_text, blocked_text, ready_text;  // writing on them
  ImU32 grid, now_line, mark, gap;
  ImU32 concurrency, concurrency_fill, parallelism, parallelism_fill;
  ImU32 code_keyword, code_string, code_comment, code_number, code_name;
  ImU32 lanes[12];  // identity of threads and tasks, in order of appearance
  bool dark;
};

const Palette& palette();
void use_palette(bool dark);

ImU32 state_color(State state);
ImU32 state_text_color(State state);
inline ImU32 lane_color(std::size_t lane) { return palette().lanes[lane % 12]; }
ImU32 with_alpha(ImU32 color, float alpha);
ImU32 mix(ImU32 a, ImU32 b, float t);
inline ImVec4 vec(ImU32 color) { return ImGui::ColorConvertU32ToFloat4(color); }

struct Fonts {
  ImFont *body, *bold, *title, *small, *mono, *mono_small;
};
const Fonts& fonts();
// Fills Dear ImGui's atlas for so many pixels a point. Before the first frame and whenever the
// scale changes.
void build_fonts(float scale);

inline constexpr float kGap = 10;      // between cards
inline constexpr float kPadding = 14;  // inside them
inline constexpr float kRounding = 10;
inline constexpr float kControl = 32;  // height of what a finger presses

}  // namespace telar::ui
