#include "ui/explore/explore_panel.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "base/time_text.hpp"
#include "report/outcome_words.hpp"
#include "ui/shell/items.hpp"
#include "ui/shell/widgets.hpp"

namespace telar::ui {
namespace {

constexpr float kRow = 30, kTallRow = 46, kLine = 20;
constexpr float kTimesWidth = 54, kShareWidth = 50, kSwitchesWidth = 50;

// "1234", "12 345": digits in threes once there are five.
std::string grouped(std::uint64_t value) {
  std::string digits = std::to_string(value);
  if (digits.size() < 5) return digits;
  for (std::size_t i = digits.size() - 3; i > 0; i -= std::min<std::size_t>(i, 3))
    digits.insert(i, "\xc2\xa0");
  return digits;
}

// Writes from `x` on and returns where it ended, with air; nothing if there is no room for it.
float put(ImDrawList* draw, float x, float y, float right, std::string_view text, ImU32 color,
          ImFont* font) {
  const float width = text_width(text, font);
  if (x + width > right + 0.5f) return x;
  draw_text(draw, {x, y}, width + 1, text, color, font);
  return x + width + 12;
}

void draw_progress(const Frame& frame, ImVec2 at, float width) {
  const Palette& p = palette();
  const Exploration& e = frame.state.exploration;
  const Language language = frame.state.language;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const float right = at.x + width;
  ImFont *bold = fonts().bold, *small = fonts().small;
  float x = at.x;
  const std::string count = grouped(e.report.executions) + " " + frame.c_str(words::executions);
  x = put(draw, x, at.y, right, count, p.text, bold);
  const Word& status = e.running            ? words::exploring
                       : e.report.exhausted ? words::exhausted
                                            : words::not_exhausted;
  x = put(draw, x, at.y + 2, right, frame.in(status),
          e.report.exhausted ? p.good
          : e.running        ? p.accent
                             : p.warn,
          small);
  // The second line: the finer numbers.
  float y = at.y + kLine;
  x = at.x;
  char text[96];
  if (e.report.first_failure_at > 0) {
    say_into(text, frame.state.language, words::first_failure, e.report.first_failure_at);
    x = put(draw, x, y, right, text, p.danger, small);
  } else if (e.report.executions > 0) {
    x = put(draw, x, y, right, frame.in(words::no_failure), p.good, small);
  }
  x = put(draw, x, y, right, std::string(number(e.report.seconds, 1, language).c_str()) + " s",
          p.dim, small);
  x = put(
      draw, x, y, right,
      grouped(static_cast<std::uint64_t>(std::max(e.report.executions_per_second(), 0.0))) + "/s",
      p.dim, small);
  if (e.report.coverage == Coverage::every_order)
    x = put(draw, x, y, right, frame.in(words::every_order), p.dim, small);
  if (e.report.bound >= 0) {
    say_into(text, frame.state.language, words::bound, e.report.bound);
    x = put(draw, x, y, right, text, p.dim, small);
  }
  if (e.report.coverage == Coverage::every_order && ImGui::IsWindowHovered() &&
      ImGui::IsMouseHoveringRect(at, {right, y + kLine}))
    show_tooltip(frame.in(words::every_order), frame.in(words::every_order_help));
  if (!frame.narrow && e.program != nullptr)
    put(draw, x, y, right, frame.in(e.program->title), p.faint, small);
  if (e.running && e.most > 0) {
    const float part = std::clamp(
        static_cast<float>(static_cast<double>(e.report.executions) / static_cast<double>(e.most)),
        0.0f, 1.0f);
    y += kLine;
    draw->AddRectFilled({at.x, y}, {right, y + 3}, p.soft, 1.5f);
    draw->AddRectFilled({at.x, y}, {at.x + width * part, y + 3}, p.accent, 1.5f);
  }
}

void draw_titles(const Frame& frame, float width) {
  const Palette& p = palette();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImFont* font = fonts().small;
  float right = at.x + width - 10;
  const auto title = [&](const Word& text, float column) {
    const float taken = std::min(text_width(frame.in(text), font), column - 4);
    draw_text(draw, {right - taken, at.y}, taken + 1, frame.in(text), p.faint, font);
    right -= column;
  };
  title(words::times, kTimesWidth + kShareWidth);
  title(words::switches, kSwitchesWidth);
  draw_text(draw, {at.x + 10, at.y}, right - at.x - 10, frame.in(words::outcomes), p.faint, font);
  ImGui::Dummy({width, 18});
}

// "< 0.1 %", "7.2 %", "50 %".
std::string percent(double share, Language language) {
  if (share > 0 && share < 0.001)
    return std::string("< ") + number(0.1, 1, language).c_str() + " %";
  return std::string(number(share * 100, share < 0.1 ? 1 : 0, language).c_str()) + " %";
}

// Its numbers, from the right; returns where they begin.
float draw_numbers(const Frame& frame, const Sightings& seen, double share, float right, float y) {
  const Palette& p = palette();
  ImFont* small = fonts().small;
  const auto value = [&](std::string_view text, ImU32 ink, float column) {
    draw_text(ImGui::GetWindowDrawList(), {right - text_width(text, small), y}, column, text, ink,
              small);
    right -= column;
  };
  value(percent(share, frame.state.language), p.dim, kShareWidth);
  value(grouped(seen.count), p.text, kTimesWidth);
  value(std::to_string(seen.switches), p.faint, kSwitchesWidth);
  return right;
}

void explain(const Frame& frame, std::string_view title, const std::string& whole,
             const Sightings& seen) {
  std::string text = whole.substr(0, 600);
  if (text.size() < whole.size()) text += "\xe2\x80\xa6";
  if (!text.empty()) text += "\n\n";
  text = text + frame.c_str(words::first_seen) + " " + grouped(seen.first_at) + "\n";
  text = text + frame.c_str(words::switches_help) + " " + std::to_string(seen.switches);
  show_tooltip(title, text);
}

// A line of the list, all but its words, which go from `left` to `right`.
struct FoundRow {
  Press press;
  float left, right, y;
};
FoundRow draw_row(const Frame& frame, const char* name, const std::string& label,
                  const Sightings& seen, const std::string& schedule, ImU32 color, ImVec2 size) {
  const Palette& p = palette();
  const std::uint64_t executions = frame.state.exploration.report.executions;
  const Press press = press_area(name, label, size);
  const bool shown = frame.state.playback.available && !schedule.empty() &&
                     frame.state.playback.schedule == schedule;
  describe_item(Item::Role::option, name, label, shown);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImVec2 from{press.min.x + 3, press.min.y + 1}, to{press.max.x - 3, press.max.y - 1};
  if (press.hovered || shown)
    draw->AddRectFilled(from, to, shown ? with_alpha(p.accent, 0.14f) : p.soft, 6);
  const double share =
      executions > 0 ? static_cast<double>(seen.count) / static_cast<double>(executions) : 0;
  // Its share, under the words: a failure that is one in ten thousand still has a line.
  const float room = to.x - from.x - 14,
              bar = std::max(room * static_cast<float>(std::min(share, 1.0)), 2.0f);
  draw->AddRectFilled({from.x + 7, to.y - 4}, {from.x + 7 + room, to.y - 2},
                      with_alpha(p.faint, 0.18f), 1);
  draw->AddRectFilled({from.x + 7, to.y - 4}, {from.x + 7 + bar, to.y - 2}, color, 1);
  const float y = press.min.y + 5;
  const float right = draw_numbers(frame, seen, share, press.max.x - 10, y);
  draw->AddCircleFilled({press.min.x + 14, press.min.y + 12}, 4, color, 12);
  return {press, press.min.x + 25, right, y};
}

// How it ends and, after that or in a second line, what tells it from the others.
bool draw_outcome(const Frame& frame, std::size_t index, const OutcomeWords& words, bool two_lines,
                  float width) {
  const Palette& p = palette();
  const Exploration& e = frame.state.exploration;
  const Found& outcome = e.report.outcomes[index];
  const std::string_view kind = frame.in(kOutcomes[outcome.kind].label);
  const std::string text = outcome.text();
  const std::string_view line = std::string_view(text).substr(0, text.find('\n'));
  char name[32];
  std::snprintf(name, sizeof name, "outcome.%zu", index);
  std::string label(kind);
  if (!line.empty()) label.append(": ").append(line);
  const FoundRow row =
      draw_row(frame, name, label, outcome, e.schedules[index], outcome.bad() ? p.danger : p.good,
               {width, two_lines ? kTallRow : kRow});
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImFont *small = fonts().small, *mono = fonts().mono_small;
  float x = row.left;
  x += draw_text(draw, {x, row.y}, row.right - x, kind, outcome.bad() ? p.danger : p.text, small) +
       8;
  const std::string_view first = two_lines ? words.common : words.own;
  if (row.right - x > 20)
    draw_text(draw, {x, row.y + 1}, row.right - x, first, two_lines ? p.faint : p.dim, mono);
  if (two_lines) {
    const std::string own = (words.common.empty() ? "" : "\xe2\x80\xa6 ") + words.own;
    draw_text(draw, {row.left, row.y + 17}, row.press.max.x - 10 - row.left, own, p.dim, mono);
  }
  if (row.press.hovered) explain(frame, kind, text, outcome);
  return row.press.clicked;
}

// On what, and in a second line the two accesses.
bool draw_race(const Frame& frame, std::size_t index, float width) {
  const Palette& p = palette();
  const Exploration& e = frame.state.exploration;
  const FoundRace& race = e.report.races[index];
  const Language language = frame.state.language;
  const std::string first = race.first_text(language), second = race.second_text(language);
  const std::string both = first + " \xc2\xb7 " + second;
  char name[32];
  std::snprintf(name, sizeof name, "race.%zu", index);
  const std::string_view kind = frame.in(words::problem_race);
  const std::string label = std::string(kind) + " " + race.race.variable + ": " + both;
  const FoundRow row =
      draw_row(frame, name, label, race, e.race_schedules[index], p.warn, {width, kTallRow});
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImFont *small = fonts().small, *mono = fonts().mono_small;
  float x = row.left;
  x += draw_text(draw, {x, row.y}, row.right - x, kind, p.warn, small) + 8;
  if (row.right - x > 20)
    draw_text(draw, {x, row.y + 1}, row.right - x, race.race.variable, p.dim, mono);
  draw_text(draw, {row.left, row.y + 17}, row.press.max.x - 10 - row.left, both, p.dim, mono);
  if (row.press.hovered) explain(frame, kind, first + "\n" + second, race);
  return row.press.clicked;
}

// Of a row with one line, for words.
float words_room(const Frame& frame, Outcome kind, float width) {
  return width - 35 - kTimesWidth - kShareWidth - kSwitchesWidth -
         text_width(frame.in(kOutcomes[kind].label), fonts().small) - 8;
}

void explain_branch(const Frame& frame, const IcicleRect& rect) {
  const Language language = frame.state.language;
  if (rect.count > 1)
    return show_tooltip(std::to_string(rect.count) + " " + frame.c_str(words::tree_merged));
  const TreeBranch& branch = frame.state.exploration.branches[rect.branch];
  const std::string title = branch.depth == 0
                                ? frame.c_str(words::tree_all)
                                : say(language, words::tree_choice, int{branch.depth}, branch.name);
  show_tooltip(title, percent(branch.end - branch.begin, language) + " " +
                          frame.c_str(words::share) + "\n" + percent(branch.bad, language) + " " +
                          frame.c_str(words::fail));
}

}  // namespace

// What tells the outcomes apart, and whether that takes two lines of each.
void ExplorePanel::update_words(const Frame& frame, float width) {
  const Exploration& e = frame.state.exploration;
  const Worded now{e.number, e.report.executions, e.report.outcomes.size(), width,
                   frame.state.language};
  if (now == worded_ && words_.size() == e.report.outcomes.size()) return;
  worded_ = now;
  words_ = outcome_words(e.report.outcomes);
  two_lines_ = false;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const bool fits =
        words_[i].common.empty() && text_width(words_[i].own, fonts().mono_small) <=
                                        words_room(frame, e.report.outcomes[i].kind, width);
    two_lines_ = two_lines_ || !fits;
  }
}

void ExplorePanel::draw_outcomes(Frame& frame, ImVec2 at, ImVec2 size) {
  ImGui::SetCursorScreenPos(at);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  draw_titles(frame, size.x);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, palette().inset);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 4});
  ImGui::BeginChild("outcomes", {size.x, size.y - 18}, ImGuiChildFlags_AlwaysUseWindowPadding);
  const float width = ImGui::GetContentRegionAvail().x;
  update_words(frame, size.x);
  for (std::size_t i = 0; i < frame.state.exploration.report.outcomes.size(); ++i) {
    if (draw_outcome(frame, i, words_[i], two_lines_, width))
      frame.commands.push_back(command::ShowOutcome{i});
  }
  for (std::size_t i = 0; i < frame.state.exploration.report.races.size(); ++i) {
    if (draw_race(frame, i, width)) frame.commands.push_back(command::ShowRace{i});
  }
  end_card();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
}

void ExplorePanel::draw_tree(const Frame& frame, ImVec2 at, ImVec2 size) {
  const Palette& p = palette();
  const Exploration& e = frame.state.exploration;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw_text(draw, at, size.x, frame.in(words::tree), p.faint, fonts().small);
  if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(at, {at.x + size.x, at.y + 18})) {
    show_tooltip(frame.in(words::tree), frame.in(words::tree_help));
  }
  const ImVec2 top{at.x, at.y + 18}, end{at.x + size.x, at.y + size.y};
  ImGui::SetCursorScreenPos(top);
  ImGui::InvisibleButton("explore.tree", {std::max(size.x, 1.0f), std::max(size.y - 18, 1.0f)});
  describe_item(Item::Role::image, "explore.tree", frame.in(words::tree));
  const bool hovered = ImGui::IsItemHovered();
  draw->AddRectFilled(top, end, p.inset, 8);
  constexpr float kAir = 6;
  const ImVec2 from{top.x + kAir, top.y + kAir};
  layout_icicle(e.branches, end.x - top.x - 2 * kAir, end.y - top.y - 2 * kAir, icicle_);
  const std::vector<IcicleRect>& rects = icicle_.rects;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const std::ptrdiff_t under = hovered ? icicle_at(rects, mouse.x - from.x, mouse.y - from.y) : -1;
  for (std::size_t i = 0; i < rects.size(); ++i) {
    const IcicleRect& r = rects[i];
    const TreeBranch& branch = e.branches[r.branch];
    ImU32 color = branch.depth == 0
                      ? p.soft_hover
                      : mix(lane_color(branch.strand), p.inset, p.dark ? 0.35f : 0.45f);
    if (r.bad >= 0.999f) color = p.danger;
    if (static_cast<std::ptrdiff_t>(i) == under) color = mix(color, p.text, 0.25f);
    // A hair between neighbours, where there is room for it.
    const float hair_x = r.x1 - r.x0 > 3 ? 1.0f : 0.0f, hair_y = r.y1 - r.y0 > 3 ? 1.0f : 0.0f;
    draw->AddRectFilled({from.x + r.x0, from.y + r.y0},
                        {from.x + r.x1 - hair_x, from.y + r.y1 - hair_y}, color,
                        r.x1 - r.x0 > 8 && r.y1 - r.y0 > 8 ? 2.0f : 0.0f);
  }
  const float row = rects.front().y1, foot = std::max(row * 0.3f, 1.0f);
  const float hair = row > 3 ? 1.0f : 0.0f;
  for (const IcicleFailure& failure : icicle_.failures)
    draw->AddRectFilled({from.x + failure.x0, from.y + failure.y1 - hair - foot},
                        {from.x + failure.x1, from.y + failure.y1 - hair}, p.danger);
  if (under >= 0) explain_branch(frame, rects[static_cast<std::size_t>(under)]);
}

void ExplorePanel::draw(Frame& frame, ImVec2 position, ImVec2 size) {
  const Exploration& e = frame.state.exploration;
  begin_card("explore", position, size, true,
             ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  // A page's own tab says already what it is.
  const bool with_heading = !frame.narrow;
  const float after_heading =
      with_heading ? draw_heading(frame, frame.in(words::explore), corner) : corner.x;
  float right = corner.x + room.x;
  if (e.running) {
    ButtonLook stop;
    stop.icon = Icon::stop;
    stop.danger = true;
    stop.show_label = button_width(frame.in(words::stop_exploring), stop) < right - after_heading;
    right -= button_width(frame.in(words::stop_exploring), stop);
    ImGui::SetCursorScreenPos({right, corner.y - 2});
    if (button("stop-exploring", frame.in(words::stop_exploring), stop)) {
      frame.commands.push_back(command::StopExploring{});
    }
  }
  // Beside a button, or under it.
  const bool under = with_heading || (e.running && room.x < 520);
  float y = corner.y + (under ? kControl + 4 : 2.0f);
  ImGui::SetCursorScreenPos({corner.x, y});
  if (!e.error.empty()) write_wrapped(e.error, palette().danger, fonts().small);
  if (!e.present) {
    if (e.error.empty()) write_wrapped(frame.in(words::explore_empty), palette().faint);
    ImGui::EndChild();
    return;
  }
  if (!e.error.empty()) y = ImGui::GetCursorScreenPos().y;
  draw_progress(frame, {corner.x, y}, under ? room.x : right - corner.x - (e.running ? 12 : 0));
  y += 2 * kLine + 10;
  draw_found(frame, {corner.x, y}, {room.x, corner.y + room.y - y});
  ImGui::EndChild();
}

// The list, whose words need the room, and the tree: beside it, or under it if there is height for
// both.
void ExplorePanel::draw_found(Frame& frame, ImVec2 at, ImVec2 size) {
  const bool has_tree = !frame.state.exploration.branches.empty();
  const bool beside = size.x >= 500;
  if (!has_tree || (!beside && size.y < 220)) return draw_outcomes(frame, at, size);
  if (beside) {
    const float list = std::floor(std::max(size.x * 0.68f, size.x - 420));
    draw_outcomes(frame, at, {list, size.y});
    draw_tree(frame, {at.x + list + 12, at.y}, {size.x - list - 12, size.y});
  } else {
    const float list = std::max(size.y * 0.6f, 120.0f);
    draw_outcomes(frame, at, {size.x, list});
    draw_tree(frame, {at.x, at.y + list + 8}, {size.x, size.y - list - 8});
  }
}

}  // namespace telar::ui
