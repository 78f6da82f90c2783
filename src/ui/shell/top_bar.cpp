#include "ui/shell/top_bar.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include "ui/panels/programs_panel.hpp"
#include "ui/shell/environment_words.hpp"
#include "ui/shell/items.hpp"
#include "ui/shell/widgets.hpp"

namespace telar::ui {
namespace {

// Three warp threads and a weft: the loom.
void draw_logo(ImDrawList* draw, ImVec2 at, float size) {
  const Palette& p = palette();
  draw->AddRectFilled(at, {at.x + size, at.y + size}, p.accent, 7);
  const float unit = size / 7;
  for (int i = 0; i < 3; ++i) {
    const float x = at.x + unit * (1.5f + static_cast<float>(i) * 1.65f);
    draw->AddRectFilled({x, at.y + unit}, {x + unit * 0.75f, at.y + size - unit},
                        with_alpha(p.accent_text, 0.5f), 1);
  }
  for (int i = 0; i < 2; ++i) {
    const float y = at.y + unit * (2.0f + static_cast<float>(i) * 2.1f);
    draw->AddRectFilled({at.x + unit, y}, {at.x + size - unit, y + unit * 0.85f}, p.accent_text, 1);
  }
}

void draw_rung(const Frame& frame, bool narrow) {
  const Environment& e = frame.state.environment;
  const Palette& p = palette();
  // By choice: what the page could do is not what the next run does.
  if (frame.state.kernel == KernelChoice::virtual_time && !frame.state.kernel_fixed) {
    const std::string_view label = frame.in(words::virtual_run);
    if (pill(label, p.dark ? p.accent_hover : p.accent, with_alpha(p.accent, 0.14f), true)) {
      show_tooltip(label, frame.in(words::kernel_virtual_help));
    }
    return;
  }
  const bool real = e.real_threads && e.real_processes;
  std::string label(frame.in(e.real_threads ? words::real_threads : words::virtual_threads));
  if (!narrow) {
    label += " \xc2\xb7 ";
    label += frame.in(e.real_processes ? words::real_processes : words::virtual_processes);
  }
  const bool hovered = pill(label, real ? p.good : p.warn, real ? p.good_soft : p.warn_soft, true);
  if (!hovered) return;
  char numbers[160];
  std::snprintf(numbers, sizeof numbers, "%s: %d\n%s: %d\n%s: %d", frame.c_str(words::cores),
                e.cores, frame.c_str(words::workers_processes), e.processes_alive,
                frame.c_str(words::workers_threads), e.threads_alive);
  const std::string text = std::string(frame.in(help_of(e))) + "\n\n" + numbers;
  show_tooltip(label, text);
}

Icon icon_of(ThemeChoice theme) {
  switch (theme) {
    case ThemeChoice::system:
      break;
    case ThemeChoice::light:
      return Icon::sun;
    case ThemeChoice::dark:
      return Icon::moon;
  }
  return Icon::screen;
}

void draw_theme(Frame& frame) {
  const ThemeChoice theme = frame.state.theme;
  ButtonLook look;
  look.icon = icon_of(theme);
  look.show_label = false;
  look.quiet = true;
  if (button("theme", frame.in(kThemes[theme].label), look))
    frame.commands.push_back(command::SetTheme{kThemes.next(theme)});
}

void draw_language(Frame& frame, float width) {
  std::array<std::string_view, kLanguages.size()> labels;
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = kLanguages.begin()[i].label;
  if (const auto pressed = segmented("language", kLanguages, labels, frame.state.language, width))
    frame.commands.push_back(command::SetLanguage{*pressed});
}

}  // namespace

void draw_top_bar(Frame& frame, ImVec2 position, ImVec2 size) {
  const Palette& p = palette();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(position, {position.x + size.x, position.y + size.y}, p.card);
  draw->AddLine({position.x, position.y + size.y}, {position.x + size.x, position.y + size.y},
                p.card_edge);
  const float middle = position.y + size.y / 2;
  const float left = position.x + kPadding;
  draw_logo(draw, {left, middle - 14}, 28);
  ImFont* title = fonts().title;
  // On a flat screen Run and its neighbours come first: they are why one is here.
  const float name_room = frame.flat && size.x < 600 ? 0.0f : 200.0f;
  const float name = draw_text(draw, {left + 38, middle - title->FontSize * title->Scale / 2},
                               name_room, "Telar", p.text, title);

  // From the right: theme, language.
  const float language_width = 84;
  float right = position.x + size.x - kPadding;
  right -= kControl;
  ImGui::SetCursorScreenPos({right, middle - kControl / 2});
  draw_theme(frame);
  right -= language_width + 6;
  ImGui::SetCursorScreenPos({right, middle - kControl / 2});
  draw_language(frame, language_width);
  if (frame.flat) {
    constexpr float kHeight = 36;
    const float wanted = frame.state.kernel == KernelChoice::virtual_time ? 340.0f : 240.0f;
    const float width = std::min(wanted, right - 12 - (left + 38 + name + 12));
    right -= width + 12;
    ImGui::SetCursorScreenPos({right, middle - kHeight / 2});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8, 0});
    ProgramsPanel::draw_run_buttons(frame, width, kHeight);
    ImGui::PopStyleVar();
  }
  if (frame.narrow) {
    ImGui::SetCursorScreenPos({left + 38 + name + 10, middle - 12});
    if (right - (left + 48 + name) > 132) draw_rung(frame, true);
    return;
  }
  const Environment& e = frame.state.environment;
  std::string label(frame.in(e.real_threads ? words::real_threads : words::virtual_threads));
  label += frame.in(e.real_processes ? words::real_processes : words::virtual_processes);
  if (frame.state.kernel == KernelChoice::virtual_time && !frame.state.kernel_fixed) {
    label = frame.in(words::virtual_run);
  }
  right -= text_width(label, fonts().small) + 60;
  ImGui::SetCursorScreenPos({right, middle - 12});
  draw_rung(frame, false);
  const float tagline = left + 38 + name + 14;
  if (right - tagline > 200) {
    ImFont* font = fonts().small;
    draw_text(draw, {tagline, middle - font->FontSize * font->Scale / 2 + 2}, right - tagline - 20,
              frame.in(words::tagline), p.faint, font);
  }
}

}  // namespace telar::ui
