#include "ui/panels/kernel_panel.hpp"

#include <imgui_internal.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

#include "base/parse.hpp"
#include "ui/shell/environment_words.hpp"
#include "ui/shell/items.hpp"
#include "ui/shell/widgets.hpp"

namespace telar::ui {
namespace {

constexpr float kRowGap = 8, kLabelHeight = 17;

// A table of choices as one control: asks for the one that is pressed, and says what the one under
// the pointer is.
template <class Asked, class Row, std::size_t N>
void draw_choice(Frame& frame, const char* name, const Choices<Row, N>& choices,
                 decltype(Row::value) chosen, float width, unsigned disabled = 0) {
  std::array<std::string_view, N> labels;
  for (std::size_t i = 0; i < N; ++i) labels[i] = frame.in(choices.begin()[i].label);
  int hovered = -1;
  const SegmentedLook look{.disabled = disabled, .hovered = &hovered};
  if (const auto pressed = segmented(name, choices, labels, chosen, width, look))
    frame.commands.push_back(Asked{*pressed});
  if (hovered < 0) return;
  const Row& row = choices.begin()[hovered];
  const bool is_disabled = (disabled >> hovered & 1) != 0;
  show_tooltip(frame.in(row.label),
               frame.in(is_disabled ? help_of(frame.state.environment) : row.help));
}

void draw_kernel(Frame& frame, float width) {
  const AppState& state = frame.state;
  const unsigned real = 1u << kKernels.index_of(KernelChoice::real);
  draw_choice<command::SetKernel>(frame, "kernel", kKernels, state.kernel, width,
                                  state.kernel_fixed ? real : 0);
}

void draw_strategy(Frame& frame, float width) {
  draw_choice<command::SetPicker>(frame, "strategy", kPickers, frame.state.settings.picker, width);
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
      const auto typed = parse_integer(buffer);
      if (typed && *typed >= 0 && static_cast<std::uint64_t>(*typed) != seed)
        frame.commands.push_back(command::SetSeed{static_cast<std::uint64_t>(*typed)});
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
