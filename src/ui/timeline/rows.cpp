// The timeline's rows: processes, threads and tasks, their spans, marks and prints, and what the
// pointer is told of them.
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "base/time_text.hpp"
#include "report/action_words.hpp"
#include "report/state_words.hpp"
#include "ui/shell/widgets.hpp"
#include "ui/timeline/panel.hpp"
#include "ui/timeline/source_line.hpp"
#include "ui/timeline/step_cells.hpp"

namespace telar::ui {
namespace {

// Where a span is drawn in its row.
constexpr float kBarInset = 3;
constexpr float kTextRoom = 34;  // a narrower span holds no writing
constexpr float kHoverReach = 5;

float text_height(ImFont* font) { return font->FontSize * font->Scale; }

// "queue requests", "objeto 3".
void append_object(std::string& out, const Frame& frame, ProcessId process, ObjectId object) {
  const ObjectInfo* info = frame.state.store->object(process, object);
  if (info != nullptr && !info->name.empty()) {
    out += info->name;
    return;
  }
  char number[32];
  std::snprintf(number, sizeof number, " %u", object);
  out += frame.in(words::object);
  out += number;
}

// Words in so much room: all of them; else as much of what is before `kept` as fits, an ellipsis
// and the rest; else nothing. Returns the width it took.
float draw_cut(ImDrawList* draw, ImVec2 at, float room, std::string_view words, std::size_t kept,
               ImU32 color) {
  ImFont* font = fonts().small;
  const std::string_view rest = words.substr(kept);
  const float needed = rest.empty() ? 0 : text_width(rest, font);
  switch (fit_of(text_width(words, font), needed, room)) {
    case Fit::whole:
      return draw_text(draw, at, room, words, color, font);
    case Fit::cut: {
      const float taken = draw_text(draw, at, room - needed, words.substr(0, kept), color, font);
      return taken + draw_text(draw, {at.x + taken, at.y}, needed + 1, rest, color, font);
    }
    case Fit::rest:
      return draw_text(draw, at, room, rest.substr(rest.find_first_not_of(' ')), color, font);
    case Fit::none:
      break;
  }
  return 0;
}

}  // namespace

void TimelinePanel::draw_rows(const Frame& frame, const Area& area) {
  words_.clear();
  const auto [first, last] = rows_.between(scroll_, scroll_ + area.height());
  for (std::size_t i = first; i < last; ++i) {
    const Row& row = rows_.rows()[i];
    const float y = area.top + row.top - scroll_;
    if (row.kind == Row::Kind::process) {
      draw_process(frame, row, y, area);
    } else {
      draw_lane(frame, row, y, area);
    }
  }
}

void TimelinePanel::draw_process(const Frame& frame, const Row& row, float y,
                                 const Area& area) const {
  const ProcessInfo& process = frame.state.store->processes()[row.index];
  const Palette& p = palette();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const float left = area.left - gutter_, middle = y + row.height / 2;
  draw->AddRectFilled({left, y + 2}, {area.right + 14, y + row.height - 2}, p.inset);
  // A triangle that points down while its threads are shown.
  const float tx = left + 17;
  if (rows_.is_closed(process.id)) {
    draw->AddTriangleFilled({tx - 2, middle - 4}, {tx + 3, middle}, {tx - 2, middle + 4}, p.dim);
  } else {
    draw->AddTriangleFilled({tx - 4, middle - 2}, {tx + 4, middle - 2}, {tx, middle + 3}, p.dim);
  }
  const float name_left = left + 28;
  float name = draw_text(draw, {name_left, middle - text_height(fonts().bold) / 2}, gutter_ - 36,
                         process.name, p.text, fonts().bold);
  if (process.os_id != 0) {
    char id[40];
    std::snprintf(id, sizeof id, "%s %lld",
                  frame.c_str(frame.state.environment.web ? words::worker : words::pid),
                  static_cast<long long>(process.os_id));
    if (name + text_width(id, fonts().small) + 8 < gutter_ - 34) {
      draw_text(draw, {name_left + name + 8, middle - text_height(fonts().small) / 2 + 0.5f},
                gutter_ - 36 - name - 8, id, p.faint, fonts().small);
    }
  }
  // Its life.
  const Nanos end = std::min(process.end, frame.state.until());
  const float x0 =
      area.left + std::clamp(static_cast<float>(view_.x_of(static_cast<double>(process.begin))),
                             0.0f, area.width());
  const float x1 = area.left + std::clamp(static_cast<float>(view_.x_of(static_cast<double>(end))),
                                          0.0f, area.width());
  draw->AddLine({x0, middle}, {x1, middle}, with_alpha(p.dim, 0.5f), 2);
  if (static_cast<double>(process.begin) >= view_.begin())
    draw->AddCircleFilled({x0, middle}, 3, p.dim);
}

// How processes ended, over the line of the present.
void TimelinePanel::draw_exits(const Frame& frame, const Area& area) const {
  const Palette& p = palette();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImFont* font = fonts().small;
  const auto [first, last] = rows_.between(scroll_, scroll_ + area.height());
  for (std::size_t i = first; i < last; ++i) {
    const Row& row = rows_.rows()[i];
    if (row.kind != Row::Kind::process) continue;
    const ProcessInfo& process = frame.state.store->processes()[row.index];
    const auto ended_at = static_cast<double>(process.end);
    if (!has_ended(process, frame.state.moment) || ended_at < view_.begin() ||
        ended_at > view_.end()) {
      continue;
    }
    char code[40];
    std::snprintf(code, sizeof code, "%s %d", frame.c_str(words::exit_code), process.exitcode);
    const bool good = process.exitcode == 0;
    const float width = text_width(code, font) + 14;
    const float end = area.left + static_cast<float>(view_.x_of(ended_at));
    const float at = std::max(std::min(end + 4, area.right - width - 2), area.left);
    const float middle = area.top + row.top - scroll_ + row.height / 2;
    draw->AddRectFilled({at, middle - 9}, {at + width, middle + 9},
                        good ? p.good_soft : p.danger_soft, 9);
    draw_text(draw, {at + 7, middle - text_height(font) / 2}, width, code, good ? p.good : p.danger,
              font);
  }
}

void TimelinePanel::draw_lane(const Frame& frame, const Row& row, float y, const Area& area) {
  const Lane& lane = frame.state.store->lanes()[row.index];
  const Palette& p = palette();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImU32 color = lane_color(row.index);
  const float left = area.left - gutter_, middle = y + row.height / 2;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (hovered_ && mouse.y >= y && mouse.y < y + row.height && mouse.y >= area.top &&
      mouse.y < area.bottom) {
    draw->AddRectFilled({left, y}, {area.right, y + row.height}, with_alpha(p.accent, 0.07f));
  }
  const bool small = gutter_ < 150;
  const float indent = (row.is_task ? 42.0f : 28.0f) - (small ? 14.0f : 0.0f);
  draw->AddRectFilled({left + indent, middle - 5}, {left + indent + 5, middle + 5}, color, 2);
  ImFont* font = row.is_task || small ? fonts().small : fonts().body;
  draw_text(draw, {left + indent + 12, middle - text_height(font) / 2}, gutter_ - indent - 18,
            lane.name, row.is_task ? p.dim : p.text, font);

  const Nanos now = frame.state.until();
  spans_.clear();
  layout_spans(lane, view_, now, spans_);
  // The thread of the lane itself: alive from here to there, under its states.
  const Nanos lane_end = std::min(lane.end, now);
  const float life0 = std::clamp(static_cast<float>(view_.x_of(static_cast<double>(lane.begin))),
                                 0.0f, area.width());
  const float life1 =
      std::clamp(static_cast<float>(view_.x_of(static_cast<double>(lane_end))), 0.0f, area.width());
  if (life1 > life0)
    draw->AddLine({area.left + life0, middle}, {area.left + life1, middle},
                  with_alpha(color, 0.45f), 1);
  const float top = y + kBarInset, bottom = y + row.height - kBarInset;
  for (const SpanRect& span : spans_) {
    const float x0 = area.left + span.x0, x1 = std::min(area.left + span.x1, area.right),
                width = x1 - x0;
    // Rounding costs vertices and is not seen on narrow ones.
    draw->AddRectFilled({x0, top}, {std::max(x1, x0 + 1), bottom}, state_color(span.state),
                        width > 8 ? 3.0f : 0.0f);
    if (!span.merged && !draw_steps(frame, lane, span, top, bottom, area) && width >= kTextRoom)
      draw_state(frame, lane, span, middle, area);
  }
  draw_gaps(lane, y, row.height, area);
  draw_marks(frame, row, y, area);
}

// What a span's state is called and how long it lasts, as far as there is room.
void TimelinePanel::draw_state(const Frame& frame, const Lane& lane, const SpanRect& span,
                               float middle, const Area& area) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImFont* font = fonts().small;
  const Nanos now = frame.state.until();
  const Span& whole = lane.spans[span.first];
  const ImVec2 at{area.left + span.x0 + 7, middle - text_height(font) / 2};
  const ImU32 color = state_text_color(span.state);
  const std::string_view word = frame.in(state_words(span.state));
  const float room = std::min(area.left + span.x1, area.right) - at.x - 5;
  const float taken = text_width(word, font);
  if (taken > room) return;
  draw_text(draw, at, room, word, color, font);
  words_.push_back({at.x, at.y, at.x + taken, at.y + text_height(font)});
  const ShortText duration =
      short_time(std::min(whole.end, now) - whole.begin, frame.state.language);
  const float after = taken + 8 + text_width(duration.c_str(), font);
  if (after >= room) return;
  draw_text(draw, {at.x + taken + 8, at.y}, room, duration.c_str(), with_alpha(color, 0.7f), font);
  words_.back().z = at.x + after;
  if (span.state != State::blocked || lane.stands.empty()) return;
  // What it waits to do.
  const Store& store = *frame.state.store;
  const std::uint32_t stand = store.stand_at(lane, whole.begin);
  if (stand == Store::kNone) return;
  const std::string text = action_words(action_of(store, lane.stands[stand], frame.state.moment),
                                        frame.state.language, Wording::brief);
  const float all = after + 12 + text_width(text, font);
  if (all >= room) return;
  draw_text(draw, {at.x + after + 12, at.y}, room, text, color, font);
  words_.back().z = at.x + all;
}

// What was done in a running span, step by step, where there is room for it. False if there is for
// none of them, or nothing is known of them.
bool TimelinePanel::draw_steps(const Frame& frame, const Lane& lane, const SpanRect& span,
                               float top, float bottom, const Area& area) {
  const Store& store = *frame.state.store;
  cells_.clear();
  layout_step_cells(store, lane, span, view_, frame.state.until(), cells_);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImU32 color = state_text_color(State::running);
  const float text_y = (top + bottom - text_height(fonts().small)) / 2;
  for (const StepCell& cell : cells_) {
    const float x0 = area.left + cell.x0, x1 = std::min(area.left + cell.x1, area.right);
    if (cell.x0 > span.x0)
      draw->AddLine({x0, top + 2}, {x0, bottom - 2}, with_alpha(palette().card, 0.7f));
    const Action action = action_of(store, lane.stands[cell.stand], frame.state.moment);
    const std::string text = action_words(action, frame.state.language, Wording::brief);
    // What is done to a variable says more than its name, which is cut first.
    const std::size_t kept = text.starts_with(action.object) ? action.object.size() : text.size();
    const float taken = draw_cut(draw, {x0 + 5, text_y}, x1 - x0 - 8, text, kept, color);
    words_.push_back({x0 + 5, text_y, x0 + 5 + taken, text_y + text_height(fonts().small)});
  }
  return !cells_.empty();
}

// Where events were lost: a tear in the cloth, as a zigzag.
void TimelinePanel::draw_gaps(const Lane& lane, float y, float height, const Area& area) const {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  for (const Nanos gap : lane.gaps) {
    const float x = area.left + static_cast<float>(view_.x_of(static_cast<double>(gap)));
    if (x < area.left || x > area.right) continue;
    for (int i = 0; i < 4; ++i) {
      const float step = (height - 2) / 4, from = y + 1 + step * static_cast<float>(i);
      const float side = i % 2 == 0 ? -2.5f : 2.5f;
      draw->AddLine({x + side, from}, {x - side, from + step}, palette().gap, 1.8f);
    }
  }
}

void TimelinePanel::draw_marks(const Frame& frame, const Row& row, float y, const Area& area) {
  const Palette& p = palette();
  const Store& store = *frame.state.store;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  // Alone it is plain; a few neighbours are a bigger one; a crowd is a speck that leaves the states
  // in sight.
  const auto radius = [](const MarkPoint& point) {
    return point.count == 1 ? 3.0f : point.count <= 4 ? 3.6f : 1.8f;
  };
  points_.clear();
  layout_marks(store.lanes()[row.index].marks, store.events(), frame.state.moment, view_, points_);
  // Under the row's words.
  const float low = y + row.height - kEdge;
  for (const MarkPoint& point : points_) {
    const float x = area.left + point.x, r = radius(point);
    draw->AddQuadFilled({x, low - r}, {x + r, low}, {x, low + r}, {x - r, low}, p.mark);
  }
  // Prints, above them: dots in their author's colour, as in the console.
  points_.clear();
  layout_marks(prints_.of(row.index), store.writes(), frame.state.moment, view_, points_);
  const float top = y + kEdge;
  for (const MarkPoint& point : points_) {
    const float x = area.left + point.x, r = radius(point);
    draw->AddCircleFilled({x, top}, r + 1.2f, p.card, 12);
    draw->AddCircleFilled({x, top}, r, lane_color(row.index), 12);
  }
}

void TimelinePanel::explain(const Frame& frame, const Area& area) const {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const Area whole{area.left - gutter_, area.top, area.right, area.bottom};
  if (!whole.holds(mouse)) return;
  const float y = mouse.y - area.top + scroll_;
  const auto [first, last] = rows_.between(y, y + 1);
  if (first == last) return;
  const Row& row = rows_.rows()[first];
  const Store& store = *frame.state.store;
  if (row.kind == Row::Kind::lane) {
    explain_lane(frame, store.lanes()[row.index], row.index, cursor_);
    return;
  }
  const ProcessInfo& process = store.processes()[row.index];
  const Language language = frame.state.language;
  std::string text;
  char line[96];
  std::snprintf(line, sizeof line, "%s %u \xc2\xb7 %s %lld\n", frame.c_str(words::process),
                process.id, frame.c_str(frame.state.environment.web ? words::worker : words::pid),
                static_cast<long long>(process.os_id));
  text += line;
  text = text + frame.c_str(words::from) + " " + exact_time(process.begin, language).c_str() + "\n";
  if (has_ended(process, frame.state.moment)) {
    text =
        text + frame.c_str(words::until) + " " + exact_time(process.end, language).c_str() + "\n";
    std::snprintf(line, sizeof line, "%s %d", frame.c_str(words::exit_code), process.exitcode);
    text += line;
  } else {
    text += frame.in(words::alive);
  }
  show_tooltip(process.name, text);
}

void TimelinePanel::explain_lane(const Frame& frame, const Lane& lane, std::size_t index,
                                 float x) const {
  const Store& store = *frame.state.store;
  const Language language = frame.state.language;
  const Nanos now = frame.state.until();
  std::string title = lane.name, text;
  if (lane.process < store.processes().size())
    title = store.processes()[lane.process].name + " / " + lane.name;
  if (x < 0) {
    text += frame.in(lane.kind == Lane::Kind::task ? words::task : words::thread);
    text = text + "\n" + frame.c_str(words::from) + " " + exact_time(lane.begin, language).c_str();
    if (lane.end <= now)
      text = text + "\n" + frame.c_str(words::until) + " " + exact_time(lane.end, language).c_str();
    show_tooltip(title, text);
    return;
  }
  const double time = view_.time_at(static_cast<double>(x));
  // Narrow spans are found by their neighbourhood: the pointer stands for a point, not for a
  // nanosecond.
  std::ptrdiff_t found = span_at(lane, static_cast<Nanos>(time), now);
  if (found < 0) found = span_at(lane, static_cast<Nanos>(time + view_.per_point()), now);
  if (found >= 0 && lane.spans[static_cast<std::size_t>(found)].state != State::finished) {
    const Span& span = lane.spans[static_cast<std::size_t>(found)];
    const bool on_object = span.state == State::blocked && span.object != 0;
    if (span.state == State::blocked) {
      text += frame.in(on_object ? words::blocked_on : words::blocked_outside);
      if (on_object) {
        text += ' ';
        append_object(text, frame, lane.process, span.object);
      }
    } else {
      text += frame.in(state_words(span.state));
    }
    const bool open = span.end > now;
    const Nanos end = open ? now : span.end;
    text = text + "\n" + frame.c_str(words::lasts) + " " +
           exact_time(end - span.begin, language).c_str();
    if (open) text = text + " " + frame.c_str(words::so_far);
    text = text + "\n" + frame.c_str(words::from) + " " + exact_time(span.begin, language).c_str();
    if (!open)
      text = text + " " + frame.c_str(words::until) + " " + exact_time(span.end, language).c_str();
    if (static_cast<double>(end - span.begin) < view_.per_point())
      text = text + "\n" + frame.c_str(words::merged);
  }
  explain_stand(frame, lane, static_cast<Nanos>(time), text);
  const double reach = view_.per_point() * static_cast<double>(kHoverReach);
  explain_marks(frame, lane, index, time - reach, time + reach, text);
  for (const Nanos gap : lane.gaps) {
    if (std::fabs(static_cast<double>(gap) - time) > reach) continue;
    text = text + (text.empty() ? "" : "\n") + frame.c_str(words::lost);
    break;
  }
  show_tooltip(title, text);
}

// In virtual time: what the strand does at this time or stands before, and at which line.
void TimelinePanel::explain_stand(const Frame& frame, const Lane& lane, Nanos time,
                                  std::string& text) const {
  const Store& store = *frame.state.store;
  const std::uint32_t stand = store.stand_at(lane, time);
  if (stand == Store::kNone || time > frame.state.until()) return;
  const Action action = action_of(store, lane.stands[stand], frame.state.moment);
  const std::string words = action_words(action, frame.state.language, Wording::full);
  const std::ptrdiff_t at = span_at(lane, time, frame.state.until());
  const bool runs = at >= 0 && lane.spans[static_cast<std::size_t>(at)].state == State::running;
  text += text.empty() ? "" : "\n";
  text += runs ? words : say(frame.state.language, words::stands_before, words);
  const std::string place = place_text(action);
  if (place.empty()) return;
  text += "\n" + place;
  if (!frame.state.run_program) return;
  const auto code = source_line(*frame.state.run_program, action.file, action.line);
  if (!code.empty()) text = text + "\n" + std::string(code);
}

// What happened between two times, as lines: the lane's marks and prints in their order.
void TimelinePanel::explain_marks(const Frame& frame, const Lane& lane, std::size_t index,
                                  double from, double to, std::string& text) const {
  const Store& store = *frame.state.store;
  const auto& prints = prints_.of(index);
  const auto first = [from](const auto& list, const auto& items) {
    return std::lower_bound(list.begin(), list.end(), from, [&](std::uint32_t i, double time) {
      return static_cast<double>(items[i].time) < time;
    });
  };
  auto mark = first(lane.marks, store.events());
  auto print = first(prints, store.writes());
  const auto marks_end = end_of_happened(lane.marks, store.events(), frame.state.moment);
  const auto prints_end = end_of_happened(prints, store.writes(), frame.state.moment);
  for (int shown = 0;; ++shown) {
    const Nanos mark_time = mark < marks_end ? store.events()[*mark].time : kNever;
    const Nanos print_time = print < prints_end ? store.writes()[*print].time : kNever;
    const Nanos time = std::min(mark_time, print_time);
    if (static_cast<double>(time) > to) return;
    if (!text.empty()) text += '\n';
    if (shown == 8) {
      text += "\xe2\x80\xa6";
      return;
    }
    text = text + exact_time(time, frame.state.language).c_str() + "  ";
    if (print_time <= mark_time) {
      const std::string_view printed = store.writes()[*print++].text;
      text += frame.in(words::prints);
      // The newline that Python's print writes apart is seen as what it is.
      text += printed == "\n"
                  ? " \xe2\x86\xb5"
                  : " \xe2\x80\x9c" + std::string(printed.substr(0, printed.find('\n'))) +
                        "\xe2\x80\x9d";
    } else {
      text += action_words(store.action_of(store.events()[*mark++]), frame.state.language,
                           Wording::full);
    }
  }
}

}  // namespace telar::ui
