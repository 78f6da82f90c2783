#include "ui/panels/summary_panel.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "base/time_text.hpp"
#include "report/outcome_words.hpp"
#include "ui/shell/widgets.hpp"

namespace telar::ui {
namespace {

void draw_outcome(const Frame& frame) {
  const Palette& p = palette();
  const AppState& state = frame.state;
  if (state.status == RunStatus::idle) {
    pill(frame.in(words::outcome_idle), p.dim, p.soft);
  } else if (state.status != RunStatus::finished) {
    const Word& text = state.status == RunStatus::starting   ? words::starting
                       : state.status == RunStatus::stopping ? words::stopping
                                                             : words::outcome_running;
    pill(frame.in(text), p.accent, with_alpha(p.accent, 0.14f), true);
  } else {
    const std::string_view label = frame.in(kOutcomes[state.outcome].label);
    switch (state.outcome) {
      case Outcome::finished:
        pill(label, p.good, p.good_soft, true);
        break;
      case Outcome::stopped:
        pill(label, p.warn, p.warn_soft, true);
        break;
      case Outcome::failed:
      case Outcome::deadlock:
        pill(label, p.danger, p.danger_soft, true);
        break;
      case Outcome::running:
        break;
    }
  }
}

const Word& problem_text(Finding::Kind kind) {
  switch (kind) {
    case Finding::Kind::deadlock:
      return words::problem_deadlock;
    case Finding::Kind::starved:
      return words::problem_starved;
    case Finding::Kind::race:
      return words::problem_race;
    case Finding::Kind::lost_update:
      return words::problem_lost_update;
    case Finding::Kind::failed:
      break;
  }
  return words::problem_failed;
}

// All that is told of it, a bullet before each place.
std::string told(const Finding& finding, Language language) {
  std::string text;
  for (const FindingLine& line : finding_lines(finding, language))
    text += (text.empty() ? "" : "\n") + (line.is_place ? "\xe2\x80\xa2 " + line.text : line.text);
  return text;
}

// What went wrong: its name, its sentence, and each of its places.
void draw_finding(const Frame& frame, const Finding& finding) {
  const Palette& p = palette();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImFont *bold = fonts().bold, *small = fonts().small;
  const float size = small->FontSize * small->Scale, room = width - 24;
  const std::string text = told(finding, frame.state.language);
  const float height =
      small->CalcTextSizeA(size, FLT_MAX, room, text.data(), text.data() + text.size()).y + 18 + 16;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(at, {at.x + width, at.y + height}, p.danger_soft, 8);
  draw_text(draw, {at.x + 12, at.y + 7}, room, frame.in(problem_text(finding.kind)), p.danger,
            bold);
  draw->AddText(small, size, {at.x + 12, at.y + 26}, p.text, text.data(), text.data() + text.size(),
                room);
  ImGui::Dummy({width, height});
}

struct Tile {
  Word title, help;
  ShortText value;
  std::string more;  // under the value, small
  ImU32 color = 0;
};

void draw_tile(const Frame& frame, const Tile& tile, ImVec2 at, ImVec2 size) {
  const Palette& p = palette();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(at, {at.x + size.x, at.y + size.y}, p.inset, 8);
  float x = at.x + 12;
  if (tile.color != 0) {
    draw->AddRectFilled({x, at.y + size.y * 0.5f - 17}, {x + 9, at.y + size.y * 0.5f - 8},
                        tile.color, 2);
    x += 15;
  }
  draw_text(draw, {x, at.y + size.y * 0.5f - 21}, at.x + size.x - x - 6, frame.in(tile.title),
            p.dim, fonts().small);
  const float width = draw_text(draw, {at.x + 12, at.y + size.y * 0.5f - 3}, size.x - 18,
                                tile.value.c_str(), p.text, fonts().title);
  draw_text(draw, {at.x + 12 + width + 8, at.y + size.y * 0.5f + 3}, size.x - width - 26,
            tile.more.c_str(), p.faint, fonts().small);
  if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(at, {at.x + size.x, at.y + size.y})) {
    show_tooltip(frame.in(tile.title), frame.in(tile.help));
  }
}

std::string peak_more(const Frame& frame, double mean, bool wide) {
  std::string text = frame.c_str(words::peak);
  if (!wide) return text;
  return text + " \xc2\xb7 " + frame.c_str(words::mean) + " " +
         number(mean, 1, frame.state.language).c_str();
}

}  // namespace

void draw_summary(Frame& frame, ImVec2 position, ImVec2 size) {
  const Palette& p = palette();
  begin_card("summary", position, size);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({corner.x, corner.y + 5});
  heading(frame.in(words::summary));
  ImGui::SetCursorScreenPos(
      {corner.x + text_width(frame.in(words::summary), fonts().bold) + 12, corner.y + 2});
  draw_outcome(frame);
  ImGui::SetCursorScreenPos({corner.x, corner.y + kControl + 4});
  const Language language = frame.state.language;
  if (frame.state.status == RunStatus::finished && !frame.state.error.empty()) {
    write_wrapped(frame.state.error, p.danger, fonts().small);
    ImGui::Dummy({1, 2});
  }
  for (const Finding& finding : frame.state.findings)
    if (finding.kind != Finding::Kind::failed) draw_finding(frame, finding);  // the error says it
  const Figures& figures = frame.state.figures;
  if (frame.state.metrics == nullptr || frame.state.run_program == nullptr) {
    write_wrapped(frame.in(words::summary_empty), p.faint);
    end_card();
    return;
  }
  const bool wide = size.x > 380;
  Tile tiles[6] = {
      {words::elapsed, words::elapsed_help, short_time(figures.elapsed, language), {}, 0},
      {words::task_time, words::task_time_help, short_time(figures.task_time, language), {}, 0},
      {words::speedup, words::speedup_help, number(figures.speedup, 2, language), {}, 0},
      {words::efficiency,
       words::efficiency_help,
       number(figures.efficiency * 100, 0, language),
       {},
       0},
      {words::concurrency, words::concurrency_help, number(figures.concurrency_peak, 0, language),
       peak_more(frame, figures.concurrency_mean, wide), p.concurrency},
      {words::parallelism, words::parallelism_help, number(figures.parallelism_peak, 0, language),
       peak_more(frame, figures.parallelism_mean, wide), p.parallelism}};
  const auto append = [](ShortText& text, const char* unit) {
    const std::size_t length = std::char_traits<char>::length(text.text);
    std::snprintf(text.text + length, sizeof text.text - length, "%s", unit);
  };
  append(tiles[2].value, " \xc3\x97");
  append(tiles[3].value, " %");
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const int columns = width > 560 ? 3 : 2;
  const float gap = 8, tile_width = (width - gap * static_cast<float>(columns - 1)) /
                                    static_cast<float>(columns);
  const int row_count = 6 / columns;
  const float room = (ImGui::GetContentRegionAvail().y - gap * static_cast<float>(row_count - 1)) /
                     static_cast<float>(row_count);
  const float tile_height = std::clamp(room, 48.0f, 60.0f);
  for (int i = 0; i < 6; ++i) {
    const auto column = static_cast<float>(i % columns), row = static_cast<float>(i / columns);
    draw_tile(frame, tiles[i],
              {origin.x + column * (tile_width + gap), origin.y + row * (tile_height + gap)},
              {tile_width, tile_height});
  }
  ImGui::Dummy({width, static_cast<float>(row_count) * (tile_height + gap) - gap});
  if (frame.state.store != nullptr && frame.state.store->dropped() > 0) {
    char lost[80];
    std::snprintf(lost, sizeof lost, "%llu %s",
                  static_cast<unsigned long long>(frame.state.store->dropped()),
                  frame.c_str(words::lost_total));
    pill(lost, p.danger, p.danger_soft, true);
  }
  end_card();
}

}  // namespace telar::ui
