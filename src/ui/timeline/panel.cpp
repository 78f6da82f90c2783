// The timeline's frame: header, time axis, input and the chart of concurrency and parallelism on
// the same axis.
#include "ui/timeline/panel.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "report/state_words.hpp"
#include "ui/shell/items.hpp"
#include "ui/shell/widgets.hpp"
#include "ui/timeline/ticks.hpp"

namespace telar::ui {
namespace {

constexpr float kAxis = 26, kLowAxis = 22, kChartHeight = 76, kScrollbar = 12;
constexpr float kLow = 208;       // in less height than this, the rows come first
constexpr float kLeastRows = 54;  // a process and a thread
constexpr float kWheelZoom = 0.84f, kKeyZoom = 0.7f, kKeyPan = 60;

bool has_rows(const AppState& state) {
  return state.store != nullptr && !state.store->processes().empty();
}

}  // namespace

void TimelinePanel::update(const AppState& state) {
  if (state.run_number != run_) {
    run_ = state.run_number;
    rows_.clear();
    prints_.clear();
    view_.reset();
    scroll_ = 0;
    revision_ = ~std::uint64_t{0};
  }
  if (state.store == nullptr || state.store->revision() == revision_) return;
  revision_ = state.store->revision();
  prints_.update(*state.store);
}

void TimelinePanel::draw(Frame& frame, ImVec2 position, ImVec2 size) {
  update(frame.state);
  begin_card("timeline", position, size, false,
             ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const bool empty = !has_rows(frame.state);
  gutter_ = size.x < 480 ? std::clamp(size.x * 0.34f, 100.0f, 126.0f)
                         : std::clamp(size.x * 0.22f, 126.0f, 230.0f);
  // The colours' meaning gets a line of its own where it must and can.
  const bool legend_below = size.x < (frame.flat ? 470 : 560) && size.y > 330;
  const float left = position.x + gutter_, right = position.x + size.x - kScrollbar - 2;
  const bool walked = frame.state.playback.available, low = size.y < kLow;
  const float bar = size.x - 2 * kPadding + 8, air = low ? 4 : 7;
  const float foot = walked ? TransportBar::height(bar, low) + 2 * air : 0;
  const float bottom = position.y + size.y - (low ? 2 : 6) - foot;
  if (walked) {
    ImGui::GetWindowDrawList()->AddLine({position.x, bottom + air - 2},
                                        {position.x + size.x, bottom + air - 2},
                                        palette().card_edge);
    transport_.draw(frame, {position.x + kPadding - 4, bottom + air + (low ? 2 : 5)}, bar, low);
  }
  const float axis_height = low ? kLowAxis : kAxis;
  float header = legend_below ? 78.0f : size.y < 330 ? 44.0f : 50.0f;
  if (bottom - position.y - header - axis_height < kLeastRows) {
    header = 1;  // the card's edge
  } else {
    draw_header(frame, position.x + kPadding, position.y + (size.y < 330 ? 6.0f : 9.0f),
                size.x - 2 * kPadding, legend_below);
  }
  // Some lanes come before the chart.
  const bool with_chart = bottom - position.y - header - axis_height - kChartHeight > 130;
  const Area axis{left, position.y + header, right, position.y + header + axis_height};
  const Area chart{left, with_chart ? bottom - kChartHeight : bottom, right, bottom};
  const Area rows{left, axis.bottom, right, chart.top - (with_chart ? 1 : 0)};
  // A virtual run is as long as it is, however little of it is shown: walking it does not move the
  // picture.
  const Nanos shown = empty ? frame.state.now : frame.state.until();
  // Unless a stretch of it is to follow the present.
  const bool follows = walked && view_.following() && !view_.fitted();
  view_.update(rows.width(),
               walked && !follows ? std::max(shown, frame.state.playback.duration) : shown,
               walked ? follows : is_live(frame.state.status));
  if (empty) {
    draw_empty(frame, {position.x + kPadding, axis.top, right, bottom});
    end_card();
    return;
  }
  rows_.update(*frame.state.store, frame.state.moment, RowHeights{});
  draw_body(frame, axis, rows, chart, with_chart, position.x + 1);
  end_card();
}

// What is under the heading: one area to press and drag, of gutter, axis, rows and chart.
void TimelinePanel::draw_body(Frame& frame, const Area& axis, const Area& rows, const Area& chart,
                              bool with_chart, float left) {
  const float right = rows.right, bottom = chart.bottom;
  ImGui::SetCursorScreenPos({left, axis.top});
  ImGui::InvisibleButton("timeline.area", {right - left, bottom - axis.top});
  describe_item(Item::Role::image, "timeline", frame.in(words::timeline));
  ImGui::RenderNavHighlight({{left, axis.top}, {right, bottom}}, ImGui::GetItemID());
  take_input({left, axis.top, right, bottom}, rows.top, frame.state.pinch,
             frame.state.playback.available);
  // Whatever is below the last row cannot be scrolled to.
  const float longest = std::max(rows_.height() + 8 - rows.height(), 0.0f);
  scroll_ = std::clamp(scroll_, 0.0f, longest);

  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->PushClipRect({left, axis.bottom}, {right, rows.bottom}, true);
  draw_axis(frame, axis, rows.bottom);
  draw_rows(frame, rows);
  draw->PopClipRect();
  if (with_chart) draw_chart(frame, chart);
  draw_cursor(frame, axis, bottom);
  draw->PushClipRect({left, axis.bottom}, {right, rows.bottom}, true);
  draw_exits(frame, rows);
  draw->PopClipRect();
  draw_problems(frame, rows);
  if (longest > 0) {
    auto scroll = static_cast<ImS64>(scroll_);
    const ImRect bar{{right + 1, rows.top}, {right + kScrollbar, rows.bottom}};
    const ImGuiID id = ImGui::GetID("timeline.scroll");
    ImGui::KeepAliveID(id);
    ImGui::ScrollbarEx(bar, id, ImGuiAxis_Y, &scroll, static_cast<ImS64>(rows.height()),
                       static_cast<ImS64>(rows_.height() + 8), ImDrawFlags_RoundCornersAll);
    if (scroll != static_cast<ImS64>(scroll_)) scroll_ = static_cast<float>(scroll);
  }
  if (hovered_ && !dragged_ && !explained_) explain(frame, rows);
}

void TimelinePanel::draw_header(Frame& frame, float left, float top, float width,
                                bool legend_below) {
  ImFont* bold = fonts().bold;
  // A page's own tab says already what it is.
  const bool titled = !frame.flat;
  if (titled) {
    draw_text(ImGui::GetWindowDrawList(),
              {left, top + (kControl - bold->FontSize * bold->Scale) / 2}, width,
              frame.in(words::timeline), palette().text, bold);
  }
  const bool enabled = has_rows(frame.state);
  float right = left + width;
  const auto place = [&](const char* name, const Word& text, ButtonLook look) {
    look.quiet = true;
    look.enabled = enabled;
    const float button_size = button_width(frame.in(text), look);
    right -= button_size;
    ImGui::SetCursorScreenPos({right, top});
    right -= 4;
    return button(name, frame.in(text), look);
  };
  const bool wide = width > 760;
  if (place("follow", words::follow,
            {.icon = Icon::follow,
             .on = view_.following() && enabled,
             .toggle = true,
             .show_label = wide})) {
    view_.follow(!view_.following());
  }
  if (place("fit", words::fit, {.icon = Icon::fit, .show_label = wide})) view_.fit();
  if (place("zoom-in", words::zoom_in, {.icon = Icon::plus, .show_label = false}))
    view_.zoom(kKeyZoom, view_.width() / 2);
  if (place("zoom-out", words::zoom_out, {.icon = Icon::minus, .show_label = false}))
    view_.zoom(1 / kKeyZoom, view_.width() / 2);
  const float title = titled ? text_width(frame.in(words::timeline), bold) + 18 : 0;
  if (legend_below) {
    draw_legend(frame, left, top + kControl + 4, width);
  } else {
    draw_legend(frame, left + title, top + 6, right - left - title - 8);
  }
}

// What the colours mean; leaves out what does not fit.
float TimelinePanel::draw_legend(const Frame& frame, float left, float top, float room) const {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImFont* font = fonts().small;
  const float end = left + room;
  for (const State state : {State::running, State::sleeping, State::blocked, State::ready}) {
    const std::string_view text = frame.in(state_words(state));
    const float width = 18 + text_width(text, font) + 14;
    if (left + width - 14 > end) break;
    draw->AddRectFilled({left, top + 5}, {left + 13, top + 16}, state_color(state), 3);
    draw_text(draw, {left + 18, top + 3}, width, text, palette().dim, font);
    left += width;
  }
  return left;
}

void TimelinePanel::draw_axis(const Frame& frame, const Area& axis, float bottom) const {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const Palette& p = palette();
  ImFont* font = fonts().small;
  const Ticks marks = ticks(view_.begin(), view_.end(), axis.width(), 96);
  // Above the rows' clip rectangle.
  draw->PushClipRect({axis.left - gutter_, axis.top}, {axis.right + kScrollbar, bottom});
  draw->AddLine({axis.left - gutter_, axis.bottom - 0.5f},
                {axis.right + kScrollbar, axis.bottom - 0.5f}, p.card_edge);
  // Four small ticks between two labelled ones.
  const Nanos small_step = std::max<Nanos>(marks.step / 5, 1);
  for (double t = static_cast<double>(marks.first - marks.step); t < view_.end();
       t += static_cast<double>(small_step)) {
    const float x = axis.left + static_cast<float>(view_.x_of(t));
    if (x >= axis.left && x <= axis.right)
      draw->AddLine({x, axis.bottom - 4}, {x, axis.bottom - 1}, p.faint);
  }
  for (Nanos time = marks.first; static_cast<double>(time) < view_.end(); time += marks.step) {
    const float x = axis.left + static_cast<float>(view_.x_of(static_cast<double>(time)));
    if (x < axis.left || x > axis.right) continue;
    draw->AddLine({x, axis.bottom}, {x, bottom}, p.grid);
    draw->AddLine({x, axis.bottom - 7}, {x, axis.bottom - 1}, p.dim);
    const ShortText label = tick_label(marks, time, frame.state.language);
    const float width = text_width(label.c_str(), font);
    const float at =
        std::clamp(x - width / 2, axis.left - 4, std::max(axis.right - width, axis.left));
    draw_text(draw, {at, axis.top + 2}, width + 1, label.c_str(), p.dim, font);
  }
  draw->PopClipRect();
}

void TimelinePanel::draw_cursor(const Frame& frame, const Area& axis, float bottom) const {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const Palette& p = palette();
  const Playback& playback = frame.state.playback;
  if (is_live(frame.state.status) || playback.available) {
    const Nanos now = playback.available ? playback.time : frame.state.now;
    const float x = axis.left + static_cast<float>(view_.x_of(static_cast<double>(now)));
    if (x >= axis.left && x <= axis.right + 1) {
      // What has not happened yet is in shade.
      if (playback.available && !playback.at_end) {
        draw->AddRectFilled({x, axis.bottom}, {axis.right, bottom},
                            with_alpha(p.page, p.dark ? 0.35f : 0.45f));
      }
      draw->AddLine({x, axis.bottom}, {x, bottom}, p.now_line, 1.5f);
      if (playback.available) {
        const float y = axis.bottom;
        draw->AddTriangleFilled({x - 5, y - 7}, {x + 5, y - 7}, {x, y + 1},
                                with_alpha(p.now_line, 1));
      }
    }
  }
  if (cursor_ < 0) return;
  const float x = axis.left + cursor_;
  draw->AddLine({x, axis.bottom - 4}, {x, bottom}, with_alpha(p.text, 0.35f));
  // Rounded to what a point is worth: no digits that the pointer cannot choose.
  auto time = static_cast<Nanos>(std::llround(view_.time_at(static_cast<double>(cursor_))));
  Nanos grain = 1;
  while (static_cast<double>(grain) * 10 < view_.per_point()) grain *= 10;
  time = time / grain * grain;
  const ShortText label = exact_time(time, frame.state.language);
  ImFont* font = fonts().small;
  const float width = text_width(label.c_str(), font) + 12;
  const float left =
      std::clamp(x - width / 2, axis.left - 4, std::max(axis.right - width, axis.left));
  draw->AddRectFilled({left, axis.top}, {left + width, axis.top + 19}, p.text, 5);
  draw_text(draw, {left + 6, axis.top + 2}, width, label.c_str(), p.card, font);
}

void TimelinePanel::draw_chart(const Frame& frame, const Area& area) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const Palette& p = palette();
  const float card_left = area.left - gutter_;
  draw->AddLine({card_left, area.top}, {area.right + kScrollbar, area.top}, p.card_edge);
  const Metrics* metrics = frame.state.metrics;
  if (metrics == nullptr) return;
  const int highest = std::max(metrics->concurrency_peak, 1);
  const float base = area.bottom - 5, unit = (area.height() - 16) / static_cast<float>(highest);
  // A line for each whole number while they can be told apart; the top and the bottom always.
  for (int i = 1; i <= highest; ++i) {
    if (unit < 7 && i != highest) continue;
    draw->AddLine({area.left, base - unit * static_cast<float>(i)},
                  {area.right, base - unit * static_cast<float>(i)}, p.grid);
  }
  draw->AddLine({area.left, base}, {area.right, base}, p.card_edge);
  // A live run is measured a few times a second: what is not measured yet is not drawn.
  const Nanos now = frame.state.figures.elapsed;
  const auto draw_steps = [&](const std::vector<Step>& steps, ImU32 fill, ImU32 line) {
    steps_.clear();
    layout_steps(steps, view_, now, steps_);
    float last = base;
    for (const StepRect& step : steps_) {
      const float y = base - unit * static_cast<float>(step.value);
      const float x0 = area.left + std::max(step.x0, 0.0f),
                  x1 = area.left + std::min(step.x1, area.width());
      if (step.value > 0) draw->AddRectFilled({x0, y}, {x1, base}, fill);
      if (y != last) draw->AddLine({x0, last}, {x0, y}, line, 1.5f);
      if (step.value > 0) draw->AddLine({x0, y}, {x1, y}, line, 1.5f);
      last = y;
    }
  };
  draw->PushClipRect({area.left, area.top}, {area.right, area.bottom}, true);
  draw_steps(metrics->concurrency, p.concurrency_fill, p.concurrency);
  draw_steps(metrics->parallelism, p.parallelism_fill, p.parallelism);
  draw->PopClipRect();
  // The gutter: what the two are, and how much at the pointer; else at the present, or the peak of
  // a run that has ended.
  const auto value_at = [&](const std::vector<Step>& steps, int peak) {
    if (cursor_ < 0 && !is_live(frame.state.status)) return peak;
    const double time =
        cursor_ >= 0 ? view_.time_at(static_cast<double>(cursor_)) : static_cast<double>(now) - 1;
    const auto it = std::upper_bound(
        steps.begin(), steps.end(), time,
        [](double t, const Step& step) { return t < static_cast<double>(step.time); });
    return it == steps.begin() || time > static_cast<double>(now)
               ? 0
               : static_cast<int>((it - 1)->value);
  };
  const auto label = [&](float y, const Word& text, ImU32 color, const std::vector<Step>& steps,
                         int peak) {
    char value[16];
    std::snprintf(value, sizeof value, "%d", value_at(steps, peak));
    const float left = card_left + kPadding;
    draw->AddRectFilled({left, y + 3}, {left + 9, y + 12}, color, 2);
    const float number = text_width(value, fonts().bold);
    draw_text(draw, {left + 15, y}, gutter_ - 44 - number, frame.in(text), p.dim, fonts().small);
    draw_text(draw, {area.left - 12 - number, y - 1}, 60, value, p.text, fonts().bold);
  };
  label(area.top + 17, words::concurrency, p.concurrency, metrics->concurrency,
        frame.state.figures.concurrency_peak);
  label(area.top + 42, words::parallelism, p.parallelism, metrics->parallelism,
        frame.state.figures.parallelism_peak);
}

void TimelinePanel::draw_empty(const Frame& frame, const Area& area) const {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const Palette& p = palette();
  // A warp with nothing woven in it yet, if there is room for one.
  const float middle = (area.left + area.right) / 2;
  const bool with_warp = area.height() > 210;
  const float y = area.top + area.height() / 2 - (with_warp ? 30.0f : 44.0f);
  for (int i = 0; i < 5 && with_warp; ++i) {
    const float top = y - 96 + static_cast<float>(i) * 18;
    const float half = std::min(area.width() * 0.3f, 190.0f);
    draw->AddRectFilled({middle - half, top}, {middle + half, top + 9}, p.inset, 4);
    const float begin = middle - half + static_cast<float>((i * 37) % 60),
                length = half * (0.5f + 0.16f * static_cast<float>(i % 3));
    draw->AddRectFilled({begin, top}, {begin + length, top + 9}, p.soft, 4);
  }
  const bool live = is_live(frame.state.status);
  const std::string_view title = frame.in(live ? words::waiting_events : words::empty_title);
  const std::string_view help = live ? std::string_view() : frame.in(words::empty_help);
  const auto line = [&](std::string_view text, float top, ImU32 color, ImFont* font) {
    draw_text(draw, {middle - std::min(text_width(text, font), area.width()) / 2, top},
              area.width(), text, color, font);
  };
  ImFont* large = text_width(title, fonts().title) <= area.width() ? fonts().title : fonts().bold;
  line(title, y + 14, p.dim, large);
  line(help, y + 44, p.faint, fonts().body);
}

void TimelinePanel::take_input(const Area& whole, float rows_top, float pinch, bool walked) {
  ImGuiIO& io = ImGui::GetIO();
  const ImGuiID id = ImGui::GetItemID();
  const float left = whole.left - 1 + gutter_;
  hovered_ = ImGui::IsItemHovered();
  const bool active = ImGui::IsItemActive(), focused = ImGui::IsItemFocused();
  const bool on_time = io.MousePos.x >= left && io.MousePos.x < whole.right;
  cursor_ = hovered_ && on_time ? io.MousePos.x - left : -1;

  if (hovered_ && pinch != 1) {
    view_.zoom(1 / static_cast<double>(pinch),
               cursor_ >= 0 ? static_cast<double>(cursor_) : view_.width() / 2);
  }
  if (active && ImGui::IsMouseDragging(0, 3)) {
    if (io.MouseDelta.x != 0) view_.pan(static_cast<double>(io.MouseDelta.x));
    scroll_ -= io.MouseDelta.y;
    dragged_ = true;
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
  }
  if (ImGui::IsItemDeactivated()) {
    if (!dragged_ && !on_time) {
      const float y = io.MousePos.y - rows_top + scroll_;
      for (const Row& row : rows_.rows()) {
        if (row.kind == Row::Kind::process && y >= row.top && y < row.top + row.height)
          rows_.toggle(row.index);
      }
    }
    dragged_ = false;
  }
  if (hovered_) {
    ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);
    if (io.MouseWheel != 0) {
      if (!on_time || io.KeyShift) {
        scroll_ -= io.MouseWheel * 48;
      } else {
        view_.zoom(std::pow(static_cast<double>(kWheelZoom), static_cast<double>(io.MouseWheel)),
                   static_cast<double>(cursor_));
      }
    }
    if (io.MouseWheelH != 0) view_.pan(static_cast<double>(io.MouseWheelH) * 40);
  }
  if ((!hovered_ && !focused) || io.WantTextInput || io.KeyCtrl) return;
  const double center = cursor_ >= 0 ? static_cast<double>(cursor_) : view_.width() / 2;
  // The arrows are the timeline's while it has the pointer or the focus; Dear ImGui does not move
  // the focus with them.
  const auto pressed = [id](ImGuiKey key) {
    ImGui::SetKeyOwner(key, id);
    return ImGui::IsKeyPressed(key, id, ImGuiInputFlags_Repeat);
  };
  // A virtual run's steps are walked with these; then they pan with Shift.
  if (!walked || io.KeyShift) {
    if (pressed(ImGuiKey_LeftArrow)) view_.pan(static_cast<double>(kKeyPan));
    if (pressed(ImGuiKey_RightArrow)) view_.pan(-static_cast<double>(kKeyPan));
  }
  if (pressed(ImGuiKey_UpArrow)) scroll_ -= 48;
  if (pressed(ImGuiKey_DownArrow)) scroll_ += 48;
  // As characters: where + and - are depends on the keyboard.
  for (const ImWchar c : io.InputQueueCharacters) {
    if (c == '+' || c == '=') view_.zoom(static_cast<double>(kKeyZoom), center);
    if (c == '-') view_.zoom(1 / static_cast<double>(kKeyZoom), center);
  }
  if (pressed(ImGuiKey_F) || (!walked && pressed(ImGuiKey_Home))) view_.fit();
}

}  // namespace telar::ui
