// What strands did and where they stood, as the Store tells it.
#include <algorithm>

#include "trace/store.hpp"

namespace telar {

Action Store::action_of(const Event& event) const {
  Action action{.verb = verb_of(event), .payload = payload_of(event)};
  const ProcessId process = process_of(event.strand);
  if (const ObjectInfo* const info = object(process, object_of(event))) {
    action.kind = info->kind;
    action.object = info->name;
  }
  const Place place = place_of(event);
  if (place.known() && process < processes_.size()) {
    const auto& sources = processes_[process].sources;
    if (place.file() < sources.size()) action.file = sources[place.file()];
    action.line = place.line();
  }
  return action;
}

Action Store::action_of(const Stand& stand) const {
  Action action = action_of(events_[stand.event]);
  if (stand.did == Stand::kNotTold) return action;
  const Event& did = events_[stand.did];
  if (const Payload payload = payload_of(did)) action.payload = payload;
  if (action.verb == Verb::update) action.verb = verb_of(did);
  return action;
}

std::uint32_t Store::stand_at(const Lane& lane, Nanos time) const {
  const auto after = std::ranges::upper_bound(
      lane.stands, time, {}, [this](const Stand& stand) { return time_of(stand); });
  // A strand that was ended from outside still stood there at that moment.
  const bool is_gone =
      lane.finished ? lane.end <= time : processes_[lane.process].ended && lane.end < time;
  if (after == lane.stands.begin() || is_gone) return kNone;
  return static_cast<std::uint32_t>(after - lane.stands.begin() - 1);
}

}  // namespace telar
