// The text of an event: `text` events after it, each with up to 16 bytes in `a` and `b`.
#pragma once
#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "trace/event.hpp"

namespace telar {

inline constexpr std::size_t kTextBytesOfEvent = 16;

// The event that continues `event` with the text's first bytes.
inline Event text_event(const Event& event, std::string_view text) {
  const std::size_t size = std::min(text.size(), kTextBytesOfEvent);
  char bytes[kTextBytesOfEvent]{};
  std::memcpy(bytes, text.data(), size);
  Event piece{event.time, event.strand, EventKind::text, static_cast<std::uint16_t>(size), 0, 0};
  std::memcpy(&piece.a, bytes, 8);
  std::memcpy(&piece.b, bytes + 8, 8);
  return piece;
}

// Appends an event and its text.
inline void append_event(std::vector<Event>& out, const Event& event, std::string_view text = {}) {
  out.push_back(event);
  for (; !text.empty(); text.remove_prefix(std::min(text.size(), kTextBytesOfEvent)))
    out.push_back(text_event(event, text));
}

// Appends what tells how a run ended, which lasted so long. It comes after the latest of the run's
// other events, which is at `latest`.
inline void append_run_end(std::vector<Event>& out, Nanos latest, Nanos elapsed, Outcome outcome,
                           std::string_view error) {
  append_event(out,
               {std::max(latest, elapsed), make_strand_id(0, 0), EventKind::run_ended,
                static_cast<std::uint16_t>(outcome), 0, static_cast<std::uint64_t>(elapsed)},
               error);
}

// Appends what a `text` event holds.
inline void append_text(std::string& out, const Event& piece) {
  char bytes[kTextBytesOfEvent];
  std::memcpy(bytes, &piece.a, 8);
  std::memcpy(bytes + 8, &piece.b, 8);
  out.append(bytes, std::min<std::size_t>(piece.detail, kTextBytesOfEvent));
}

}  // namespace telar
