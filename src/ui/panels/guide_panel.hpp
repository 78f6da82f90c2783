// The guide to the chosen program: what to watch, what it teaches, and its listings, in
// which the lines are marked where its strands stand at the moment on show. It keeps which
// of them is open and gives no commands.
#pragma once
#include <imgui.h>

#include <cstdint>
#include <span>
#include <string_view>

#include "ui/panels/listing.hpp"
#include "ui/panels/listing_marks.hpp"
#include "ui/shell/frame.hpp"

namespace telar::ui {

class GuidePanel {
 public:
  // Draws it as a card at this place. A listing is cut into tokens once, when it is first shown.
  void draw(Frame& frame, ImVec2 position, ImVec2 size);

 private:
  void draw_texts(const Frame& frame, const ProgramDescription& program) const;
  void draw_listing(const Frame& frame, std::string_view name, const Source& source);
  void find_marks(const AppState& state, const Source& source);
  void draw_marks(const Frame& frame, std::span<const ListingMark> marks, ImVec2 at,
                  ImVec2 size) const;
  void follow_step(const AppState& state, float line_height, float height);

  int tab_ = 0;
  Listing listing_;
  ListingMarks marks_;
  std::uint64_t step_ = 0;  // of the run on show, the last time it was looked at
};

}  // namespace telar::ui
