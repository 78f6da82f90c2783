// Frame: what every panel gets while a frame is drawn: the state to show, and where its commands
// go.
#pragma once
#include <string_view>
#include <vector>

#include "model/state.hpp"
#include "words/words.hpp"

namespace telar::ui {

// Panels that share one place: each draws this strip where its heading would be.
struct PanelTabs {
  static constexpr int kMost = 4;
  std::string_view labels[kMost], names[kMost];
  int count = 0, chosen = 0;
};

// What a panel gets: the state, and where its commands go.
struct Frame {
  const AppState& state;
  std::vector<Command>& commands;
  bool narrow;        // a panel at a time, chosen with tabs
  bool flat = false;  // that, on a screen wider than it is high: Run and Stop are in the top bar
  PanelTabs* tabs = nullptr;  // null: each panel has the place to itself
  std::string_view in(const Word& phrase) const { return phrase.in(state.language); }
  std::string_view in(const Text& text) const { return text.in(state.language); }
  const char* c_str(const Word& phrase) const { return phrase.in(state.language).data(); }
};

}  // namespace telar::ui
