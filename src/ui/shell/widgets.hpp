// Widgets: the few shapes that every panel is made of, each known to the items by a name and a
// label.
#pragma once
#include <imgui.h>

#include <string_view>

#include "ui/shell/frame.hpp"
#include "ui/shell/theme.hpp"

namespace telar::ui {

// ---- Writing
void write_text(std::string_view text, ImU32 color, ImFont* font = nullptr);
void write_wrapped(std::string_view text, ImU32 color, ImFont* font = nullptr);
void heading(std::string_view text);
// At a place, with an ellipsis if it does not fit in `width`. Returns the width it took.
float draw_text(ImDrawList* draw, ImVec2 at, float width, std::string_view text, ImU32 color,
                ImFont* font);
float text_width(std::string_view text, ImFont* font);
void show_tooltip(std::string_view title, std::string_view text = {});

// ---- Cards
void begin_card(const char* id, ImVec2 position, ImVec2 size, bool padded = true,
                ImGuiWindowFlags flags = 0);
void end_card();

// ---- Things to press. `name` is the item's name in every language, `label` what a person reads.
struct Press {
  bool clicked = false, hovered = false, held = false;
  ImVec2 min, max;
};
// A bare area that behaves like a button; the caller draws it.
Press press_area(const char* name, std::string_view label, ImVec2 size, bool enabled = true);

enum class Icon : unsigned char {
  none,
  play,
  stop,
  plus,
  minus,
  sun,
  moon,
  screen,
  fit,
  follow,
  copy,
  check,
  close,
  pause,
  to_begin,
  step_back,
  step_forward,
  to_end,
  dice,
  undo,
  link,
  tree,
  down,
};
void draw_icon(ImDrawList* draw, Icon icon, ImVec2 center, float size, ImU32 color);

struct ButtonLook {
  Icon icon = Icon::none;
  bool primary = false, danger = false;
  bool on = false;  // a toggle that is on
  bool toggle = false;
  bool show_label = true;  // else the label is a tooltip
  bool enabled = true;
  bool quiet = false;  // no background until hovered
  float width = 0;     // 0: as needed
  float height = kControl;
};
bool button(const char* name, std::string_view label, const ButtonLook& look);
float button_width(std::string_view label, const ButtonLook& look);

struct SegmentedLook {
  bool tabs = false;
  unsigned disabled = 0;   // bit i: that option cannot be had
  int* hovered = nullptr;  // told which option is under the pointer, or -1; disabled ones too
};
// A row of options of which one is chosen; returns the one pressed or -1. `names[i]` completes
// "name.". Options are equally wide while their words fit; else as wide as they need, and with
// small words if even so they do not fit.
int segmented(const char* name, const std::string_view* labels, const std::string_view* names,
              int count, int chosen, float width, const SegmentedLook& look = {});
// The same for a table of choices, with a label for each of its rows: returns the value of the one
// pressed, unless it was chosen already.
template <class Row, std::size_t N>
std::optional<decltype(Row::value)> segmented(const char* name, const Choices<Row, N>& choices,
                                              const std::array<std::string_view, N>& labels,
                                              decltype(Row::value) chosen, float width,
                                              const SegmentedLook& look = {}) {
  const int place = static_cast<int>(choices.index_of(chosen));
  const int pressed = segmented(name, labels.data(), choices.words().data(), static_cast<int>(N),
                                place, width, look);
  if (pressed < 0 || pressed == place) return std::nullopt;
  return choices.begin()[pressed].value;
}

// A panel's heading, or the tabs of its place. Returns where what follows may begin (x).
float draw_heading(Frame& frame, std::string_view title, ImVec2 at);

// A small rounded label. Returns whether it is hovered.
bool pill(std::string_view text, ImU32 color, ImU32 background, bool dot = false);

}  // namespace telar::ui
