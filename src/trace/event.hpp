// Event: what happened, as a plain record of 32 bytes. Recorders write them, packets carry them,
// the Store reads them; nothing else travels from a run to what shows it.
#pragma once
#include <cstddef>
#include <cstdint>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "trace/payload.hpp"
#include "trace/vocabulary.hpp"

namespace telar {

// `time` is nanoseconds since the run began. `strand` is who did it. What `detail`, `a` and `b`
// hold depends on the kind and stands in vocabulary.def; those marked +text there are followed by
// `text` events that hold the bytes (see recorder.hpp).
struct Event {
  Nanos time;
  StrandId strand;
  EventKind kind;
  std::uint16_t detail;
  std::uint64_t a, b;
};
static_assert(sizeof(Event) == 32, "two builds and two processes share this layout");

// A line of a source file as events hold it: the file's number within the process (`source_named`
// tells its name) and the line in 32 bits. Unknown if either has no room there.
class Place {
 public:
  static constexpr std::uint32_t kMostFiles = (1u << 12) - 1, kMostLines = (1u << 20) - 1;

  constexpr Place() = default;
  constexpr Place(std::uint32_t file, std::uint32_t line)
      : packed_(file == 0 || file > kMostFiles || line == 0 || line > kMostLines
                    ? 0
                    : file << 20 | line) {}
  static constexpr Place unpacked(std::uint32_t packed) {
    return {packed >> 20, packed & kMostLines};
  }
  constexpr std::uint32_t packed() const { return packed_; }

  constexpr bool known() const { return packed_ != 0; }
  constexpr std::uint32_t file() const { return packed_ >> 20; }         // from 1; 0 if unknown
  constexpr std::uint32_t line() const { return packed_ & kMostLines; }  // from 1; 0 if unknown
  constexpr bool operator==(const Place&) const = default;

 private:
  std::uint32_t packed_ = 0;
};

// An operation's event: `a` holds the object and the place, `b` and the upper byte of `detail` the
// payload, the lower one what the kind says.
constexpr Event operation_event(Nanos time, StrandId strand, EventKind kind, ObjectId object,
                                Place place = {}, Payload payload = {}, std::uint8_t detail = 0) {
  return {time,
          strand,
          kind,
          static_cast<std::uint16_t>(static_cast<unsigned>(payload.kind) << 8 | detail),
          object | std::uint64_t{place.packed()} << 32,
          payload.bits};
}
constexpr ObjectId object_of(const Event& event) { return static_cast<ObjectId>(event.a); }
constexpr Place place_of(const Event& event) {
  return Place::unpacked(static_cast<std::uint32_t>(event.a >> 32));
}
constexpr Payload payload_of(const Event& event) {
  return {static_cast<PayloadKind>(event.detail >> 8), event.b};
}
constexpr std::uint8_t detail_of(const Event& event) {
  return static_cast<std::uint8_t>(event.detail);
}

// A count and a verb as an event's detail.
constexpr std::uint8_t small_count(std::size_t count) {
  return static_cast<std::uint8_t>(count < 255 ? count : 255);
}
constexpr std::uint8_t detail_of(Verb verb) { return static_cast<std::uint8_t>(verb); }

// A data race as one event, which is told with its second access.
struct ToldRace {
  ObjectId variable = 0;
  StrandId first = 0;  // who made the first access, and when
  Nanos first_time = 0;
  Verb first_verb = Verb::load, second_verb = Verb::load;
};
constexpr Event race_event(Nanos time, StrandId second, const ToldRace& race) {
  return {time,
          second,
          EventKind::race,
          static_cast<std::uint16_t>(static_cast<unsigned>(race.first_verb) << 8 |
                                     static_cast<unsigned>(race.second_verb)),
          race.variable | std::uint64_t{race.first} << 32,
          static_cast<std::uint64_t>(race.first_time)};
}
constexpr ToldRace race_of(const Event& event) {
  return {object_of(event), static_cast<StrandId>(event.a >> 32), static_cast<Nanos>(event.b),
          static_cast<Verb>(event.detail >> 8), static_cast<Verb>(detail_of(event))};
}

}  // namespace telar
