#include "ui/shell/widgets.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "ui/shell/items.hpp"

namespace telar::ui {
namespace {

constexpr float kIconSize = 14;
constexpr float kIconGap = 8;

}  // namespace

// ---- Writing

void write_text(std::string_view text, ImU32 color, ImFont* font) {
  ImGui::PushFont(font != nullptr ? font : fonts().body);
  ImGui::PushStyleColor(ImGuiCol_Text, color);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void write_wrapped(std::string_view text, ImU32 color, ImFont* font) {
  ImGui::PushTextWrapPos(0);
  write_text(text, color, font);
  ImGui::PopTextWrapPos();
}

void heading(std::string_view text) { write_text(text, palette().text, fonts().bold); }

float text_width(std::string_view text, ImFont* font) {
  return font
      ->CalcTextSizeA(font->FontSize * font->Scale, FLT_MAX, 0, text.data(),
                      text.data() + text.size())
      .x;
}

float draw_text(ImDrawList* draw, ImVec2 at, float width, std::string_view text, ImU32 color,
                ImFont* font) {
  const float size = font->FontSize * font->Scale;
  const char *begin = text.data(), *end = begin + text.size();
  const float whole = font->CalcTextSizeA(size, FLT_MAX, 0, begin, end).x;
  if (whole <= width) {
    draw->AddText(font, size, at, color, begin, end);
    return whole;
  }
  constexpr std::string_view kEllipsis = "\xe2\x80\xa6";
  const float room = width - text_width(kEllipsis, font);
  if (room < size) return 0;
  const char* rest = begin;
  const float fits = font->CalcTextSizeA(size, room, 0, begin, end, &rest).x;
  draw->AddText(font, size, at, color, begin, rest);
  draw->AddText(font, size, {at.x + fits, at.y}, color, kEllipsis.data(),
                kEllipsis.data() + kEllipsis.size());
  return width;
}

void show_tooltip(std::string_view title, std::string_view text) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {12, 9});
  if (ImGui::BeginTooltip()) {
    ImGui::PushTextWrapPos(340);
    if (!title.empty())
      write_text(title, palette().text, text.empty() ? fonts().small : fonts().bold);
    if (!text.empty()) write_text(text, palette().dim, fonts().small);
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
  }
  ImGui::PopStyleVar();
}

// ---- Cards

void begin_card(const char* id, ImVec2 position, ImVec2 size, bool padded, ImGuiWindowFlags flags) {
  ImGui::SetCursorScreenPos(position);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding,
                      padded ? ImVec2(kPadding, kPadding - 2) : ImVec2(0, 0));
  ImGui::BeginChild(id, size, ImGuiChildFlags_Border | ImGuiChildFlags_AlwaysUseWindowPadding,
                    flags);
  ImGui::PopStyleVar();
}

void end_card() {
  // A finger scrolls what it drags; a mouse has a wheel for it.
  const ImGuiIO& io = ImGui::GetIO();
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (io.MouseSource == ImGuiMouseSource_TouchScreen && ImGui::IsMouseDragging(0, 6) &&
      ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) {
    // A list is made of rows to press: one that is dragged away is let go of, and not pressed.
    const ImVec2 drag = ImGui::GetMouseDragDelta(0, 6);
    const bool own_row = context.ActiveIdWindow == context.CurrentWindow &&
                         ImGui::GetScrollMaxY() > 0 && !io.WantTextInput &&
                         std::fabs(drag.y) > std::fabs(drag.x);
    if (context.ActiveId != 0 && own_row) ImGui::ClearActiveID();
    if (context.ActiveId == 0) ImGui::SetScrollY(ImGui::GetScrollY() - io.MouseDelta.y);
  }
  ImGui::EndChild();
}

// ---- Things to press

Press press_area(const char* name, std::string_view label, ImVec2 size, bool enabled) {
  Press press;
  ImGui::BeginDisabled(!enabled);
  press.clicked = ImGui::InvisibleButton(name, {std::max(size.x, 1.0f), std::max(size.y, 1.0f)});
  describe_item(Item::Role::button, name, label);
  press.hovered = enabled && ImGui::IsItemHovered();
  press.held = ImGui::IsItemActive();
  press.min = ImGui::GetItemRectMin();
  press.max = ImGui::GetItemRectMax();
  ImGui::EndDisabled();
  ImGui::RenderNavHighlight({press.min, press.max}, ImGui::GetItemID());
  if (press.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return press;
}

void draw_icon(ImDrawList* draw, Icon icon, ImVec2 c, float size, ImU32 color) {
  const float r = size / 2;
  const float line = std::max(1.5f, size / 9);
  const auto at = [&](float x, float y) { return ImVec2(c.x + x * r, c.y + y * r); };
  switch (icon) {
    case Icon::none:
      break;
    case Icon::play:
      draw->AddTriangleFilled(at(-0.65f, -0.9f), at(0.95f, 0), at(-0.65f, 0.9f), color);
      break;
    case Icon::stop:
      draw->AddRectFilled(at(-0.75f, -0.75f), at(0.75f, 0.75f), color, 2);
      break;
    case Icon::plus:
      draw->AddLine(at(0, -0.8f), at(0, 0.8f), color, line);
      [[fallthrough]];
    case Icon::minus:
      draw->AddLine(at(-0.8f, 0), at(0.8f, 0), color, line);
      break;
    case Icon::sun:
      draw->AddCircleFilled(c, r * 0.48f, color);
      for (int i = 0; i < 8; ++i) {
        const float a = static_cast<float>(i) * 0.7854f, x = std::cos(a), y = std::sin(a);
        draw->AddLine(at(x * 0.72f, y * 0.72f), at(x, y), color, line);
      }
      break;
    case Icon::moon:
      // A crescent: the outer arc, and back along the inner one.
      for (int i = 0; i <= 16; ++i) {
        const float a = -1.2f + static_cast<float>(i) * (5.5f / 16);
        draw->PathLineTo(at(std::cos(a + 0.2f) * 0.9f, std::sin(a + 0.2f) * 0.9f));
      }
      draw->PathStroke(color, 0, line);
      draw->PathArcTo(at(0.62f, -0.42f), r * 0.85f, 1.15f, 3.55f, 10);
      draw->PathStroke(color, 0, line);
      break;
    case Icon::screen:
      draw->AddRect(at(-0.95f, -0.8f), at(0.95f, 0.5f), color, 2, 0, line);
      draw->AddLine(at(-0.5f, 0.9f), at(0.5f, 0.9f), color, line);
      break;
    case Icon::pause:
      draw->AddRectFilled(at(-0.75f, -0.85f), at(-0.2f, 0.85f), color, 1);
      draw->AddRectFilled(at(0.2f, -0.85f), at(0.75f, 0.85f), color, 1);
      break;
    case Icon::to_begin:
      draw->AddRectFilled(at(-0.9f, -0.8f), at(-0.62f, 0.8f), color, 1);
      draw->AddTriangleFilled(at(0.75f, -0.8f), at(0.75f, 0.8f), at(-0.5f, 0), color);
      break;
    case Icon::to_end:
      draw->AddRectFilled(at(0.62f, -0.8f), at(0.9f, 0.8f), color, 1);
      draw->AddTriangleFilled(at(-0.75f, 0.8f), at(-0.75f, -0.8f), at(0.5f, 0), color);
      break;
    case Icon::step_back:
      draw->AddLine(at(0.4f, -0.75f), at(-0.4f, 0), color, line + 0.5f);
      draw->AddLine(at(-0.4f, 0), at(0.4f, 0.75f), color, line + 0.5f);
      break;
    case Icon::step_forward:
      draw->AddLine(at(-0.4f, -0.75f), at(0.4f, 0), color, line + 0.5f);
      draw->AddLine(at(0.4f, 0), at(-0.4f, 0.75f), color, line + 0.5f);
      break;
    case Icon::dice:
      draw->AddRect(at(-0.9f, -0.9f), at(0.9f, 0.9f), color, 3, 0, line);
      for (const float d : {-0.42f, 0.0f, 0.42f})
        draw->AddCircleFilled(at(d, d), r * 0.17f, color, 8);
      for (const float d : {-0.42f, 0.42f}) draw->AddCircleFilled(at(d, -d), r * 0.17f, color, 8);
      break;
    case Icon::undo:
      draw->PathArcTo(at(0.05f, 0.2f), r * 0.62f, -2.4f, 2.2f, 14);
      draw->PathStroke(color, 0, line);
      draw->AddTriangleFilled(at(-0.95f, -0.1f), at(-0.75f, -0.95f), at(-0.1f, -0.45f), color);
      break;
    case Icon::link:
      for (const float side : {-1.0f, 1.0f}) {
        draw->PathArcTo(at(side * 0.5f, 0), r * 0.42f, side < 0 ? 1.57f : -1.57f,
                        side < 0 ? 4.71f : 1.57f, 10);
        draw->PathStroke(color, 0, line);
        draw->AddLine(at(side * 0.5f, -0.42f), at(side * 0.15f, -0.42f), color, line);
        draw->AddLine(at(side * 0.5f, 0.42f), at(side * 0.15f, 0.42f), color, line);
      }
      draw->AddLine(at(-0.4f, 0), at(0.4f, 0), color, line);
      break;
    case Icon::tree:
      for (const float x : {-0.7f, 0.0f, 0.7f}) {
        draw->AddLine(at(0, -0.6f), at(x, 0.6f), color, line);
        draw->AddCircleFilled(at(x, 0.65f), r * 0.26f, color, 10);
      }
      draw->AddCircleFilled(at(0, -0.65f), r * 0.3f, color, 10);
      break;
    case Icon::down:
      draw->AddLine(at(-0.55f, -0.25f), at(0, 0.3f), color, line);
      draw->AddLine(at(0, 0.3f), at(0.55f, -0.25f), color, line);
      break;
    case Icon::fit:
      draw->AddLine(at(-0.95f, -0.8f), at(-0.95f, 0.8f), color, line);
      draw->AddLine(at(0.95f, -0.8f), at(0.95f, 0.8f), color, line);
      draw->AddLine(at(-0.6f, 0), at(0.6f, 0), color, line);
      draw->AddTriangleFilled(at(-0.75f, 0), at(-0.3f, -0.4f), at(-0.3f, 0.4f), color);
      draw->AddTriangleFilled(at(0.75f, 0), at(0.3f, -0.4f), at(0.3f, 0.4f), color);
      break;
    case Icon::follow:
      draw->AddLine(at(0.9f, -0.85f), at(0.9f, 0.85f), color, line);
      draw->AddLine(at(-0.95f, 0), at(0.3f, 0), color, line);
      draw->AddTriangleFilled(at(0.6f, 0), at(0, -0.5f), at(0, 0.5f), color);
      break;
    case Icon::copy:
      draw->AddRect(at(-0.85f, -0.9f), at(0.35f, 0.4f), color, 2, 0, line);
      draw->AddRect(at(-0.35f, -0.4f), at(0.85f, 0.9f), color, 2, 0, line);
      break;
    case Icon::check:
      draw->PathLineTo(at(-0.8f, 0.05f));
      draw->PathLineTo(at(-0.2f, 0.65f));
      draw->PathLineTo(at(0.85f, -0.6f));
      draw->PathStroke(color, 0, line + 0.5f);
      break;
    case Icon::close:
      draw->AddLine(at(-0.65f, -0.65f), at(0.65f, 0.65f), color, line);
      draw->AddLine(at(-0.65f, 0.65f), at(0.65f, -0.65f), color, line);
      break;
  }
}

float button_width(std::string_view label, const ButtonLook& look) {
  if (!look.show_label) return look.height;
  const float icon = look.icon == Icon::none ? 0 : kIconSize + kIconGap;
  return text_width(label, look.primary ? fonts().bold : fonts().body) + icon + 24;
}

bool button(const char* name, std::string_view label, const ButtonLook& look) {
  const float width = look.width > 0 ? look.width : button_width(label, look);
  const Press press = press_area(name, label, {width, look.height}, look.enabled);
  if (look.toggle) describe_item(Item::Role::checkbox, name, label, look.on);
  const Palette& p = palette();
  ImU32 back = press.hovered ? p.soft_hover : p.soft, front = p.text;
  if (look.quiet && !press.hovered) back = with_alpha(p.soft, 0);
  if (look.on) {
    back = with_alpha(p.accent, press.hovered ? 0.28f : 0.18f);
    front = p.dark ? p.accent_hover : p.accent;
  }
  if (look.primary) {
    back = press.hovered ? p.accent_hover : p.accent;
    front = p.accent_text;
  }
  if (look.danger) {
    back = look.enabled ? p.danger_soft : p.soft;
    front = look.enabled ? p.danger : p.faint;
    if (press.hovered) back = mix(back, p.danger, 0.15f);
  }
  if (press.held) back = mix(back, p.text, 0.12f);
  if (!look.enabled) {
    back = look.quiet ? with_alpha(p.soft, 0) : p.soft;
    front = p.faint;
  }
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(press.min, press.max, back, 7);
  ImFont* font = look.primary || look.danger ? fonts().bold : fonts().body;
  const ImVec2 middle{(press.min.x + press.max.x) / 2, (press.min.y + press.max.y) / 2};
  if (!look.show_label) {
    draw_icon(draw, look.icon, middle, kIconSize, front);
    if (press.hovered) show_tooltip(label);
    return press.clicked;
  }
  const float icon = look.icon == Icon::none ? 0 : kIconSize + kIconGap;
  const float room = width - 12 - icon;
  const float text = std::min(text_width(label, font), room);
  float x = middle.x - (text + icon) / 2;
  if (icon > 0) draw_icon(draw, look.icon, {x + kIconSize / 2, middle.y}, kIconSize, front);
  x += icon;
  draw_text(draw, {x, middle.y - font->FontSize * font->Scale / 2}, room + 1, label, front, font);
  return press.clicked;
}

int segmented(const char* name, const std::string_view* labels, const std::string_view* names,
              int count, int chosen, float width, const SegmentedLook& look) {
  const Palette& p = palette();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float part = width / static_cast<float>(count);
  draw->AddRectFilled(origin, {origin.x + width, origin.y + kControl}, p.soft, 8);
  constexpr float kAir = 18;
  float widest = 0, bold = 0, small = 0;
  for (int i = 0; i < count; ++i) {
    const float text = text_width(labels[i], fonts().bold);
    widest = std::max(widest, text);
    bold += text;
    small += text_width(labels[i], fonts().small);
  }
  const bool equal = widest + kAir <= part;
  const bool normal = equal || bold + 16 * static_cast<float>(count) <= width;
  // Around each word, when each gets what it needs; never less than nothing.
  const float around =
      std::max((width - (normal ? bold : small)) / static_cast<float>(count), 0.0f);
  if (look.hovered != nullptr) *look.hovered = -1;
  int pressed = -1;
  float left = origin.x;
  for (int i = 0; i < count; ++i) {
    char id[64];
    std::snprintf(id, sizeof id, "%s.%.*s", name, static_cast<int>(names[i].size()),
                  names[i].data());
    const bool enabled = (look.disabled >> i & 1) == 0;
    const float word = text_width(labels[i], normal ? fonts().bold : fonts().small);
    const float own = equal ? part : std::min(word + around, origin.x + width - left);
    ImGui::SetCursorScreenPos({left, origin.y});
    const Press press = press_area(id, labels[i], {own, kControl}, enabled);
    left += own;
    describe_item(look.tabs ? Item::Role::tab : Item::Role::option, id, labels[i], i == chosen);
    if (press.clicked) pressed = i;
    if (look.hovered != nullptr && ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled))
      *look.hovered = i;
    if (i == chosen) {
      // A tight word keeps some air in its frame.
      const float inset = equal || around > 14 ? 3.0f : 1.0f;
      const ImVec2 from{press.min.x + inset, press.min.y + 3},
          to{press.max.x - inset, press.max.y - 3};
      draw->AddRectFilled(from, to, p.dark ? p.soft_hover : p.card, 6);
      draw->AddRect(from, to, p.card_edge, 6);
    }
    ImFont* font = !normal ? fonts().small : i == chosen ? fonts().bold : fonts().body;
    const float room = own - (normal ? 8.0f : 2.0f),
                text = std::min(text_width(labels[i], font), room);
    const ImU32 color = !enabled ? p.faint : i == chosen || press.hovered ? p.text : p.dim;
    draw_text(draw,
              {press.min.x + (own - text) / 2,
               press.min.y + (kControl - font->FontSize * font->Scale) / 2},
              room + 1, labels[i], color, font);
  }
  ImGui::SetCursorScreenPos({origin.x, origin.y});
  ImGui::Dummy({width, kControl});
  return pressed;
}

float draw_heading(Frame& frame, std::string_view title, ImVec2 at) {
  if (frame.tabs == nullptr) {
    ImGui::SetCursorScreenPos({at.x, at.y + 5});
    heading(title);
    return at.x + text_width(title, fonts().bold) + 10;
  }
  PanelTabs& tabs = *frame.tabs;
  float width = 0;
  for (int i = 0; i < tabs.count; ++i) width += text_width(tabs.labels[i], fonts().bold) + 24;
  width = std::min(width, ImGui::GetContentRegionAvail().x * 0.66f);
  ImGui::SetCursorScreenPos({at.x, at.y - 2});
  const int pressed = segmented("lower", tabs.labels, tabs.names, tabs.count, tabs.chosen, width,
                                SegmentedLook{.tabs = true});
  if (pressed >= 0) tabs.chosen = pressed;
  return at.x + width + 12;
}

bool pill(std::string_view text, ImU32 color, ImU32 background, bool dot) {
  ImFont* font = fonts().small;
  const float height = 24, left = dot ? 22.0f : 10.0f;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = text_width(text, font) + left + 10;
  ImGui::Dummy({width, height});
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(at, {at.x + width, at.y + height}, background, height / 2);
  if (dot) draw->AddCircleFilled({at.x + 12, at.y + height / 2}, 4, color);
  draw_text(draw, {at.x + left, at.y + (height - font->FontSize * font->Scale) / 2}, width, text,
            color, font);
  return ImGui::IsItemHovered();
}

}  // namespace telar::ui
