#include "ui/panels/kernel_panel.hpp"

#include <imgui_internal.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "ui/shell/environment_words.hpp"
#include "ui/shell/items.hpp"
#include "ui/shell/widgets.hpp"

namespace telar::ui {
namespace {

constexpr float kRowGap = 8, kLabelHeight = 17;

void draw_kernel(Frame& frame, float width) {
  const AppState& state = frame.state;
  const std::string_view labels[] = {frame.in(words::kernel_real), frame.in(words::kernel_virtual)};
  const std::string_view names[] = {"real", "virtual"};
  int hovered = -1;
  const SegmentedLook look{.disabled = state.kernel_fixed ? 1u : 0u, .hovered = &hovered};
  const int chosen = static_cast<int>(state.kernel);
  const int pressed = segmented("kernel", labels, names, 2, chosen, width, look);
  if (pressed >= 0 && pressed != chosen) {
    frame.commands.push_back(command::SetKernel{static_cast<KernelChoice>(pressed)});
  }
  if (hovered == 0) {
    const Word& help = state.kernel_fixed ? help_of(state.environment) : words::kernel_real_help;
    show_tooltip(labels[0], frame.in(help));
  }
  if (hovered == 1) show_tooltip(labels[1], frame.in(words::kernel_virtual_help));
}

void draw_strategy(Frame& frame, float width) {
  const Word words[] = {words::round_robin, words::random, words::pct, words::by_hand};
  const Word helps[] = {words::round_robin_help, words::random_help, words::pct_help,
                        words::by_hand_help};
  const std::string_view names[] = {"round-robin", "random", "pct", "by-hand"};
  std::string_view labels[4];
  for (int i = 0; i < 4; ++i) labels[i] = frame.in(words[i]);
  int hovered = -1;
  const int chosen = static_cast<int>(frame.state.settings.picker);
  const int pressed = segmented("strategy", labels, names, 4, chosen, width, {.hovered = &hovered});
  if (pressed >= 0 && pressed != chosen) {
    frame.commands.push_back(command::SetPicker{static_cast<Picker>(pressed)});
  }
  if (hovered >= 0) show_tooltip(labels[hovered], frame.in(helps[hovered]));
}

// A small label over what follows; its help when the pointer is on it.
void draw_label(const Frame& frame, ImVec2 at, float width, const Word& label, const Word& help) {
  draw_text(ImGui::GetWindowDrawList(), at, width, frame.in(label), palette().dim, fonts().small);
  if (ImGui::IsWindowHovered() &&
      ImGui::IsMouseHoveringRect(at, {at.x + width, at.y + kLabelHeight})) {
    show_tooltip(frame.in(label), frame.in(help));
  }
}

void draw_cores(Frame& frame, ImVec2 at) {
  const int cores = frame.state.settings.cores;
  const auto stepper = [&](float x, int direction) {
    ButtonLook look;
    look.icon = direction < 0 ? Icon::minus : Icon::plus;
    look.show_label = false;
    look.enabled = direction < 0 ? cores > 1 : cores < VirtualSettings::kMostCores;
    const std::string label = std::string(frame.in(words::virtual_cores)) + ": " +
                              frame.c_str(direction < 0 ? words::less : words::more);
    ImGui::SetCursorScreenPos({x, at.y});
    ImGui::PushButtonRepeat(true);
    if (button(direction < 0 ? "cores.less" : "cores.more", label, look)) {
      frame.commands.push_back(command::SetCores{cores + direction});
    }
    ImGui::PopButtonRepeat();
  };
  char number[8];
  std::snprintf(number, sizeof number, "%d", cores);
  constexpr float kNumber = 34;
  stepper(at.x, -1);
  ImFont* font = fonts().body;
  draw_text(ImGui::GetWindowDrawList(),
            {at.x + kControl + (kNumber - text_width(number, font)) / 2,
             at.y + (kControl - font->FontSize * font->Scale) / 2},
            kNumber, number, palette().text, font);
  stepper(at.x + kControl + kNumber, +1);
}

constexpr float kCoresWidth = 2 * kControl + 34;

}  // namespace

void KernelPanel::draw_seed(Frame& frame, ImVec2 at, float width) {
  const std::uint64_t seed = frame.state.settings.seed;
  if (!editing_)
    std::snprintf(edited_, sizeof edited_, "%llu", static_cast<unsigned long long>(seed));
  ImGui::SetCursorScreenPos(at);
  ImGui::SetNextItemWidth(width - kControl - 4);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {10, (kControl - ImGui::GetFontSize()) / 2});
  char buffer[sizeof edited_];
  std::memcpy(buffer, edited_, sizeof buffer);
  ImGui::InputText("##seed", buffer, sizeof buffer,
                   ImGuiInputTextFlags_CharsDecimal | ImGuiInputTextFlags_AutoSelectAll);
  ImGui::PopStyleVar();
  describe_item(Item::Role::textbox, "seed", frame.in(words::seed));
  if (ImGui::IsItemActivated()) editing_ = true;
  if (editing_) {
    std::memcpy(edited_, buffer, sizeof buffer);
    if (ImGui::IsItemDeactivated()) {
      editing_ = false;
      // What is no number leaves the seed as it was.
      char* end = nullptr;
      const unsigned long long typed = std::strtoull(buffer, &end, 10);
      if (end != buffer && buffer[0] != '-' && typed != seed)
        frame.commands.push_back(command::SetSeed{typed});
    }
  }
  ButtonLook look;
  look.icon = Icon::dice;
  look.show_label = false;
  ImGui::SetCursorScreenPos({at.x + width - kControl, at.y});
  if (button("seed.next", frame.in(words::next_seed), look))
    frame.commands.push_back(command::SetSeed{seed + 1});
}

float KernelPanel::height(const Frame& frame) {
  return frame.state.kernel == KernelChoice::virtual_time ? most_height() : kControl + kRowGap;
}
float KernelPanel::most_height() { return 3 * (kControl + kRowGap) + kLabelHeight + 2; }

void KernelPanel::draw(Frame& frame, float width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_kernel(frame, width);
  if (frame.state.kernel == KernelChoice::virtual_time) {
    float y = at.y + kControl + kRowGap;
    ImGui::SetCursorScreenPos({at.x, y});
    draw_strategy(frame, width);
    y += kControl + kRowGap;
    const float cores = at.x + width - kCoresWidth, seed = width - kCoresWidth - 16;
    draw_label(frame, {at.x, y}, seed, words::seed, words::seed_help);
    draw_label(frame, {cores, y}, kCoresWidth, words::virtual_cores, words::virtual_cores_help);
    y += kLabelHeight + 2;
    draw_seed(frame, {at.x, y}, seed);
    draw_cores(frame, {cores, y});
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, height(frame)});
}

}  // namespace telar::ui
