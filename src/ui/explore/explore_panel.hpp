// The search over schedules: how far it is, how runs end, which races it saw, and the tree walked
// so far. It keeps the
// words by which outcomes are told apart and the tree's layout, made anew when the search moves on.
#pragma once
#include <imgui.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/language.hpp"
#include "ui/explore/icicle.hpp"
#include "ui/explore/outcome_words.hpp"
#include "ui/shell/frame.hpp"

namespace telar::ui {

class ExplorePanel {
 public:
  // Draws it as a card at this place. An outcome that is pressed goes back as command::ShowOutcome,
  // a race as command::ShowRace.
  void draw(Frame& frame, ImVec2 position, ImVec2 size);

 private:
  void update_words(const Frame& frame, float width);
  void draw_found(Frame& frame, ImVec2 at, ImVec2 size);
  void draw_outcomes(Frame& frame, ImVec2 at, ImVec2 size);
  void draw_tree(const Frame& frame, ImVec2 at, ImVec2 size);

  // What the words were made for.
  struct Worded {
    std::uint64_t number, executions;
    std::size_t outcomes;
    float width;
    Language language;
    bool operator==(const Worded&) const = default;
  };
  Worded worded_{};
  std::vector<OutcomeWords> words_;
  bool two_lines_ = false;
  Icicle icicle_;
};

}  // namespace telar::ui
