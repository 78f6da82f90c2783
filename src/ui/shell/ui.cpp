#include "ui/shell/ui.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "ui/panels/summary_panel.hpp"
#include "ui/shell/items.hpp"
#include "ui/shell/top_bar.hpp"
#include "ui/shell/widgets.hpp"

namespace telar::ui {
namespace {

// The wide layout's tabs under the timeline, and the pages of the others.
enum LowerTab : int { kConsoleTab, kNextTab, kExploreTab, kGuideTab };
enum Page : int {
  kProgramsPage,
  kTimelinePage,
  kConsolePage,
  kExplorePage,
  kSummaryPage,
  kGuidePage
};

// Only in virtual time is there anything to pick or to explore.
bool is_virtual(const AppState& state) {
  return state.kernel == KernelChoice::virtual_time || state.playback.available ||
         state.exploration.present;
}

// Of a page: the phone's buttons, and what is between its parts. Where height is what lacks most,
// they leave it to the page.
bool is_low() { return ImGui::GetIO().DisplaySize.y < 400; }
float run_row() { return is_low() ? kControl : 40; }
float page_gap() { return is_low() ? 4 : kGap; }

}  // namespace

Ui::Layout Ui::layout_of(ImVec2 size) {
  constexpr float kWide = 1000, kHigh = 620, kFlat = 520;
  if (size.x >= kWide && size.y >= kHigh) return Layout::wide;
  const bool lies = size.x >= kFlat && size.y < std::max(560.0f, size.x * 0.9f);
  return lies ? Layout::flat : Layout::phone;
}

bool Ui::is_dark(const AppState& state) {
  return state.theme == ThemeChoice::dark ||
         (state.theme == ThemeChoice::system && state.system_is_dark);
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
  const Layout layout = layout_of(size);
  Frame frame{state, commands_, layout != Layout::wide, layout == Layout::flat};
  follow_state(state);
  ImGui::SetNextWindowPos(at);
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::Begin("Telar", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(2);
  draw_top_bar(frame, at, {size.x, kTopBarHeight});
  const float gap = page_gap();
  ImVec2 corner{at.x + kGap, at.y + kTopBarHeight + gap};
  if (!state.notice.empty()) corner.y += draw_notice(frame, corner, size.x - 2 * kGap) + gap;
  const ImVec2 rest{size.x - 2 * kGap, std::max(at.y + size.y - gap - corner.y, 100.0f)};
  if (frame.narrow) {
    draw_pages(frame, corner, rest);
  } else {
    draw_wide(frame, corner, rest);
  }
  ImGui::End();
  end_items();
  // A person who presses an outcome wants to see its run.
  for (const Command& command : commands_) {
    if (std::holds_alternative<command::ShowOutcome>(command) ||
        std::holds_alternative<command::ShowRace>(command))
      tab_ = kTimelinePage;
  }

  const ImGuiIO& io = ImGui::GetIO();
  wake_in_ = kNever;
  if (io.WantTextInput) wake_in_ = 300 * kMillisecond;  // the cursor blinks
  for (const double until : {console_.copied_until(), timeline_.copied_until()}) {
    const double left = until - ImGui::GetTime();
    if (left > 0) wake_in_ = std::min(wake_in_, static_cast<Nanos>(left * 1e9) + kMillisecond);
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
  const float height =
      font->CalcTextSizeA(size, FLT_MAX, room, text.data(), text.data() + text.size()).y + 20;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(position, {position.x + width, position.y + height}, p.warn_soft, kRounding);
  draw->AddText(font, size, {position.x + 16, position.y + 10}, p.warn, text.data(),
                text.data() + text.size(), room);
  ImGui::SetCursorScreenPos(
      {position.x + width - kControl - 6, position.y + (height - kControl) / 2});
  ButtonLook look;
  look.icon = Icon::close;
  look.show_label = false;
  look.quiet = true;
  if (button("dismiss", frame.in(words::dismiss), look))
    frame.commands.push_back(command::DismissNotice{});
  return height;
}

// Left: programs, and the guide if it has room there. Right: the timeline above console and
// summary.
void Ui::draw_wide(Frame& frame, ImVec2 position, ImVec2 size) {
  const float left = std::clamp(size.x * 0.25f, 280.0f, 400.0f);
  const float right = size.x - left - kGap;
  constexpr float kLeastGuide = 220;
  const bool guide_on_the_left = ProgramsPanel::least_height(frame) + kGap + kLeastGuide <= size.y;
  programs_.set_room(frame, guide_on_the_left ? size.y - kGap - kLeastGuide : size.y);
  const float programs = guide_on_the_left ? programs_.wanted_height(frame) : size.y;
  programs_.draw(frame, position, {left, programs});
  if (guide_on_the_left) {
    guide_.draw(frame, {position.x, position.y + programs + kGap},
                {left, size.y - programs - kGap});
  }

  const ImVec2 corner{position.x + left + kGap, position.y};
  // A list of outcomes and a tree need more room than lines of text.
  const bool tall = is_virtual(frame.state) && (lower_ == kNextTab || lower_ == kExploreTab);
  const float lower =
      tall ? std::clamp(size.y * 0.4f, 220.0f, 380.0f) : std::clamp(size.y * 0.34f, 200.0f, 296.0f);
  timeline_.draw(frame, corner, {right, size.y - lower - kGap});
  const ImVec2 below{corner.x, position.y + size.y - lower};
  const float summary = std::clamp(right * 0.34f, 300.0f, 440.0f);
  draw_lower(frame, below, {right - summary - kGap, lower}, !guide_on_the_left);
  draw_summary(frame, {below.x + right - summary, below.y}, {summary, lower});
}

// The console; in virtual time also who makes the next step and the exploration; the guide if it is
// not on the left.
void Ui::draw_lower(Frame& frame, ImVec2 position, ImVec2 size, bool with_guide) {
  PanelTabs tabs;
  LowerTab shown[PanelTabs::kMost];
  const auto add = [&](LowerTab tab, const Word& label, std::string_view name) {
    if (tab == lower_) tabs.chosen = tabs.count;
    shown[tabs.count] = tab;
    tabs.labels[tabs.count] = frame.in(label);
    tabs.names[tabs.count++] = name;
  };
  add(kConsoleTab, words::console, "console");
  if (is_virtual(frame.state)) {
    add(kNextTab, words::next_steps, "next");
    add(kExploreTab, words::explore, "explore");
  }
  if (with_guide) add(kGuideTab, words::guide, "guide");
  const int before = tabs.chosen;
  if (tabs.count > 1) frame.tabs = &tabs;
  switch (shown[tabs.chosen]) {
    case kConsoleTab:
      console_.draw(frame, position, size);
      break;
    case kNextTab:
      next_.draw(frame, position, size);
      break;
    case kExploreTab:
      explore_.draw(frame, position, size);
      break;
    case kGuideTab:
      guide_.draw(frame, position, size);
      break;
  }
  frame.tabs = nullptr;
  // A tab that is not there now is shown again once it is.
  if (tabs.chosen != before) lower_ = shown[tabs.chosen];
}

// Shows what was just asked for: a run, the choice of its next step, an exploration.
void Ui::follow_state(const AppState& state) {
  if (state.run_number != run_) {
    run_ = state.run_number;
    const bool elsewhere = tab_ == kProgramsPage || tab_ == kExplorePage || tab_ == kGuidePage;
    if (elsewhere && run_ > 0) tab_ = kTimelinePage;
    const bool by_hand = state.playback.available && state.settings.picker == Picker::by_hand;
    if (by_hand && lower_ != kExploreTab) lower_ = kNextTab;
    if (!by_hand && (lower_ == kGuideTab || lower_ == kNextTab)) lower_ = kConsoleTab;
  }
  if (std::exchange(explored_, state.exploration.number) != state.exploration.number) {
    lower_ = kExploreTab;
    tab_ = kExplorePage;
  }
}

// A panel at a time. On a phone Run and Stop are always under the thumb; on a flat screen, in the
// top bar.
void Ui::draw_pages(Frame& frame, ImVec2 position, ImVec2 size) {
  draw_page_tabs(frame, position, size.x);
  const float gap = page_gap(), top = kControl + (frame.flat ? 8 : gap);
  const float below = frame.flat ? 0 : run_row() + gap;
  draw_page(frame, {position.x, position.y + top}, {size.x, size.y - top - below});
  if (frame.flat) return;
  ImGui::SetCursorScreenPos({position.x, position.y + size.y - run_row()});
  ProgramsPanel::draw_run_buttons(frame, size.x, run_row());
}

void Ui::draw_page_tabs(Frame& frame, ImVec2 position, float width) {
  constexpr Page kPages[] = {kProgramsPage, kTimelinePage, kConsolePage,
                             kExplorePage,  kSummaryPage,  kGuidePage};
  const Word words[] = {words::programs, frame.flat ? words::timeline : words::timeline_short,
                        words::console,  words::explore,
                        words::summary,  words::guide};
  constexpr std::string_view kNames[] = {"programs", "timeline", "console",
                                         "explore",  "summary",  "guide"};
  std::string_view labels[6], names[6];
  Page pages[6];
  int count = 0, chosen = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    if (kPages[i] == kExplorePage && !is_virtual(frame.state)) continue;
    if (kPages[i] == tab_) chosen = count;
    labels[count] = frame.in(words[i]);
    names[count] = kNames[i];
    pages[count++] = kPages[i];
  }
  ImGui::SetCursorScreenPos(position);
  const int pressed = segmented("panel", labels, names, count, chosen, width, {.tabs = true});
  tab_ = pages[pressed >= 0 ? pressed : chosen];
}

void Ui::draw_page(Frame& frame, ImVec2 position, ImVec2 size) {
  switch (tab_) {
    case kProgramsPage:
      programs_.set_room(frame, size.y);
      programs_.draw(frame, position, size);
      break;
    case kTimelinePage:
      draw_timeline_page(frame, position, size);
      break;
    case kConsolePage:
      console_.draw(frame, position, size);
      break;
    case kExplorePage:
      explore_.draw(frame, position, size);
      break;
    case kSummaryPage:
      draw_summary(frame, position, size);
      break;
    default:
      guide_.draw(frame, position, size);
      break;
  }
}

// In pause, who makes the next step is chosen by the picture of what came before: under it on a
// phone, else beside it. Where there is more room than a picture needs, that place is the console's
// otherwise.
void Ui::draw_timeline_page(Frame& frame, ImVec2 position, ImVec2 size) {
  const Playback& playback = frame.state.playback;
  // What is dragged or held down stays where it is until it is let go of.
  if (!ImGui::IsAnyItemActive())
    choosing_ = playback.available && !playback.playing && !playback.next.empty();
  const bool choosing = choosing_ && playback.available;
  const bool roomy = frame.flat ? size.x >= 840 : size.y >= 720;
  const bool with_console = !choosing && roomy && frame.state.store != nullptr;
  if (!choosing && !with_console) return timeline_.draw(frame, position, size);
  ImVec2 at = position, other = size, left = size;
  if (frame.flat) {
    other.x = std::clamp(size.x * 0.36f, 236.0f, 360.0f);
    left.x -= other.x + 8;
    at.x += left.x + 8;
  } else {
    const float rows = NextPanel::wanted_height(frame, size.x);
    const float least = size.y < 220   ? NextPanel::kOneChoice
                        : size.y < 420 ? NextPanel::kLeastHeight
                                       : 0;
    other.y = with_console ? size.y * 0.3f
                           : std::max(std::min(rows, size.y * (least > 0 ? 0.2f : 0.4f)), least);
    left.y -= other.y + page_gap();
    at.y += left.y + page_gap();
  }
  timeline_.draw(frame, position, left);
  if (choosing) {
    next_.draw(frame, at, other);
  } else {
    console_.draw(frame, at, other);
  }
}

}  // namespace telar::ui
