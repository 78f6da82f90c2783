#include "ui/panels/parameter_form.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>

#include "base/parse.hpp"
#include "program/parameter_values.hpp"
#include "ui/shell/items.hpp"
#include "ui/shell/widgets.hpp"

namespace telar::ui {
namespace {

// Of a parameter's control: labels need what is left.
float control_width(float width) { return width < 270 ? 126 : 148; }

// Long words get what their label leaves, and more of it than a number's field.
float choice_width(const Frame& frame, const ParameterSpec& spec, float width) {
  float wanted = 0;
  for (const std::string_view word : spec.choices) wanted += text_width(word, fonts().bold) + 20;
  const float label = std::min(text_width(frame.in(spec.label), fonts().body) + 1, width * 0.42f);
  return std::clamp(wanted, control_width(width),
                    std::max(width - label - 8, control_width(width)));
}

// A parameter's words stand side by side: there is no room for more.
constexpr std::size_t kMostChoices = 4;

}  // namespace

double stepped(const ParameterSpec& spec, double value, int direction) {
  if (spec.kind != ParameterSpec::Kind::real) return nearest_allowed(spec, value + direction);
  // Going down from 1 uses the finer step, so that + and - undo each other.
  const double at = direction < 0 ? value - 1e-9 : value + 1e-9;
  const double step = at < 1 ? 0.1 : at < 5 ? 0.5 : 1;
  return nearest_allowed(spec, std::round((value + direction * step) * 1e6) / 1e6);
}

std::optional<double> typed_number(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  std::string plain(text);
  std::ranges::replace(plain, ',', '.');
  return parse_real(plain);
}

bool naps_shorter_than_chapter(const ProgramDescription& program,
                               const std::vector<double>& values) {
  const auto naps = program.parameter_with(ParameterRole::naps);
  return naps && *naps < values.size() && values[*naps] < program.parameters[*naps].default_value;
}

// The field of a number. Returns what was typed once it is left, if that is a number at all.
std::optional<double> ParameterForm::draw_field(Frame& frame, std::size_t index, const char* name,
                                                float width) {
  const ParameterSpec& spec = frame.state.program->parameters[index];
  const double value = frame.state.parameters[index];
  if (editing_ != index) {
    std::snprintf(edited_, sizeof edited_, "%s", value_word(spec, value).c_str());
    if (frame.state.language == Language::es)
      std::replace(edited_, edited_ + std::strlen(edited_), '.', ',');
  }
  ImGui::SetNextItemWidth(width);
  // The number sits in the middle of its field.
  const float padding = std::max(6.0f, (width - text_width(edited_, fonts().body)) / 2);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {padding, (kControl - ImGui::GetFontSize()) / 2});
  char buffer[sizeof edited_];
  std::memcpy(buffer, edited_, sizeof buffer);
  ImGui::InputText("##value", buffer, sizeof buffer,
                   ImGuiInputTextFlags_CharsDecimal | ImGuiInputTextFlags_AutoSelectAll);
  ImGui::PopStyleVar();
  describe_item(Item::Role::textbox, name, frame.in(spec.label));
  if (ImGui::IsItemActivated()) editing_ = index;
  if (editing_ != index) return std::nullopt;
  std::memcpy(edited_, buffer, sizeof buffer);
  if (!ImGui::IsItemDeactivated()) return std::nullopt;
  editing_ = SIZE_MAX;
  return typed_number(buffer);
}

// Less, a field, more. Returns the value that was asked for, allowed or not.
std::optional<double> ParameterForm::draw_number(Frame& frame, std::size_t index, const char* name,
                                                 float width) {
  const ParameterSpec& spec = frame.state.program->parameters[index];
  const double value = frame.state.parameters[index];
  std::optional<double> wanted;
  const std::string label(frame.in(spec.label));
  const auto stepper = [&](int direction) {
    ButtonLook look;
    look.icon = direction < 0 ? Icon::minus : Icon::plus;
    look.show_label = false;
    look.enabled = direction < 0 ? value > spec.minimum : value < spec.maximum;
    const Word& word = direction < 0 ? words::less : words::more;
    char item[64];
    std::snprintf(item, sizeof item, "%s.%s", name, direction < 0 ? "less" : "more");
    ImGui::PushButtonRepeat(true);
    if (button(item, label + ": " + frame.c_str(word), look))
      wanted = stepped(spec, value, direction);
    ImGui::PopButtonRepeat();
  };
  stepper(-1);
  ImGui::SameLine(0, 4);
  if (const auto typed = draw_field(frame, index, name, width - 2 * kControl - 8)) wanted = typed;
  ImGui::SameLine(0, 4);
  stepper(+1);
  return wanted;
}

void ParameterForm::draw(Frame& frame, std::size_t index, float width) {
  const Palette& p = palette();
  const ParameterSpec& spec = frame.state.program->parameters[index];
  const double value = frame.state.parameters[index];
  const auto set = [&](double wanted) {
    const double allowed = nearest_allowed(spec, wanted);
    if (allowed != value) frame.commands.push_back(command::SetParameter{index, allowed});
  };
  char name[48];
  std::snprintf(name, sizeof name, "parameter.%.*s", static_cast<int>(spec.name.size()),
                spec.name.data());
  ImGui::PushID(name);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const bool is_choice = spec.kind == ParameterSpec::Kind::choice;
  const float controls = is_choice ? choice_width(frame, spec, width) : control_width(width);
  const float label_room = width - controls - 8;
  draw_text(draw, {at.x, at.y + (is_choice ? 7.0f : 0.0f)}, label_room, frame.in(spec.label),
            p.text, fonts().body);
  if (!is_choice) {
    char range[80];
    const std::string low = value_word(spec, spec.minimum), high = value_word(spec, spec.maximum);
    say_into(range, frame.state.language, words::from_to, low.c_str(), high.c_str());
    draw_text(draw, {at.x, at.y + 18}, label_room, range, p.faint, fonts().small);
  }
  ImGui::Dummy({label_room, kRow - 8});
  if (ImGui::IsItemHovered() && !frame.in(spec.help).empty())
    show_tooltip(frame.in(spec.label), frame.in(spec.help));
  ImGui::SetCursorScreenPos({at.x + width - controls, at.y});
  if (is_choice) {
    std::array<std::string_view, kMostChoices> words;
    const std::size_t count = std::min(spec.choices.size(), words.size());
    std::copy_n(spec.choices.begin(), count, words.begin());
    const int pressed = segmented(name, words.data(), words.data(), static_cast<int>(count),
                                  static_cast<int>(value), controls);
    if (pressed >= 0) set(pressed);
  } else if (const auto typed = draw_number(frame, index, name, controls)) {
    set(*typed);
  }
  ImGui::SetCursorScreenPos({at.x, at.y + kRow});
  ImGui::PopID();
}

}  // namespace telar::ui
