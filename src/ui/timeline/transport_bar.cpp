#include "ui/timeline/transport_bar.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "base/time_text.hpp"
#include "ui/shell/items.hpp"
#include "ui/shell/widgets.hpp"
#include "ui/timeline/scrubber.hpp"

namespace telar::ui {
namespace {

constexpr float kSpeedGap = 22;  // for the arrow
constexpr float kOneRow = 600;   // in less width, the scrubber is in a row of its own

void seek(Frame& frame, std::uint64_t step) {
  if (step != frame.state.playback.step) frame.commands.push_back(command::Seek{step});
}
void step_back(Frame& frame) {
  if (frame.state.playback.step > 0) seek(frame, frame.state.playback.step - 1);
}
void step_forward(Frame& frame) {
  if (frame.state.playback.step < frame.state.playback.steps)
    seek(frame, frame.state.playback.step + 1);
}
bool can_play(const Playback& playback) {
  return playback.playing || playback.step < playback.steps;
}
void toggle(Frame& frame) {
  const Playback& playback = frame.state.playback;
  // At its end, playing is seeing it again.
  if (!can_play(playback)) seek(frame, 0);
  frame.commands.push_back(command::Play{!playback.playing});
}

void draw_speed(Frame& frame, ImVec2 at, float width) {
  const Palette& p = palette();
  const Word& chosen = kSpeeds[frame.state.speed].label;
  const std::string label = std::string(frame.in(words::speed)) + ": " + frame.c_str(chosen);
  ImGui::SetCursorScreenPos(at);
  const Press press = press_area("speed", label, {width, kControl});
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(press.min, press.max, press.hovered ? p.soft_hover : p.soft, 7);
  ImFont* font = fonts().small;
  const float text_y = at.y + (kControl - font->FontSize * font->Scale) / 2;
  draw_text(draw, {at.x + 10, text_y}, width - kSpeedGap - 8, frame.in(chosen), p.text, font);
  draw_icon(draw, Icon::down, {press.max.x - 14, at.y + kControl / 2}, 11, p.dim);
  if (press.hovered) show_tooltip(label);
  if (press.clicked) ImGui::OpenPopup("speeds");
  constexpr float kRow = 30, kWidth = 156;
  ImGui::SetNextWindowPos({press.max.x, press.min.y - 4}, ImGuiCond_Always, {1, 1});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {6, 6});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  if (ImGui::BeginPopup("speeds")) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    for (const SpeedTraits& speed : kSpeeds) {
      const bool is_chosen = speed.value == frame.state.speed;
      const std::string_view text = frame.in(speed.label);
      const std::string name = "speed." + std::string(speed.word);
      const Press row = press_area(name.c_str(), text, {kWidth, kRow});
      describe_item(Item::Role::option, name.c_str(), text, is_chosen);
      if (row.hovered) list->AddRectFilled(row.min, row.max, p.soft, 6);
      if (is_chosen)
        draw_icon(list, Icon::check, {row.min.x + 14, row.min.y + kRow / 2}, 12, p.accent);
      draw_text(
          list,
          {row.min.x + 28, row.min.y + (kRow - fonts().body->FontSize * fonts().body->Scale) / 2},
          kWidth - 30, text, p.text, is_chosen ? fonts().bold : fonts().body);
      if (row.clicked) {
        frame.commands.push_back(command::SetSpeed{speed.value});
        ImGui::CloseCurrentPopup();
      }
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
}

}  // namespace

std::string place_in_run(std::uint64_t step, std::uint64_t steps, Nanos time, Language language) {
  return say(language, words::step_of, step, steps) + " \xc2\xb7 " +
         short_time(time, language).c_str();
}

float TransportBar::height(float width, bool low) {
  return width < kOneRow && !low ? 2 * kControl : kControl;
}

void TransportBar::draw_scrubber(Frame& frame, ImVec2 at, float width) {
  const Palette& p = palette();
  const Playback& playback = frame.state.playback;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImGui::SetCursorScreenPos(at);
  ImGui::InvisibleButton("scrubber", {width, kControl});
  describe_item(Item::Role::slider, "scrubber", frame.in(words::scrubber));
  const bool hovered = ImGui::IsItemHovered(), active = ImGui::IsItemActive();
  // Air at both ends, for the knob.
  constexpr float kAir = 8;
  const float room = width - 2 * kAir, left = at.x + kAir, middle = at.y + kControl / 2;
  const float mouse = ImGui::GetIO().MousePos.x;
  const std::uint64_t under = scrubber_step(mouse - left, room, playback.steps);
  if (active && ImGui::IsMouseDown(0)) seek(frame, under);
  if (hovered || active) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);

  const float now = left + scrubber_x(playback.step, playback.steps, room);
  draw->AddRectFilled({left, middle - 3}, {left + room, middle + 3}, p.soft_hover, 3);
  draw->AddRectFilled({left, middle - 3}, {now, middle + 3}, p.accent, 3);
  if (const std::uint64_t every = scrubber_marks(playback.steps, room, 7); playback.steps > 0) {
    for (std::uint64_t step = 0; step <= playback.steps; step += every) {
      const float x = left + scrubber_x(step, playback.steps, room);
      draw->AddLine({x, middle + 6}, {x, middle + 9}, with_alpha(p.faint, 0.8f));
    }
  }
  ImGui::RenderNavHighlight({at, {at.x + width, at.y + kControl}}, ImGui::GetItemID());
  draw->AddCircleFilled({now, middle}, active ? 9.0f : hovered ? 8.0f : 7.0f, p.accent, 20);
  draw->AddCircleFilled({now, middle}, 3, p.dark ? p.card : p.accent_text, 12);
  if (hovered || active) {
    char text[64];
    say_into(text, frame.state.language, words::step_of, under, playback.steps);
    show_tooltip(text);
  }
}

void TransportBar::take_keys(Frame& frame) const {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput || io.KeyCtrl || io.KeyAlt || io.KeySuper || io.KeyShift) return;
  if (ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel))
    return;
  // The keys are the run's: Dear ImGui does not move the focus with them.
  const ImGuiID id = ImGui::GetID("transport.keys");
  const auto pressed = [id](ImGuiKey key, bool repeat) {
    ImGui::SetKeyOwner(key, id);
    return ImGui::IsKeyPressed(key, id, repeat ? ImGuiInputFlags_Repeat : ImGuiInputFlags_None);
  };
  const Playback& playback = frame.state.playback;
  if (pressed(ImGuiKey_LeftArrow, true)) step_back(frame);
  if (pressed(ImGuiKey_RightArrow, true)) step_forward(frame);
  if (pressed(ImGuiKey_Home, false)) seek(frame, 0);
  if (pressed(ImGuiKey_End, false)) seek(frame, playback.steps);
  // A person who went to a button with Tab presses it with the space bar.
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  const bool on_a_button = context.NavId != 0 && !context.NavDisableHighlight;
  if (!on_a_button && ImGui::IsKeyPressed(ImGuiKey_Space, false)) toggle(frame);
}

// The link and the speed; returns where they begin (x).
float TransportBar::draw_from_right(Frame& frame, ImVec2 at, float width, bool low) {
  float right = at.x + width;
  const float speed = width < kOneRow ? 104.0f : 118.0f;
  if (low && width < kOneRow) {
    constexpr float kWithSpeed = 320;
    if (width < kWithSpeed) return right;
    draw_speed(frame, {right - speed, at.y}, speed);
    return right - speed;
  }
  const bool copied = ImGui::GetTime() < copied_until_;
  ButtonLook link;
  link.icon = copied ? Icon::check : Icon::link;
  link.quiet = true;
  link.show_label = width > 820;
  const std::string_view link_label = frame.in(copied ? words::copied : words::copy_link);
  // As wide in both its states, so that nothing moves.
  link.width = link.show_label ? std::max(button_width(frame.in(words::copied), link),
                                          button_width(frame.in(words::copy_link), link))
                               : kControl;
  right -= link.width;
  ImGui::SetCursorScreenPos({right, at.y});
  if (button("copy-link", link_label, link)) {
    frame.commands.push_back(command::CopyLink{});
    copied_until_ = ImGui::GetTime() + 1.5;
  }
  if (link.show_label && ImGui::IsItemHovered())
    show_tooltip(link_label, frame.in(words::copy_link_help));
  right -= speed + 6;
  draw_speed(frame, {right, at.y}, speed);
  return right;
}

// Where the run is: the scrubber, and in words as far as they leave room for it.
void TransportBar::draw_place(Frame& frame, ImVec2 at, float width) {
  const Playback& playback = frame.state.playback;
  // No short time is wider, so that nothing moves while the run plays.
  constexpr Nanos kWidestTime = 88'800 * kMicrosecond;
  const auto words = [&](std::uint64_t step, Nanos time, bool with_time) {
    const Language language = frame.state.language;
    return with_time ? place_in_run(step, playback.steps, time, language)
                     : say(language, words::step_of, step, playback.steps);
  };
  ImFont* font = fonts().small;
  constexpr float kLeastScrubber = 72;
  for (const bool with_time : {true, false}) {
    // As wide as at the end of the run, where the step has most digits.
    const float taken = text_width(words(playback.steps, kWidestTime, with_time), font) + 12;
    if (width - taken < kLeastScrubber) continue;
    draw_text(ImGui::GetWindowDrawList(),
              {at.x + width - taken + 8, at.y + (kControl - font->FontSize * font->Scale) / 2},
              taken, words(playback.step, playback.time, with_time), palette().dim, font);
    return draw_scrubber(frame, at, width - taken);
  }
  draw_scrubber(frame, at, width);
}

void TransportBar::draw(Frame& frame, ImVec2 at, float width, bool low) {
  const Playback& playback = frame.state.playback;
  const bool first = playback.step == 0, last = playback.step >= playback.steps;
  float x = at.x;
  const auto place = [&](const char* name, const Word& text, Icon icon, bool enabled,
                         bool primary = false) {
    ButtonLook look;
    look.icon = icon;
    look.show_label = false;
    look.enabled = enabled;
    look.quiet = !primary;
    look.primary = primary;
    ImGui::SetCursorScreenPos({x, at.y});
    x += kControl + 3;
    return button(name, frame.in(text), look);
  };
  // Where there is little room the scrubber's ends have to do for the two buttons.
  const bool one_row = width >= kOneRow || low, with_ends = width > (low ? kOneRow : 310);
  if (with_ends && place("to-begin", words::to_begin, Icon::to_begin, !first)) seek(frame, 0);
  ImGui::PushButtonRepeat(true);
  if (place("step-back", words::step_back, Icon::step_back, !first)) step_back(frame);
  ImGui::PopButtonRepeat();
  if (place("play", playback.playing ? words::pause : words::play,
            playback.playing ? Icon::pause : Icon::play, playback.steps > 0, true)) {
    toggle(frame);
  }
  ImGui::PushButtonRepeat(true);
  if (place("step-forward", words::step_forward, Icon::step_forward, !last)) step_forward(frame);
  ImGui::PopButtonRepeat();
  if (with_ends && place("to-end", words::to_end, Icon::to_end, !last)) seek(frame, playback.steps);

  const float right = draw_from_right(frame, at, width, low);
  if (one_row) {
    draw_place(frame, {x + 6, at.y}, right - 8 - x - 6);
  } else {
    draw_place(frame, {at.x, at.y + kControl + 4}, width);
  }
  take_keys(frame);
}

}  // namespace telar::ui
