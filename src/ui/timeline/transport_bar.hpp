// The foot of the timeline in virtual time: back, play, forward, the whole run to drag through, its
// speed and its link. It draws no card of its own.
#pragma once
#include <imgui.h>

#include <string>

#include "ui/shell/frame.hpp"

namespace telar::ui {

// Where a run is, in words: "step 21 of 40 · 21.0 µs".
std::string place_in_run(std::uint64_t step, std::uint64_t steps, Nanos time, Language language);

class TransportBar {
 public:
  // Draws it from `at` on, `height(width, low)` high, and takes the keys that walk a run. `low`: in
  // one line, however narrow; what there is no room for is left out.
  void draw(Frame& frame, ImVec2 at, float width, bool low);
  static float height(float width, bool low);
  // Until when "Copied" stays, on ImGui's clock.
  double copied_until() const { return copied_until_; }

 private:
  void draw_scrubber(Frame& frame, ImVec2 at, float width);
  void draw_place(Frame& frame, ImVec2 at, float width);
  float draw_from_right(Frame& frame, ImVec2 at, float width, bool low);
  void take_keys(Frame& frame) const;

  double copied_until_ = 0;
};

}  // namespace telar::ui
