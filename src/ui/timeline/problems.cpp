// What went wrong, on the timeline: a mark at each place; of a deadlock, arrows in the order of its
// cycle; of the accesses of a race or of a lost update, the line that joins them. Marks stand
// between the rows, and lines go along the edges of rows and of steps: what a step says stays in
// sight.
#include <imgui_internal.h>

#include <algorithm>
#include <string>

#include "base/time_text.hpp"
#include "ui/shell/widgets.hpp"
#include "ui/timeline/panel.hpp"

namespace telar::ui {
namespace {

constexpr float kRadius = 4.5f;
constexpr float kReach = 10;  // of the pointer

void draw_mark(ImDrawList* draw, ImVec2 at, bool hovered) {
  const Palette& p = palette();
  const float r = hovered ? kRadius + 1.5f : kRadius;
  draw->AddCircleFilled(at, r + 1, p.card, 16);
  draw->AddCircleFilled(at, r, p.danger, 16);
  const ImU32 ink = p.dark ? p.page : p.card;
  draw->AddRectFilled({at.x - 0.75f, at.y - 3}, {at.x + 0.75f, at.y + 0.75f}, ink);
  draw->AddRectFilled({at.x - 0.75f, at.y + 1.5f}, {at.x + 0.75f, at.y + 3}, ink);
}

// From mark to mark: across the rows at this x, else along the gaps above them.
void draw_way(ImDrawList* draw, ImVec2 from, ImVec2 to, float across, bool arrow) {
  const ImU32 color = with_alpha(palette().danger, 0.9f);
  const bool upright = across == to.x && from.y != to.y;
  // An arrow ends at the mark's edge, where it comes in.
  const ImVec2 u =
      upright ? ImVec2{0, to.y > from.y ? 1.0f : -1.0f}
              : ImVec2{to.x > across || (to.x == across && to.x > from.x) ? 1.0f : -1.0f, 0};
  const float before = arrow ? kRadius + 1 : 0;
  const ImVec2 tip{to.x - u.x * before, to.y - u.y * before};
  draw->PathLineTo(from);
  draw->PathLineTo({across, from.y});
  draw->PathLineTo({across, to.y});
  draw->PathLineTo(tip);
  draw->PathStroke(color, 0, 1.5f);
  if (!arrow) return;
  const ImVec2 base{tip.x - u.x * 6, tip.y - u.y * 6};
  draw->AddTriangleFilled(tip, {base.x - u.y * 3.5f, base.y + u.x * 3.5f},
                          {base.x + u.y * 3.5f, base.y - u.x * 3.5f}, color);
}

}  // namespace

// Where a place is: on the upper edge of its lane's row; in the middle of its process's header
// while that is closed. False if neither is on show, or it is yet to come.
bool TimelinePanel::find_place(const Frame& frame, const Area& area, const Finding::Place& place,
                               ImVec2& at) const {
  const Playback& playback = frame.state.playback;
  if (playback.available && place.time > playback.time) return false;
  const std::uint32_t lane = frame.state.store->lane_of(place.what.strand);
  for (const Row& row : rows_.rows()) {
    const bool is_lane = row.kind == Row::Kind::lane && row.index == lane;
    const bool is_closed = row.kind == Row::Kind::process &&
                           row.index == process_of(place.what.strand) && rows_.is_closed(row.index);
    if (!is_lane && !is_closed) continue;
    at = {area.left + static_cast<float>(view_.x_of(static_cast<double>(place.time))),
          area.top + row.top - scroll_ + (is_lane ? kEdge : row.height / 2)};
    return true;
  }
  return false;
}

// The marks of a finding that are on show.
void TimelinePanel::find_marks(const Frame& frame, const Area& area, const Finding& finding) {
  marks_.clear();
  for (const Finding::Place& place : finding.places) {
    ImVec2 at;
    if (find_place(frame, area, place, at)) marks_.push_back(at);
  }
}

// Joins two marks where a line strikes through the fewest words.
void TimelinePanel::join(ImVec2 from, ImVec2 to, bool arrow) const {
  const auto [top, bottom] = std::minmax(from.y, to.y);
  const auto struck = [&, top = top, bottom = bottom](float x) {
    return std::count_if(words_.begin(), words_.end(), [&](const ImVec4& words) {
      return words.x < x + 1 && words.z > x - 1 && words.y < bottom && words.w > top;
    });
  };
  const float across = struck(to.x) < struck(from.x) ? to.x : from.x;
  draw_way(ImGui::GetWindowDrawList(), from, to, across, arrow);
}

void TimelinePanel::draw_problems(const Frame& frame, const Area& area) {
  explained_ = false;
  if (frame.state.findings.empty()) return;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->PushClipRect({area.left - kRadius - 2, area.top}, {area.right + kRadius + 2, area.bottom},
                     true);
  for (const Finding& finding : frame.state.findings) {
    find_marks(frame, area, finding);
    const std::size_t count = marks_.size();
    if (count != finding.places.size() || count < 2) continue;
    const bool cycle = finding.kind == Finding::Kind::deadlock;
    if (!cycle && finding.kind != Finding::Kind::race && finding.kind != Finding::Kind::lost_update)
      continue;
    for (std::size_t i = 0; i + (cycle ? 0 : 1) < count; ++i)
      join(marks_[i], marks_[(i + 1) % count], cycle);
  }
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  for (const Finding& finding : frame.state.findings) {
    find_marks(frame, area, finding);
    for (const ImVec2 at : marks_) {
      const float dx = mouse.x - at.x, dy = mouse.y - at.y;
      const bool near = dx * dx + dy * dy <= kReach * kReach;
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
