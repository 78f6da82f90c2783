// Step cells: which of a lane's steps there is room to say, and where. Pure; the cost depends on
// the width of what is in sight, not on the number of steps.
#pragma once
#include <cstdint>
#include <vector>

#include "trace/store.hpp"
#include "ui/timeline/layout.hpp"
#include "ui/timeline/time_view.hpp"

namespace telar::ui {

// A step where it was made: the part of a running span in which its strand did what it stood
// before.
struct StepCell {
  float x0, x1;         // points from the left of the drawing area, clipped to it
  std::uint32_t stand;  // index into the lane's stands
};

// Narrower ones hold no words and are passed over.
inline constexpr float kNarrowestCell = 26;

// Appends the cells of one of the lane's running spans, left to right. None in a run whose kernel
// does not tell where strands stand.
void layout_step_cells(const Store& store, const Lane& lane, const SpanRect& span,
                       const TimeView& view, Nanos now, std::vector<StepCell>& out);

// What is drawn of words this wide in so much room, of which the last `rest` points matter most:
// all of them; a part of their beginning and the rest; the rest alone; nothing.
enum class Fit : unsigned char { whole, cut, rest, none };
Fit fit_of(float words, float rest, float room);

}  // namespace telar::ui
