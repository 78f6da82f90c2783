#include "ui/ui.hpp"

#include <algorithm>
#include <cstdio>

#include "ui/items.hpp"

namespace telar::ui {

bool Ui::is_dark(const AppState& state) {
  return state.theme == ThemeChoice::dark || (state.theme == ThemeChoice::system && state.system_is_dark);
}

const std::vector<Command>& Ui::frame(const AppState& state) {
  commands_.clear();
  begin_items();
  if (const int wanted = is_dark(state) ? 1 : 0; wanted != palette_) {
    palette_ = wanted;
    use_palette(wanted == 1);
  }

  const ImGuiViewport* screen = ImGui::GetMainViewport();
  const ImVec2 at = screen->Pos, size = screen->Size;
  Frame frame{state, commands_, size.x < kNarrow};
  ImGui::SetNextWindowPos(at);
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::Begin("Telar", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(2);
  draw_top_bar(frame, at, {size.x, kTopBarHeight});
  ImVec2 corner{at.x + kGap, at.y + kTopBarHeight + kGap};
  if (!state.notice.empty()) corner.y += draw_notice(frame, corner, size.x - 2 * kGap) + kGap;
  const ImVec2 rest{size.x - 2 * kGap, std::max(at.y + size.y - kGap - corner.y, 100.0f)};
  if (frame.narrow) {
    draw_narrow(frame, corner, rest);
  } else {
    draw_wide(frame, corner, rest);
  }
  ImGui::End();
  end_items();

  const ImGuiIO& io = ImGui::GetIO();
  wake_in_ = kNever;
  if (io.WantTextInput) wake_in_ = 300 * kMillisecond;  // the cursor blinks
  if (const double left = console_.copied_until() - ImGui::GetTime(); left > 0) {
    wake_in_ = std::min(wake_in_, static_cast<Nanos>(left * 1e9) + kMillisecond);
  }
  // A held button repeats, no faster than this: more frames would only delay that of letting it go.
  if (ImGui::IsAnyItemActive() && ImGui::IsMouseDown(0)) {
    wake_in_ = std::min(wake_in_, static_cast<Nanos>(io.KeyRepeatRate * 1e9f));
  }
  return commands_;
}

float Ui::draw_notice(Frame& frame, ImVec2 position, float width) {
  const Palette& p = palette();
  ImFont* font = fonts().body;
  const std::string& text = frame.state.notice;
  const float size = font->FontSize * font->Scale;
  const float room = width - 72;
  const float height = font->CalcTextSizeA(size, FLT_MAX, room, text.data(), text.data() + text.size()).y + 20;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(position, {position.x + width, position.y + height}, p.warn_soft, kRounding);
  draw->AddText(font, size, {position.x + 16, position.y + 10}, p.warn, text.data(), text.data() + text.size(), room);
  ImGui::SetCursorScreenPos({position.x + width - kControl - 6, position.y + (height - kControl) / 2});
  ButtonLook look;
  look.icon = Icon::close;
  look.show_label = false;
  look.quiet = true;
  if (button("dismiss", frame.in(kTexts.dismiss), look)) frame.commands.push_back(command::DismissNotice{});
  return height;
}

// Left: programs above the guide. Right: the timeline above console and summary.
void Ui::draw_wide(Frame& frame, ImVec2 position, ImVec2 size) {
  const float left = std::clamp(size.x * 0.25f, 280.0f, 400.0f);
  const float right = size.x - left - kGap;
  // Summaries of every program if the guide keeps enough room for its own text.
  const bool compact = programs_.wanted_height(frame, false) > size.y - 200;
  programs_.set_compact(compact);
  const float programs = std::min(programs_.wanted_height(frame, compact), size.y - 150);
  programs_.draw(frame, position, {left, programs});
  guide_.draw(frame, {position.x, position.y + programs + kGap}, {left, size.y - programs - kGap});

  const ImVec2 corner{position.x + left + kGap, position.y};
  const float lower = std::clamp(size.y * 0.34f, 200.0f, 296.0f);
  timeline_.draw(frame, corner, {right, size.y - lower - kGap});
  const ImVec2 below{corner.x, position.y + size.y - lower};
  const float summary = std::clamp(right * 0.4f, 300.0f, 460.0f);
  console_.draw(frame, below, {right - summary - kGap, lower});
  draw_summary(frame, {below.x + right - summary, below.y}, {summary, lower});
}

// A phone: one panel at a time, Run and Stop always under the thumb.
void Ui::draw_narrow(Frame& frame, ImVec2 position, ImVec2 size) {
  if (frame.state.run_number != run_) {
    run_ = frame.state.run_number;
    if (tab_ == 0 && run_ > 0) tab_ = 1;  // who presses Run wants to see it
  }
  const std::string_view labels[] = {frame.in(kTexts.programs), frame.in(kTexts.timeline_short),
                                     frame.in(kTexts.console), frame.in(kTexts.summary), frame.in(kTexts.guide)};
  const std::string_view names[] = {"programs", "timeline", "console", "summary", "guide"};
  ImGui::SetCursorScreenPos(position);
  if (const int pressed = segmented("panel", labels, names, 5, tab_, size.x, true); pressed >= 0) tab_ = pressed;
  const float top = position.y + kControl + kGap, buttons = 40;
  const ImVec2 corner{position.x, top}, rest{size.x, position.y + size.y - top - buttons - kGap};
  switch (tab_) {
    case 0:
      programs_.set_compact(programs_.wanted_height(frame, false) > rest.y);
      programs_.draw(frame, corner, rest);
      break;
    case 1:
      timeline_.draw(frame, corner, rest);
      break;
    case 2:
      console_.draw(frame, corner, rest);
      break;
    case 3:
      draw_summary(frame, corner, rest);
      break;
    default:
      guide_.draw(frame, corner, rest);
      break;
  }
  ImGui::SetCursorScreenPos({position.x, position.y + size.y - buttons});
  ProgramsPanel::draw_run_buttons(frame, size.x);
}

}  // namespace telar::ui
