#include "ui/panels/listing_marks.hpp"

#include <algorithm>

namespace telar::ui {

void find_listing_marks(const Store& store, Nanos now, const ListedLines& listed,
                        ListingMarks& out) {
  out.marks.clear();
  out.latest = ListingMarks::kNone;
  Nanos latest = -1;
  std::uint32_t latest_lane = 0;
  for (std::uint32_t i = 0; i < store.lanes().size(); ++i) {
    const Lane& lane = store.lanes()[i];
    const std::uint32_t stand = store.stand_at(lane, now);
    if (stand == Store::kNone) continue;
    const Action action = store.action_of(lane.stands[stand]);
    if (action.file != listed.file || action.line < listed.first ||
        action.line - listed.first >= listed.count)
      continue;
    out.marks.push_back({action.line - listed.first, i, stand});
    if (const Nanos time = store.time_of(lane.stands[stand]); time > latest) {
      latest = time;
      latest_lane = i;
    }
  }
  std::ranges::stable_sort(out.marks, {}, &ListingMark::line);
  const auto at = std::ranges::find(out.marks, latest_lane, &ListingMark::lane);
  if (at != out.marks.end()) out.latest = static_cast<std::size_t>(at - out.marks.begin());
}

}  // namespace telar::ui
