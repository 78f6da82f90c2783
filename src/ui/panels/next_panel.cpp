#include "ui/panels/next_panel.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "ui/shell/items.hpp"
#include "ui/shell/widgets.hpp"

namespace telar::ui {
namespace {

constexpr float kRow = 34, kTallRow = 46;
constexpr float kOneLine = 330;  // in less width, what it would do is in a second line
constexpr int kKeys = 9;

// The colour that the strand has on the timeline.
ImU32 color_of(const Frame& frame, const NextStep& next) {
  const Store* store = frame.state.store;
  const std::uint32_t lane = store != nullptr ? store->lane_of(next.strand) : Store::kNone;
  return lane_color(lane != Store::kNone ? lane : next.number);
}

void draw_key(ImDrawList* draw, ImVec2 center, int number) {
  const Palette& p = palette();
  char text[4];
  std::snprintf(text, sizeof text, "%d", number);
  draw->AddRectFilled({center.x - 10, center.y - 10}, {center.x + 10, center.y + 10}, p.card, 5);
  draw->AddRect({center.x - 10, center.y - 10}, {center.x + 10, center.y + 10}, p.card_edge, 5);
  ImFont* font = fonts().mono_small;
  draw_text(draw,
            {center.x - text_width(text, font) / 2, center.y - font->FontSize * font->Scale / 2},
            20, text, p.dim, font);
}

bool draw_next(const Frame& frame, const NextStep& next, int key, float width) {
  const Palette& p = palette();
  const bool picked = next.number == frame.state.playback.picked;
  char name[32];
  std::snprintf(name, sizeof name, "pick.%u", next.number);
  const std::string label = next.name + ": " + next.action;
  const bool two_lines = width < kOneLine;
  const Press press = press_area(name, label, {width, two_lines ? kTallRow : kRow});
  describe_item(Item::Role::option, name, label, picked);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImVec2 from{press.min.x + 4, press.min.y + 1}, to{press.max.x - 4, press.max.y - 1};
  if (press.hovered) {
    draw->AddRectFilled(from, to, p.soft, 7);
  } else if (picked) {
    draw->AddRectFilled(from, to, with_alpha(p.accent, p.dark ? 0.2f : 0.1f), 7);
  }
  const float middle = (press.min.y + press.max.y) / 2;
  if (key <= kKeys) draw_key(draw, {press.min.x + 22, middle}, key);
  const float first = two_lines ? press.min.y + 14 : middle;  // the middle of the first line
  float x = press.min.x + 42;
  draw->AddRectFilled({x, middle - 7}, {x + 5, middle + 7}, color_of(frame, next), 2);
  x += 13;
  ImFont *bold = fonts().bold, *body = fonts().body, *small = fonts().small;
  const auto top = [first](ImFont* font) { return first - font->FontSize * font->Scale / 2; };
  float right = press.max.x - 14;
  const auto note = [&](const Word& text, ImU32 color) {
    const float taken = text_width(frame.in(text), small);
    right -= taken;
    draw_text(draw, {right, top(small)}, taken + 1, frame.in(text), color, small);
    right -= 12;
  };
  if (picked) note(words::next_picked, p.dark ? p.accent_hover : p.accent);
  if (next.is_last) note(words::next_last, p.faint);
  if (two_lines) {
    draw_text(draw, {x, top(bold)}, right - x, next.name, p.text, bold);
    right = press.max.x - 10;
    draw_text(draw, {x, first + 9}, right - x, next.action, p.dim, body);
  } else {
    const float name_room = std::min(150.0f, width * 0.32f);
    draw_text(draw, {x, top(bold)}, name_room - 8, next.name, p.text, bold);
    x += name_room;
    draw_text(draw, {x, top(body)}, right - x, next.action, p.dim, body);
  }
  if (press.hovered && (text_width(next.action, body) > right - x || picked)) {
    show_tooltip(label, picked ? frame.in(words::next_picked_help) : std::string_view());
  }
  return press.clicked;
}

// The row whose number was pressed, or -1.
int pressed_key() {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput || io.KeyCtrl || io.KeyAlt || io.KeySuper) return -1;
  for (int i = 0; i < kKeys; ++i) {
    if (ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_1 + i), false) ||
        ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_Keypad1 + i), false)) {
      return i;
    }
  }
  return -1;
}

}  // namespace

float NextPanel::wanted_height(const Frame& frame, float width) {
  const float row = width - 2 * kPadding < kOneLine ? kTallRow : kRow;
  return 92 + row * static_cast<float>(frame.state.playback.next.size());
}

void NextPanel::draw(Frame& frame, ImVec2 position, ImVec2 size) {
  const Palette& p = palette();
  const Playback& playback = frame.state.playback;
  const bool choosing = playback.available && !playback.playing && !playback.next.empty();
  const bool bare = choosing && size.y < kLeastHeight + 16;
  begin_card("next", position, size, !bare,
             ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float after_heading =
      bare ? corner.x : draw_heading(frame, frame.in(words::next_steps), corner);
  ButtonLook undo;
  undo.icon = Icon::undo;
  undo.quiet = true;
  undo.enabled = playback.available && playback.can_undo;
  undo.show_label =
      !bare && corner.x + width - after_heading > button_width(frame.in(words::undo), undo);
  const float undo_width = undo.show_label ? button_width(frame.in(words::undo), undo) : kControl;
  ImGui::SetCursorScreenPos(
      {corner.x + width - undo_width - (bare ? 2.0f : 0.0f), corner.y + (bare ? 2.0f : -2.0f)});
  if (button("undo", frame.in(words::undo), undo)) frame.commands.push_back(command::Undo{});
  if (bare) {
    ImGui::SetCursorScreenPos(corner);
    draw_choice(frame, {width - kControl - 6, size.y - 2});
    ImGui::EndChild();
    return;
  }

  ImGui::SetCursorScreenPos({corner.x, corner.y + kControl + 4});
  const bool recorded = playback.picked != Playback::kNobody;
  const Word& hint = !playback.available ? words::next_empty
                     : playback.playing  ? words::next_playing
                     : !choosing         ? words::next_at_end
                     : recorded          ? words::next_gives_up
                                         : words::next_keys;
  write_wrapped(frame.in(hint), p.faint, fonts().small);
  if (!choosing) {
    end_card();
    return;
  }
  draw_choice(frame, {0, 0});
  ImGui::EndChild();
}

void NextPanel::draw_choice(Frame& frame, ImVec2 size) {
  const Playback& playback = frame.state.playback;
  ImGui::PushStyleColor(ImGuiCol_ChildBg, palette().inset);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 4});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::BeginChild("strands", size, ImGuiChildFlags_AlwaysUseWindowPadding);
  const float room = ImGui::GetContentRegionAvail().x;
  const auto count = static_cast<int>(playback.next.size());
  int pick = pressed_key();
  for (int i = 0; i < count; ++i) {
    if (draw_next(frame, playback.next[static_cast<std::size_t>(i)], i + 1, room)) pick = i;
  }
  if (pick >= 0 && pick < count) {
    frame.commands.push_back(command::Pick{playback.next[static_cast<std::size_t>(pick)].number});
  }
  end_card();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
}

}  // namespace telar::ui
