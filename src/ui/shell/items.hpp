// Items: what a person could press in the last frame, recorded by Dear ImGui's own test hooks.
// Browser tests press these rectangles; the accessible mirror is made from them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace telar::ui {

struct Item {
  enum class Role : unsigned char { button, checkbox, slider, textbox, option, tab, image };
  unsigned int id;
  char label[72];  // as a person reads it, in the language on show
  char name[40];  // the same in every language: "run", "parameter.n", "scenario.pool"; may be empty
  Role role;
  float x, y, width, height;  // points = CSS pixels, clipped to what is visible
  bool enabled, checkable, checked, labelled;
  unsigned int window;  // Dear ImGui's, that it is in
  bool scrolled;        // which can be scrolled: what is out of its sight can be got into it
  float whole_width, whole_height;  // before it was clipped
};

// The items of the last whole frame. The UI thread only.
const std::vector<Item>& items();
std::string items_json();

// Around a frame.
void begin_items();
void end_items();

// Says what the widget just submitted (the last item) is, where its own label does not: icons,
// steppers, custom drawing.
void describe_item(Item::Role role, std::string_view name, std::string_view label);
void describe_item(Item::Role role, std::string_view name, std::string_view label, bool checked);

}  // namespace telar::ui
