#include "ui/panels/console_panel.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cstdio>
#include <span>
#include <string>

#include "base/time_text.hpp"
#include "ui/shell/items.hpp"
#include "ui/shell/widgets.hpp"
#include "ui/timeline/layout.hpp"

namespace telar::ui {
namespace {

constexpr float kLineHeight = 22;

std::string_view piece_text(const Store& store, const ConsoleLine::Piece& piece) {
  const std::string& text = store.writes()[piece.write].text;
  if (piece.begin >= text.size()) return {};
  return std::string_view(text).substr(piece.begin, piece.length);
}

// The console as it was printed.
std::string console_text(const Store& store, const Moment& moment) {
  std::string all;
  const std::size_t lines = lines_by(store, moment);
  for (std::size_t i = 0; i < lines; ++i) {
    for (const ConsoleLine::Piece& piece : pieces_by(store, store.console()[i], moment))
      all += piece_text(store, piece);
    all += '\n';
  }
  return all;
}

std::uint32_t writer_of(const Store& store, const ConsoleLine::Piece& piece) {
  return author_of(store, store.writes()[piece.write]);
}

// Those that wrote something visible on a line: lanes, or Store::kNone.
struct Authors {
  std::uint32_t lanes[4];
  int count = 0;

  Authors(const Store& store, std::span<const ConsoleLine::Piece> pieces) {
    for (const ConsoleLine::Piece& piece : pieces) {
      const std::uint32_t lane = writer_of(store, piece);
      if (count < 4 && std::find(lanes, lanes + count, lane) == lanes + count)
        lanes[count++] = lane;
    }
  }
  // "Thread-1 + Thread-2"
  std::string names(const Store& store) const {
    std::string all;
    for (int i = 0; i < count; ++i) {
      if (lanes[i] == Store::kNone) continue;
      if (!all.empty()) all += " + ";
      all += store.lanes()[lanes[i]].name;
    }
    return all;
  }
};

// A chip for each, and the first one's name.
void draw_authors(const Store& store, const Authors& authors, ImVec2 at, float width) {
  const Palette& p = palette();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  float x = at.x + 10;
  for (int i = 0; i < authors.count; ++i) {
    const std::uint32_t lane = authors.lanes[i];
    const ImU32 color = lane == Store::kNone ? p.faint : lane_color(lane);
    draw->AddRectFilled({x, at.y + 5}, {x + 5, at.y + kLineHeight - 5}, color, 2);
    x += 8;
  }
  x += 4;
  char name[96] = "?";
  if (authors.count > 0 && authors.lanes[0] != Store::kNone) {
    const Lane& first = store.lanes()[authors.lanes[0]];
    // Of several processes: the process's name, and the thread's too unless it is the main one.
    const bool many = store.processes().size() > 1 && first.process < store.processes().size();
    const bool is_main = first.kind == Lane::Kind::thread && number_of(first.strand) == 0;
    const char* process = many ? store.processes()[first.process].name.c_str() : "";
    const bool short_name = many && is_main;
    std::snprintf(name, sizeof name, "%s%s%s%s", process, many && !short_name ? " / " : "",
                  short_name ? "" : first.name.c_str(), authors.count > 1 ? " +" : "");
  }
  ImFont* small = fonts().small;
  draw_text(draw, {x, at.y + (kLineHeight - small->FontSize * small->Scale) / 2},
            at.x + width - x - 8, name, p.dim, small);
}

}  // namespace

void ConsolePanel::draw_line(const Frame& frame, std::size_t index, float author_width) {
  const Palette& p = palette();
  const Store& store = *frame.state.store;
  const auto pieces = pieces_by(store, store.console()[index], frame.state.moment);
  if (pieces.empty()) return;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImFont* mono = fonts().mono;
  const float text_y = at.y + (kLineHeight - mono->FontSize * mono->Scale) / 2;
  const Authors authors(store, pieces);
  draw_authors(store, authors, at, author_width);
  float x = at.x + author_width;
  for (const ConsoleLine::Piece& piece : pieces) {
    const std::string_view text = piece_text(store, piece);
    if (text.empty()) continue;
    const float width = text_width(text, mono);
    ImU32 color = p.text;
    if (authors.count > 1) {
      const std::uint32_t lane = writer_of(store, piece);
      color = lane == Store::kNone ? p.text : lane_color(lane);
      draw->AddRectFilled({x - 1, at.y + 2}, {x + width + 1, at.y + kLineHeight - 2},
                          with_alpha(color, 0.14f), 3);
    }
    draw->AddText(mono, mono->FontSize * mono->Scale, {x, text_y}, color, text.data(),
                  text.data() + text.size());
    x += width;
  }
  widest_ = std::max(widest_, x - at.x + 12);
  const bool hovered =
      ImGui::IsWindowHovered() &&
      ImGui::IsMouseHoveringRect(at, {at.x + std::max(x - at.x, author_width), at.y + kLineHeight});
  if (hovered) {
    const Write& write = store.writes()[pieces.front().write];
    show_tooltip(authors.names(store), exact_time(write.time, frame.state.language).c_str());
  }
}

// Its heading, how many lines there are, and what can be done with them.
void ConsolePanel::draw_head(Frame& frame, ImVec2 corner, float width, std::size_t lines) {
  const float right = corner.x + width;
  const float after_heading = draw_heading(frame, frame.in(words::console), corner);
  ButtonLook copy;
  const double now = ImGui::GetTime();
  const bool copied = now < copied_until_;
  copy.icon = copied ? Icon::check : Icon::copy;
  copy.enabled = lines > 0;
  copy.show_label = width > 392;
  copy.quiet = true;
  const std::string_view copy_label = frame.in(copied ? words::copied : words::copy_all);
  ButtonLook follow;
  follow.icon = Icon::follow;
  follow.show_label = width > 392;
  follow.toggle = true;
  follow.on = autoscroll_;
  follow.quiet = true;
  const std::string_view follow_label = frame.in(words::autoscroll);
  if (button_width(copy_label, copy) + button_width(follow_label, follow) + 6 >
      right - after_heading) {
    copy.show_label = follow.show_label = false;
  }
  const float copy_width = button_width(copy_label, copy);
  ImGui::SetCursorScreenPos({right - copy_width, corner.y - 2});
  if (button("copy-console", copy_label, copy)) {
    ImGui::SetClipboardText(console_text(*frame.state.store, frame.state.moment).c_str());
    copied_until_ = now + 1.5;
  }
  ImGui::SetCursorScreenPos(
      {right - copy_width - 6 - button_width(follow_label, follow), corner.y - 2});
  if (button("autoscroll", follow_label, follow)) autoscroll_ = !autoscroll_;
  const float count_room =
      right - copy_width - 12 - button_width(follow_label, follow) - after_heading;
  if (lines > 0 && count_room > 50) {
    char buffer[48];
    const std::string_view count =
        lines == 1 ? frame.in(words::one_line)
                   : say_into(buffer, frame.state.language, words::lines, lines);
    draw_text(ImGui::GetWindowDrawList(), {after_heading, corner.y + 7}, count_room, count,
              palette().faint, fonts().small);
  }
}

void ConsolePanel::draw(Frame& frame, ImVec2 position, ImVec2 size) {
  const Palette& p = palette();
  const Store* store = frame.state.store;
  const std::size_t lines = store != nullptr ? lines_by(*store, frame.state.moment) : 0;
  begin_card("console", position, size, true,
             ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  draw_head(frame, corner, ImGui::GetContentRegionAvail().x, lines);
  ImGui::SetCursorScreenPos({corner.x, corner.y + kControl + 4});

  ImGui::PushStyleColor(ImGuiCol_ChildBg, p.inset);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 6});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::BeginChild("lines", {0, 0}, ImGuiChildFlags_AlwaysUseWindowPadding,
                    ImGuiWindowFlags_HorizontalScrollbar);
  if (lines == 0) {
    ImGui::Indent(12);
    ImGui::Dummy({1, 4});
    write_wrapped(frame.in(words::console_empty), p.faint);
    ImGui::Unindent(12);
  } else {
    const float author_width = std::min(190.0f, ImGui::GetWindowWidth() * 0.36f);
    // A person who scrolls up wants to read: autoscroll pauses, and goes on when they are back at
    // the end.
    const float wheel = ImGui::GetIO().MouseWheel;
    if (wheel > 0 && ImGui::IsWindowHovered()) autoscroll_ = false;
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(lines), kLineHeight);
    while (clipper.Step()) {
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
        draw_line(frame, static_cast<std::size_t>(i), author_width);
        ImGui::Dummy({1, kLineHeight});
      }
    }
    // What is wider than the panel can be scrolled to.
    ImGui::SameLine(0, 0);
    ImGui::Dummy({std::max(widest_ - 1, 1.0f), 0});
    if (lines < lines_seen_) widest_ = 0;
    if (autoscroll_)
      ImGui::SetScrollY(1e9f);  // clamped to the end by the next frame, which knows all lines
    lines_seen_ = lines;
  }
  end_card();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
  ImGui::EndChild();
}

}  // namespace telar::ui
