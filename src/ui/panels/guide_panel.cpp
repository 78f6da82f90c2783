#include "ui/panels/guide_panel.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "ui/shell/environment_words.hpp"
#include "ui/shell/items.hpp"
#include "ui/shell/widgets.hpp"

namespace telar::ui {
namespace {

ImU32 token_color(TokenKind kind) {
  const Palette& p = palette();
  switch (kind) {
    case TokenKind::keyword:
      return p.code_keyword;
    case TokenKind::string:
      return p.code_string;
    case TokenKind::comment:
      return p.code_comment;
    case TokenKind::number:
      return p.code_number;
    case TokenKind::name:
      return p.code_name;
    case TokenKind::plain:
      break;
  }
  return p.text;
}

}  // namespace

void GuidePanel::draw_listing(std::string_view name, std::string_view code,
                              ListingLanguage language) {
  listing_.set(code, language);
  ImFont* font = fonts().mono_small;
  const float size = font->FontSize * font->Scale, line_height = size * 1.45f;
  const float advance = text_width("0", font), numbers = advance * 3 + 12;
  ImGui::PushStyleColor(ImGuiCol_ChildBg, palette().inset);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {10, 10});
  ImGui::BeginChild("listing", {0, 0}, ImGuiChildFlags_AlwaysUseWindowPadding,
                    ImGuiWindowFlags_HorizontalScrollbar);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  ImGui::Dummy({numbers + advance * static_cast<float>(listing_.longest_line() + 1),
                line_height * static_cast<float>(listing_.lines())});
  describe_item(Item::Role::image, "listing", name);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
  for (std::size_t i = 0; i < listing_.lines(); ++i) {
    const float y = origin.y + line_height * static_cast<float>(i);
    if (y + line_height < clip.Min.y || y > clip.Max.y) continue;
    char number[24];
    std::snprintf(number, sizeof number, "%3zu", i + 1);
    draw->AddText(font, size, {origin.x, y}, palette().faint, number);
    float x = origin.x + numbers;
    const Listing::Range range = listing_.line(i);
    for (std::uint32_t t = range.first; t < range.last; ++t) {
      const Token& token = listing_.token(t);
      const std::string_view text = listing_.text(token);
      draw->AddText(font, size, {x, y}, token_color(token.kind), text.data(),
                    text.data() + text.size());
      x += text_width(text, font);
    }
  }
  end_card();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
}

void GuidePanel::draw(Frame& frame, ImVec2 position, ImVec2 size) {
  begin_card("guide", position, size, true,
             ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  // Under a tab that says "Guide" already, its texts are told apart from the listings.
  const Word& texts = frame.tabs != nullptr ? words::watch : words::guide;
  const std::string_view labels[] = {frame.in(texts), "Python", "C++"},
                         names[] = {"guide", "python", "cpp"};
  const bool listing = tab_ != 0;
  float room = ImGui::GetContentRegionAvail().x;
  if (frame.tabs != nullptr) {
    // Beside the place's own tabs if there is room, else under them.
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float after_heading = draw_heading(frame, frame.in(words::guide), corner);
    const float beside = corner.x + room - after_heading;
    const bool fits = beside > 190 + kControl + 8;
    if (fits) room = std::min(beside, 340.0f);
    ImGui::SetCursorScreenPos(fits ? ImVec2(after_heading, corner.y - 2)
                                   : ImVec2(corner.x, corner.y + kControl + 4));
  }
  const float width = room - (listing ? kControl + 8 : 0);
  if (const int pressed = segmented("tab", labels, names, 3, tab_, width, {.tabs = true});
      pressed >= 0)
    tab_ = pressed;
  if (frame.state.chosen < frame.state.scenarios.size()) {
    const ProgramDescription& scenario = *frame.state.scenarios[frame.state.chosen];
    const Source* const source =
        scenario.source_in(tab_ == 1 ? SourceLanguage::python : SourceLanguage::cpp);
    const std::string_view code = source ? std::string_view(source->text) : std::string_view();
    if (listing && tab_ != 0) {
      ImGui::SameLine(0, 8);
      ButtonLook copy;
      copy.icon = Icon::copy;
      copy.show_label = false;
      copy.quiet = true;
      if (button("copy-listing", frame.in(words::copy_listing), copy))
        ImGui::SetClipboardText(std::string(code).c_str());
    }
    if (tab_ == 0) {
      ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
      ImGui::BeginChild("texts");
      ImGui::Dummy({1, 0});
      heading(frame.in(words::watch));
      write_wrapped(frame.in(scenario.watch), palette().dim);
      ImGui::Dummy({1, 4});
      heading(frame.in(words::teaches));
      write_wrapped(frame.in(scenario.teaches), palette().dim);
      if (frame.state.kernel == KernelChoice::virtual_time) {
        ImGui::Dummy({1, 4});
        heading(frame.in(words::kernel_virtual));
        if (frame.state.kernel_fixed)
          write_wrapped(frame.in(help_of(frame.state.environment)), palette().dim);
        write_wrapped(frame.in(words::kernel_virtual_help), palette().dim);
      }
      end_card();
      ImGui::PopStyleColor();
    } else if (code.empty()) {
      write_wrapped(frame.in(words::no_listing), palette().faint);
    } else {
      draw_listing(frame.in(scenario.title), code,
                   tab_ == 1 ? ListingLanguage::python : ListingLanguage::cpp);
    }
  }
  ImGui::EndChild();
}

}  // namespace telar::ui
