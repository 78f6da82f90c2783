// What went wrong, on the timeline: a mark at each place; of a deadlock, arrows in the order of its
// cycle; of the accesses of a race or of a lost update, the line that joins them.
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "base/time_text.hpp"
#include "ui/shell/widgets.hpp"
#include "ui/timeline/panel.hpp"

namespace telar::ui {
namespace {

constexpr float kRadius = 7;

void draw_mark(ImDrawList* draw, ImVec2 at, bool hovered) {
  const Palette& p = palette();
  const float r = hovered ? kRadius + 1.5f : kRadius;
  draw->AddCircleFilled(at, r + 1.5f, p.card, 20);
  draw->AddCircleFilled(at, r, p.danger, 20);
  const ImU32 ink = p.dark ? p.page : p.card;
  draw->AddRectFilled({at.x - 1, at.y - 4}, {at.x + 1, at.y + 1}, ink);
  draw->AddRectFilled({at.x - 1, at.y + 2.5f}, {at.x + 1, at.y + 4.5f}, ink);
}

// From mark to mark, bent to one side: the way there and the way back are two curves.
void draw_arrow(ImDrawList* draw, ImVec2 from, ImVec2 to, ImU32 color) {
  const float dx = to.x - from.x, dy = to.y - from.y, length = std::sqrt(dx * dx + dy * dy);
  if (length < 1) return;
  const float bend = std::clamp(length * 0.35f, 16.0f, 60.0f);
  const ImVec2 side{dy / length * bend, -dx / length * bend};
  const ImVec2 b{from.x + dx * 0.25f + side.x, from.y + dy * 0.25f + side.y};
  const ImVec2 c{from.x + dx * 0.75f + side.x, from.y + dy * 0.75f + side.y};
  // It ends at the mark's edge, where it comes in.
  const float in_x = to.x - c.x, in_y = to.y - c.y,
              in = std::max(std::sqrt(in_x * in_x + in_y * in_y), 1.0f);
  const ImVec2 u{in_x / in, in_y / in};
  const ImVec2 tip{to.x - u.x * (kRadius + 2), to.y - u.y * (kRadius + 2)};
  const ImVec2 base{tip.x - u.x * 8, tip.y - u.y * 8};
  draw->AddBezierCubic(from, b, c, base, color, 2);
  draw->AddTriangleFilled(tip, {base.x - u.y * 5, base.y + u.x * 5},
                          {base.x + u.y * 5, base.y - u.x * 5}, color);
}

}  // namespace

void TimelinePanel::draw_problems(const Frame& frame, const Area& area) {
  explained_ = false;
  if (frame.state.findings.empty()) return;
  const Palette& p = palette();
  const Store& store = *frame.state.store;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  // Where a place is: in the middle of its lane's row, or of its process's header while that is
  // closed.
  const Playback& playback = frame.state.playback;
  const auto point_of = [&](const Finding::Place& place, ImVec2& at) {
    if (playback.available && place.time > playback.time) return false;  // yet to come
    const std::uint32_t lane = store.lane_of(place.what.strand);
    for (const Row& row : rows_.rows()) {
      const bool is_lane = row.kind == Row::Kind::lane && row.index == lane;
      const bool is_closed = row.kind == Row::Kind::process &&
                             row.index == process_of(place.what.strand) &&
                             rows_.is_closed(row.index);
      if (!is_lane && !is_closed) continue;
      at = {area.left + static_cast<float>(view_.x_of(static_cast<double>(place.time))),
            area.top + row.top - scroll_ + row.height / 2};
      return true;
    }
    return false;
  };
  draw->PushClipRect({area.left - kRadius - 2, area.top}, {area.right + kRadius + 2, area.bottom},
                     true);
  for (const Finding& finding : frame.state.findings) {
    marks_.clear();
    for (const Finding::Place& place : finding.places) {
      ImVec2 at;
      if (point_of(place, at)) marks_.push_back(at);
    }
    const bool whole = marks_.size() == finding.places.size() && marks_.size() > 1;
    const ImU32 color = with_alpha(p.danger, 0.9f);
    if (whole && finding.kind == Finding::Kind::deadlock) {
      const std::size_t count = marks_.size();
      for (std::size_t i = 0; i < count; ++i)
        draw_arrow(draw, marks_[i], marks_[(i + 1) % count], color);
    } else if (whole && (finding.kind == Finding::Kind::race ||
                         finding.kind == Finding::Kind::lost_update)) {
      for (std::size_t i = 0; i + 1 < marks_.size(); ++i)
        draw->AddLine(marks_[i], marks_[i + 1], color, 2);
    }
    for (const ImVec2 at : marks_) {
      const float dx = mouse.x - at.x, dy = mouse.y - at.y;
      const bool near = dx * dx + dy * dy <= (kRadius + 3) * (kRadius + 3);
      const bool under = near && hovered_ && !explained_ && area.holds(mouse);
      draw_mark(draw, at, under);
      explained_ = explained_ || under;
      if (!under) continue;
      std::string text;
      const Language language = frame.state.language;
      for (std::size_t i = 0; i < finding.places.size(); ++i) {
        const Finding::Place& place = finding.places[i];
        if (!text.empty()) text += '\n';
        text = text + exact_time(place.time, language).c_str() + "  " +
               told_place(finding, i, language);
      }
      show_tooltip(finding_text(finding, language), text);
    }
  }
  draw->PopClipRect();
}

}  // namespace telar::ui
