#include "ui/shell/redraw.hpp"

#include <algorithm>

namespace telar::ui {

Redraw::Decision Redraw::decide(bool input, const AppState& state, Nanos clock, Nanos wake_at) {
  const bool exploring = state.exploration.running;
  const bool changed = state.revision != seen_;
  // A virtual run stands still unless it is played, whatever its status; then each step is a
  // change.
  const bool live = is_live(state.status) && !state.playback.available;
  if (input) settling_ = kSettling;
  const Nanos since = clock - drawn_;
  const bool timely = (changed || owed_) && since >= kFastest;
  const bool due = settling_ > 0 || wake_at <= clock || timely || (live && since >= kFollowing) ||
                   (exploring && since >= kGlancing);
  if (due) {
    seen_ = state.revision;
    drawn_ = clock;
    settling_ = std::max(settling_ - 1, 0);
    owed_ = changed;  // a list that grew is scrolled to its end only in the frame after
  }
  if (settling_ > 0 || live || owed_ || (changed && !due)) return {due, kFastest};
  if (state.playback.playing) return {due, kFastest};
  if (exploring)
    return {due,
            std::min(kGlancing, wake_at == kNever ? kNever : std::max(wake_at - clock, kFastest))};
  // A frame was drawn for this wake-up: whether there is another is known after it.
  if (wake_at <= clock) return {due, kFastest};
  return {due, wake_at == kNever ? kNever : wake_at - clock};
}

}  // namespace telar::ui
