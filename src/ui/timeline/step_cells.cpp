#include "ui/timeline/step_cells.hpp"

#include <algorithm>

namespace telar::ui {

void layout_step_cells(const Store& store, const Lane& lane, const SpanRect& span,
                       const TimeView& view, Nanos now, std::vector<StepCell>& out) {
  if (lane.stands.empty() || span.merged || span.state != State::running) return;
  const Span& whole = lane.spans[span.first];
  const Nanos span_end = std::min(whole.end, now);
  const auto edge = [&](Nanos time) {
    return std::clamp(static_cast<float>(view.x_of(static_cast<double>(time))), span.x0, span.x1);
  };
  const auto narrowest = static_cast<Nanos>(view.per_point() * static_cast<double>(kNarrowestCell));
  Nanos time =
      std::max(whole.begin, static_cast<Nanos>(view.time_at(static_cast<double>(span.x0))));
  while (time < span_end) {
    const std::uint32_t stand = store.stand_at(lane, time);
    if (stand == Store::kNone) return;
    const bool is_last = stand + 1 == lane.stands.size();
    const Nanos begin = std::max(store.time_of(lane.stands[stand]), whole.begin);
    const Nanos end =
        is_last ? span_end : std::min(store.time_of(lane.stands[stand + 1]), span_end);
    const float x0 = edge(begin), x1 = edge(end);
    if (x1 - x0 >= kNarrowestCell) out.push_back({x0, x1, stand});
    if (x1 >= span.x1) return;
    // Steps too narrow for words may be many: they are jumped over. None that is wide enough is
    // missed, since it reaches to where the jump ends.
    time = std::max({end, time + 1, x1 - x0 >= kNarrowestCell ? end : time + narrowest});
  }
}

Fit fit_of(float words, float rest, float room) {
  // A beginning shorter than this tells nothing.
  constexpr float kLeastBeginning = 40;
  if (words <= room) return Fit::whole;
  if (rest + kLeastBeginning <= room) return Fit::cut;
  return rest > 0 && rest <= room ? Fit::rest : Fit::none;
}

}  // namespace telar::ui
