#include "trace/moment.hpp"

#include <algorithm>

namespace telar {

// Only virtual runs are shown at a moment, and their events come in order of time: what is in order
// of time is in that of the events too.
std::size_t writes_by(const Store& store, const Moment& moment) {
  const auto& writes = store.writes();
  if (moment.is_end()) return writes.size();
  const auto end = std::ranges::partition_point(
      writes, [&](const Write& write) { return moment.has(write.event); });
  return static_cast<std::size_t>(end - writes.begin());
}

std::size_t lines_by(const Store& store, const Moment& moment) {
  const auto& lines = store.console();
  if (moment.is_end()) return lines.size();
  const std::size_t writes = writes_by(store, moment);
  const auto end = std::ranges::partition_point(lines, [&](const ConsoleLine& line) {
    return (line.pieces.empty() ? line.ended_by : line.pieces.front().write) < writes;
  });
  return static_cast<std::size_t>(end - lines.begin());
}

std::span<const ConsoleLine::Piece> pieces_by(const Store& store, const ConsoleLine& line,
                                              const Moment& moment) {
  if (moment.is_end()) return line.pieces;
  const auto end = std::ranges::partition_point(line.pieces, [&](const ConsoleLine::Piece& piece) {
    return moment.has(store.writes()[piece.write].event);
  });
  return {line.pieces.begin(), end};
}

}  // namespace telar
