// A screen without a window, for tests: a virtual run is on show, or none; frames are made and
// nobody draws them.
#pragma once
#include <imgui.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "program/parameter_values.hpp"
#include "scenarios/library.hpp"
#include "tests/ui/demo_virtual.hpp"
#include "ui/shell/items.hpp"
#include "ui/shell/theme.hpp"
#include "ui/shell/ui.hpp"

namespace telar::ui {

class Screen {
 public:
  Screen(ImVec2 size, Language language) {
    // One picture of the fonts for all: it takes longer than all the frames.
    static ImFontAtlas atlas;
    context_ = ImGui::CreateContext(&atlas);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = size;
    if (!atlas.IsBuilt()) {
      build_fonts(1);
      unsigned char* pixels = nullptr;
      int width = 0, height = 0;
      atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
    }
    for (const Program& program : library())
      state_.programs.push_back(program.shared_description());
    state_.environment = {false, true, true, true, 8, 0, 1};
    state_.language = language;
    choose("philosophers");
  }
  ~Screen() { ImGui::DestroyContext(context_); }
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  void choose(std::string_view name) {
    const auto& all = state_.programs;
    const auto it = std::find_if(all.begin(), all.end(),
                                 [name](const auto& each) { return each->name == name; });
    state_.program = *it;
    state_.parameters = default_values(**it);
  }
  // A virtual run of two locks, as far as this step; in pause unless it is over.
  void show_run(std::size_t steps, bool by_hand) {
    const std::vector<Event> events = two_locks().events;
    state_.kernel = KernelChoice::virtual_time;
    state_.settings.picker = by_hand ? Picker::by_hand : Picker::random;
    steps = std::min(steps, events.size());
    store_.append(std::span(events).first(steps));
    state_.figures = metrics_ = measure(store_, store_.end(), 4);
    state_.store = &store_;
    state_.metrics = &metrics_;
    state_.run_program = state_.program;
    state_.run_parameters = state_.parameters;
    state_.status = RunStatus::finished;
    state_.now = store_.end();
    ++state_.run_number;
    Playback& playback = state_.playback;
    playback.available = true;
    playback.step = steps;
    playback.steps = by_hand ? steps : 128'000;  // its words are long
    playback.duration = by_hand ? state_.now : 25 * kSecond;
    playback.time = state_.now;
    playback.at_end = steps == events.size();
    playback.can_undo = true;
    if (!playback.at_end) choose_next(state_, 4);
    if (playback.at_end) add_deadlock(state_);
    state_.outcome = playback.at_end ? Outcome::deadlock : Outcome::running;
  }

  // Until what was asked for shows.
  void draw(int frames = 3) {
    for (int i = 0; i < frames; ++i) {
      ImGui::GetIO().DeltaTime = 1.0f / 60;
      ImGui::NewFrame();
      for (const Command& command : ui_.frame(state_)) commands_.push_back(command);
      ImGui::Render();
    }
  }
  void press(const Item& item) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(item.x + item.width / 2, item.y + item.height / 2);
    draw(2);
    io.AddMouseButtonEvent(0, true);
    draw(1);
    io.AddMouseButtonEvent(0, false);
    io.AddMousePosEvent(-1, -1);
    draw(3);
  }
  bool press(std::string_view name) {
    const Item* item = find(name);
    if (item == nullptr) return false;
    press(Item(*item));
    return true;
  }
  static const Item* find(std::string_view name) {
    const auto it = std::find_if(items().begin(), items().end(),
                                 [name](const Item& i) { return name == i.name; });
    return it != items().end() ? &*it : nullptr;
  }
  AppState& state() { return state_; }
  const std::vector<Command>& commands() const { return commands_; }

 private:
  ImGuiContext* context_;
  AppState state_;
  Store store_;
  Metrics metrics_;
  Ui ui_;
  std::vector<Command> commands_;
};

}  // namespace telar::ui
