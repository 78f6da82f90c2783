#include "ui/panels/guide_panel.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>

#include "report/action_words.hpp"
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

// Room for a mark of each of some strands, before a line.
constexpr std::size_t kMostMarks = 3;
constexpr float kMarkWidth = 4, kMarks = kMostMarks * kMarkWidth + 4;

// The strands that stand at a line, and what each is about to do.
std::string standing_words(const Frame& frame, std::span<const ListingMark> marks) {
  const Store& store = *frame.state.store;
  std::string text;
  for (const ListingMark& mark : marks) {
    const Lane& lane = store.lanes()[mark.lane];
    text += text.empty() ? "" : "\n";
    if (store.processes().size() > 1) text += store.processes()[lane.process].name + " / ";
    text += lane.name + ": " +
            action_words(action_of(store, lane.stands[mark.stand], frame.state.moment),
                         frame.state.language, Wording::full);
  }
  return text;
}

}  // namespace

// Where strands stand is known of the run on show, if it is of this program, and of what runs: the
// code in C++.
void GuidePanel::find_marks(const AppState& state, const Source& source) {
  const bool is_shown = state.store != nullptr && state.run_program != nullptr &&
                        state.run_program == state.program &&
                        source.language == SourceLanguage::cpp;
  if (is_shown) {
    find_listing_marks(
        *state.store, state.until(),
        {source.file, static_cast<std::uint32_t>(source.first_line), listing_.lines()}, marks_);
  } else {
    marks_ = {};
  }
}

// A line on which strands stand: tinted, with a mark in each one's colour.
void GuidePanel::draw_marks(const Frame& frame, std::span<const ListingMark> marks, ImVec2 at,
                            ImVec2 size) const {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImVec2 end{at.x + size.x, at.y + size.y};
  draw->AddRectFilled({at.x - 4, at.y}, end, with_alpha(lane_color(marks[0].lane), 0.16f), 3);
  for (std::size_t i = 0; i < std::min(marks.size(), kMostMarks); ++i) {
    const float x = at.x + kMarkWidth * static_cast<float>(i);
    draw->AddRectFilled({x, at.y + 2}, {x + kMarkWidth - 1, end.y - 2}, lane_color(marks[i].lane),
                        1);
  }
  if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({at.x - 4, at.y}, end))
    show_tooltip(standing_words(frame, marks));
}

// When a run is walked, the line of who made the last step is got into sight.
void GuidePanel::follow_step(const AppState& state, float line_height, float height) {
  if (std::exchange(step_, state.playback.step) == state.playback.step) return;
  if (!state.playback.available || marks_.latest == ListingMarks::kNone) return;
  const float y = line_height * static_cast<float>(marks_.marks[marks_.latest].line);
  const float top = ImGui::GetScrollY();
  if (y < top || y + 2 * line_height > top + height)
    ImGui::SetScrollY(std::max(y - height / 2, 0.0f));
}

void GuidePanel::draw_listing(const Frame& frame, std::string_view name, const Source& source) {
  listing_.set(source.text, source.language);
  find_marks(frame.state, source);
  ImFont* font = fonts().mono_small;
  const float size = font->FontSize * font->Scale, line_height = size * 1.45f;
  const float advance = text_width("0", font), numbers = kMarks + advance * 3 + 12;
  ImGui::PushStyleColor(ImGuiCol_ChildBg, palette().inset);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {10, 10});
  ImGui::BeginChild("listing", {0, 0}, ImGuiChildFlags_AlwaysUseWindowPadding,
                    ImGuiWindowFlags_HorizontalScrollbar);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float width = numbers + advance * static_cast<float>(listing_.longest_line() + 1);
  const float room = ImGui::GetContentRegionAvail().x;
  follow_step(frame.state, line_height, ImGui::GetWindowHeight() - 20);
  ImGui::Dummy({width, line_height * static_cast<float>(listing_.lines())});
  describe_item(Item::Role::image, "listing", name);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
  for (std::size_t i = 0; i < listing_.lines(); ++i) {
    const float y = origin.y + line_height * static_cast<float>(i);
    if (y + line_height < clip.Min.y || y > clip.Max.y) continue;
    const auto here = std::ranges::equal_range(marks_.marks, i, {}, &ListingMark::line);
    if (!here.empty())
      draw_marks(frame, {here.begin(), here.end()}, {origin.x, y - line_height * 0.12f},
                 {std::max(width, room), line_height});
    char number[24];
    std::snprintf(number, sizeof number, "%3zu", i + static_cast<std::size_t>(source.first_line));
    draw->AddText(font, size, {origin.x + kMarks, y}, palette().faint, number);
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

// What to watch, what it teaches; in virtual time also what that is.
void GuidePanel::draw_texts(const Frame& frame, const ProgramDescription& program) const {
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
  ImGui::BeginChild("texts");
  ImGui::Dummy({1, 0});
  heading(frame.in(words::watch));
  write_wrapped(frame.in(program.watch), palette().dim);
  ImGui::Dummy({1, 4});
  heading(frame.in(words::teaches));
  write_wrapped(frame.in(program.teaches), palette().dim);
  if (frame.state.kernel == KernelChoice::virtual_time) {
    ImGui::Dummy({1, 4});
    heading(frame.in(words::kernel_virtual));
    if (frame.state.kernel_fixed)
      write_wrapped(frame.in(help_of(frame.state.environment)), palette().dim);
    write_wrapped(frame.in(words::kernel_virtual_help), palette().dim);
  }
  end_card();
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
  if (frame.state.program != nullptr) {
    const ProgramDescription& program = *frame.state.program;
    const Source* const source =
        program.source_in(tab_ == 1 ? SourceLanguage::python : SourceLanguage::cpp);
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
      draw_texts(frame, program);
    } else if (code.empty()) {
      write_wrapped(frame.in(words::no_listing), palette().faint);
    } else {
      draw_listing(frame, frame.in(program.title), *source);
    }
  }
  ImGui::EndChild();
}

}  // namespace telar::ui
