#include "ui/panels/programs_panel.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "ui/shell/items.hpp"
#include "ui/shell/widgets.hpp"

namespace telar::ui {
namespace {

// A short row gives way, as far as a finger still finds it, before the list has to be scrolled.
constexpr float kTallRow = 47, kShortRow = 32, kShortestRow = 25, kRunHeight = 40, kFooterGap = 11;
constexpr float kAround = 2 * kPadding + 26;  // the card's padding and heading
// Everything but the list, what the run needs and the nap's note.
float around_list(float parameters) { return kAround + 22 + parameters * ParameterForm::kRow; }

bool has_nap_note(const AppState& state) {
  return state.program != nullptr && naps_shorter_than_chapter(*state.program, state.parameters);
}

std::size_t parameter_count(const AppState& state) {
  return state.program != nullptr ? state.program->parameters.size() : 0;
}

enum class ProgramLook : unsigned char { title, with_summary, small };

void draw_program(Frame& frame, const SharedDescription& program, float width, float height,
                  ProgramLook look) {
  const Palette& p = palette();
  const bool chosen = program == frame.state.program;
  char name[64];
  std::snprintf(name, sizeof name, "scenario.%.*s", static_cast<int>(program->name.size()),
                program->name.data());
  const Press press = press_area(name, frame.in(program->title), {width, height});
  describe_item(Item::Role::option, name, frame.in(program->title), chosen);
  if (press.clicked && !chosen) frame.commands.push_back(command::Choose{program});
  ImDrawList* draw = ImGui::GetWindowDrawList();
  if (chosen) {
    draw->AddRectFilled(press.min, press.max, with_alpha(p.accent, p.dark ? 0.2f : 0.1f), 8);
    const float air = std::min(height * 0.25f, 8.0f);
    draw->AddRectFilled({press.min.x, press.min.y + air}, {press.min.x + 3, press.max.y - air},
                        p.accent, 2);
  } else if (press.hovered) {
    draw->AddRectFilled(press.min, press.max, p.soft, 8);
  }
  const bool with_summary = look == ProgramLook::with_summary, small = look == ProgramLook::small;
  const float left = press.min.x + (small ? 10.0f : 14.0f), room = width - (small ? 14.0f : 24.0f);
  const std::string_view title = frame.in(program->title);
  ImFont* font = chosen ? fonts().bold : fonts().body;
  if (text_width(title, font) > room) font = fonts().small;
  const float text = with_summary ? press.min.y + 6
                                  : press.min.y + (height - font->FontSize * font->Scale) / 2 - 1;
  draw_text(draw, {left, text}, room, title, p.text, font);
  if (with_summary) {
    draw_text(draw, {left, press.min.y + 25}, room, frame.in(program->summary),
              chosen ? p.dim : p.faint, fonts().small);
  }
  if (press.hovered && (small || text_width(frame.in(program->summary), fonts().small) > room)) {
    show_tooltip(title, frame.in(program->summary));
  }
}

}  // namespace

void ProgramsPanel::draw_run_buttons(Frame& frame, float width, float height) {
  const RunStatus status = frame.state.status;
  // A virtual run on show is over or in pause: another may begin.
  const bool live = is_live(status) && !frame.state.playback.available;
  const bool with_explore = frame.state.kernel == KernelChoice::virtual_time;
  constexpr float kBetween = 8;
  // Where three do not fit, the square of Stop speaks for itself.
  const bool small_stop = with_explore && width < 280;
  const float stop_width = small_stop     ? height + 4
                           : with_explore ? width * 0.26f
                                          : std::max(104.0f, width * 0.32f);
  ButtonLook run;
  run.icon = Icon::play;
  run.primary = true;
  run.enabled = !live && frame.state.program != nullptr;
  ButtonLook explore;
  explore.icon = Icon::tree;
  explore.enabled = run.enabled && !frame.state.exploration.running;
  explore.height = height;
  explore.width = with_explore
                      ? std::min(button_width(frame.in(words::explore), explore) + 8, width * 0.4f)
                      : 0;
  run.width = width - stop_width - kBetween - (with_explore ? explore.width + kBetween : 0);
  run.height = height;
  const Word& label = status == RunStatus::starting   ? words::starting
                      : status == RunStatus::stopping ? words::stopping
                      : live                          ? words::outcome_running
                                                      : words::run;
  bool pressed = button("run", frame.in(label), run);
  pressed |= run.enabled && ImGui::GetIO().KeyCtrl && ImGui::IsKeyPressed(ImGuiKey_Enter, false);
  if (pressed) frame.commands.push_back(command::Run{frame.state.program, frame.state.parameters});
  ImGui::SameLine(0, kBetween);
  if (with_explore) {
    if (button("explore", frame.in(words::explore), explore))
      frame.commands.push_back(command::Explore{});
    if (ImGui::IsItemHovered())
      show_tooltip(frame.in(words::explore), frame.in(words::explore_help));
    ImGui::SameLine(0, kBetween);
  }
  ButtonLook stop;
  stop.icon = Icon::stop;
  stop.danger = true;
  stop.show_label = !small_stop;
  stop.enabled = live && status != RunStatus::stopping;
  stop.width = stop_width;
  stop.height = height;
  if (button("stop", frame.in(words::stop), stop)) frame.commands.push_back(command::Stop{});
}

// All of it, for the program with most parameters and in virtual time: what is chosen changes no
// layout.
float ProgramsPanel::most_height(const Frame& frame, float row) {
  std::size_t parameters = 0;
  for (const SharedDescription& program : frame.state.programs) {
    parameters = std::max(parameters, program->parameters.size());
  }
  return around_list(static_cast<float>(parameters)) +
         (static_cast<float>(frame.state.programs.size()) - 1) * row + kTallRow + kFooterGap +
         KernelPanel::most_height() + (frame.narrow ? 0 : kRunHeight);
}

float ProgramsPanel::least_height(const Frame& frame) { return most_height(frame, kShortRow); }

void ProgramsPanel::set_room(const Frame& frame, float height) {
  if (frame.flat) {
    // The list has the height to itself.
    const float room = height - 2 * kPadding,
                others = static_cast<float>(frame.state.programs.size()) - 1;
    compact_ = others * kTallRow + kTallRow > room;
    two_columns_ = others * kShortestRow + kTallRow > room;
    return;
  }
  compact_ = most_height(frame, kTallRow) > height;
  two_columns_ = most_height(frame, kShortestRow) > height;
}

float ProgramsPanel::wanted_height(const Frame& frame) const {
  const std::size_t programs = frame.state.programs.size();
  const auto parameters = static_cast<float>(parameter_count(frame.state));
  const std::size_t rows =
      two_columns_ ? (programs + 1) / 2 : std::max<std::size_t>(programs, 1) - 1;
  return around_list(parameters) + static_cast<float>(rows) * (compact_ ? kShortRow : kTallRow) +
         kTallRow + (has_nap_note(frame.state) ? 28 : 0) + footer_height(frame);
}

// What stays in sight under the list: how to run, and the buttons.
float ProgramsPanel::footer_height(const Frame& frame) {
  return kFooterGap + KernelPanel::height(frame) + (frame.narrow ? 0 : kRunHeight);
}

float ProgramsPanel::parameters_height(const Frame& frame) {
  const AppState& state = frame.state;
  return 22 + static_cast<float>(parameter_count(state)) * ParameterForm::kRow +
         (has_nap_note(state) ? 28 : 0);
}

void ProgramsPanel::draw(Frame& frame, ImVec2 position, ImVec2 size) {
  begin_card("programs", position, size, true,
             ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const float width = ImGui::GetContentRegionAvail().x;
  if (!frame.flat) heading(frame.in(words::programs));  // else its tab has said it
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8, 0});
  if (!frame.flat) ImGui::Dummy({1, 4});
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().y;
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
  if (frame.flat) {
    draw_columns(frame, corner, {width, room});
  } else {
    // What is set stays in sight under the list: parameters, and how to run; on the smallest phone
    // they share a place.
    constexpr float kLeastList = 4 * kShortestRow, kLeastSet = 3 * ParameterForm::kRow;
    const float footer = footer_height(frame), parameters = parameters_height(frame);
    const bool fixed = room - footer - kLeastList >= kLeastSet || !frame.narrow;
    const float above = room - (fixed ? footer : 0);
    const float set =
        std::clamp(parameters + (fixed ? 0 : footer), 0.0f, std::max(above - kLeastList, 0.0f));
    ImGui::BeginChild("list", {width, above - set});
    draw_list(frame, ImGui::GetContentRegionAvail().x);
    end_card();
    ImGui::BeginChild("set", {width, std::max(set, 1.0f)});
    const float inner = ImGui::GetContentRegionAvail().x;
    draw_parameters(frame, inner);
    if (!fixed) kernel_.draw(frame, inner);
    end_card();
    if (fixed) {
      const ImVec2 line{corner.x, corner.y + room - footer};
      ImGui::SetCursorScreenPos(line);
      ImGui::GetWindowDrawList()->AddLine({line.x, line.y + 2}, {line.x + width, line.y + 2},
                                          palette().card_edge);
      ImGui::Dummy({1, kFooterGap});
      kernel_.draw(frame, width);
      if (!frame.narrow) draw_run_buttons(frame, width, kRunHeight);
    }
  }
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  ImGui::EndChild();
}

// Where there is width and no height: the list on the left, what is set on the right.
void ProgramsPanel::draw_columns(Frame& frame, ImVec2 corner, ImVec2 size) {
  const float list = std::floor((size.x - 3 * kPadding) * 0.52f),
              left = corner.x + list + 2 * kPadding;
  ImGui::SetCursorScreenPos(corner);
  ImGui::BeginChild("list", {list, size.y});
  draw_list(frame, ImGui::GetContentRegionAvail().x);
  end_card();
  ImGui::GetWindowDrawList()->AddLine({left - kPadding, corner.y},
                                      {left - kPadding, corner.y + size.y}, palette().card_edge);
  ImGui::SetCursorScreenPos({left, corner.y});
  ImGui::BeginChild("set", {size.x - (left - corner.x), size.y});
  const float width = ImGui::GetContentRegionAvail().x;
  kernel_.draw(frame, width);
  draw_parameters(frame, width);
  end_card();
}

void ProgramsPanel::draw_list(Frame& frame, float width) {
  const std::size_t count = frame.state.programs.size(),
                    rows = two_columns_ ? (count + 1) / 2 : count;
  // Two columns have a summary under them; in one, the chosen program's row is taller.
  const float others = static_cast<float>(two_columns_ ? rows : std::max<std::size_t>(rows, 2) - 1);
  const float short_row =
      std::clamp(std::floor((ImGui::GetWindowHeight() - kTallRow) / std::max(others, 1.0f)),
                 kShortestRow, kShortRow);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  for (std::size_t i = 0; i < count; ++i) {
    const SharedDescription& program = frame.state.programs[i];
    const bool chosen = program == frame.state.program;
    if (two_columns_) {
      // Down the first column, then the second; the chosen one's summary is under both.
      ImGui::SetCursorScreenPos(
          {corner.x + (i < rows ? 0 : (width + 4) / 2),
           corner.y + static_cast<float>(i < rows ? i : i - rows) * short_row});
      draw_program(frame, program, (width - 4) / 2, short_row, ProgramLook::small);
    } else {
      const bool with_summary = !compact_ || chosen;
      draw_program(frame, program, width, with_summary ? kTallRow : short_row,
                   with_summary ? ProgramLook::with_summary : ProgramLook::title);
    }
    if (chosen && shown_ != program && !ImGui::IsItemVisible()) ImGui::SetScrollHereY();
  }
  if (two_columns_) {
    ImGui::SetCursorScreenPos({corner.x, corner.y + static_cast<float>(rows) * short_row});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    // Two lines of it, whatever is chosen.
    ImGui::Dummy({width, kTallRow});
    if (frame.state.program != nullptr) {
      ImFont* font = fonts().small;
      const std::string_view text = frame.in(frame.state.program->summary);
      const ImVec4 clip{at.x, at.y, at.x + width, at.y + kTallRow};
      ImGui::GetWindowDrawList()->AddText(font, font->FontSize * font->Scale, {at.x + 4, at.y + 9},
                                          palette().dim, text.data(), text.data() + text.size(),
                                          width - 8, &clip);
    }
  }
  shown_ = frame.state.program;
}

void ProgramsPanel::draw_parameters(Frame& frame, float width) {
  ImGui::Dummy({1, 9});
  const ImVec2 line = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddLine(line, {line.x + width, line.y}, palette().card_edge);
  ImGui::Dummy({1, 11});
  if (const std::size_t count = parameter_count(frame.state); count > 0) {
    for (std::size_t i = 0; i < count && i < frame.state.parameters.size(); ++i)
      form_.draw(frame, i, width);
    ImGui::Dummy({1, 1});
  }
  if (has_nap_note(frame.state)) {
    pill(frame.in(words::short_nap), palette().warn, palette().warn_soft);
    ImGui::Dummy({1, 4});
  }
}

}  // namespace telar::ui
