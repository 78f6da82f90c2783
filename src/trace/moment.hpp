// Moment: how much of a trace is on show. The Store keeps all of a run; who shows it as it was at a
// moment takes only the first of its events, and what lasted then ends there. Plain data: going to
// another moment is another number.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/time.hpp"
#include "trace/store.hpp"

namespace telar {

struct Moment {
  static constexpr std::uint64_t kAll = ~std::uint64_t{0};

  std::uint64_t events = kAll;  // the first so many of Store::events() have happened
  Nanos time = kNever;          // when it is; kNever: as late as anything is known of

  bool is_end() const { return events == kAll; }
  // By an index into Store::events().
  bool has(std::uint64_t event) const { return event < events; }
  bool operator==(const Moment&) const = default;
};

inline bool has_begun(const Lane& lane, const Moment& moment) { return moment.has(lane.event); }
inline bool has_begun(const ProcessInfo& process, const Moment& moment) {
  return process.known && moment.has(process.event);
}
inline bool has_ended(const ProcessInfo& process, const Moment& moment) {
  return process.ended && moment.has(process.end_event);
}

// What came of it by then, or what it was about to do.
inline Action action_of(const Store& store, const Stand& stand, const Moment& moment) {
  return moment.has(stand.did) ? store.action_of(stand)
                               : store.action_of(store.events()[stand.event]);
}

// How many of the store's writes were made, and how many of its console's lines were begun, by
// then. Logarithmic in their number.
std::size_t writes_by(const Store& store, const Moment& moment);
std::size_t lines_by(const Store& store, const Moment& moment);
// What was written of a line by then: the last one may go on in writes that are still to come.
std::span<const ConsoleLine::Piece> pieces_by(const Store& store, const ConsoleLine& line,
                                              const Moment& moment);

}  // namespace telar
