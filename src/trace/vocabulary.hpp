// The words of a trace as enums, with their English names (for the text form and the exports) and a
// check for numbers that come from a file. All made from vocabulary.def, which says what each
// means.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace telar {

enum class State : std::uint16_t {
#define TELAR_STATE(name, word) name,
#include "trace/vocabulary.def"
};

enum class ObjectKind : std::uint16_t {
#define TELAR_OBJECT_KIND(name, word) name,
#include "trace/vocabulary.def"
};

enum class Verb : std::uint8_t {
#define TELAR_VERB(name, word) name,
#include "trace/vocabulary.def"
};

enum class Outcome : std::uint8_t {
#define TELAR_OUTCOME(name, word) name,
#include "trace/vocabulary.def"
};

enum class EventKind : std::uint16_t {
#define TELAR_EVENT_KIND(name, number) name = number,
#include "trace/vocabulary.def"
};

inline constexpr auto kStateNames = std::to_array<std::string_view>({
#define TELAR_STATE(name, word) word,
#include "trace/vocabulary.def"
});
inline constexpr auto kObjectKindNames = std::to_array<std::string_view>({
#define TELAR_OBJECT_KIND(name, word) word,
#include "trace/vocabulary.def"
});
inline constexpr auto kVerbNames = std::to_array<std::string_view>({
#define TELAR_VERB(name, word) word,
#include "trace/vocabulary.def"
});
inline constexpr auto kOutcomeNames = std::to_array<std::string_view>({
#define TELAR_OUTCOME(name, word) word,
#include "trace/vocabulary.def"
});

// Whether the number is one of the enum's.
constexpr bool is_state(std::uint64_t number) { return number < kStateNames.size(); }
constexpr bool is_object_kind(std::uint64_t number) { return number < kObjectKindNames.size(); }
constexpr bool is_verb(std::uint64_t number) { return number < kVerbNames.size(); }
constexpr bool is_outcome(std::uint64_t number) { return number < kOutcomeNames.size(); }

// Empty for a value that is none of the enum's.
constexpr std::string_view name_of(State state) {
  const auto number = static_cast<std::size_t>(state);
  return is_state(number) ? kStateNames[number] : std::string_view();
}
constexpr std::string_view name_of(ObjectKind kind) {
  const auto number = static_cast<std::size_t>(kind);
  return is_object_kind(number) ? kObjectKindNames[number] : std::string_view();
}
constexpr std::string_view name_of(Verb verb) {
  const auto number = static_cast<std::size_t>(verb);
  return is_verb(number) ? kVerbNames[number] : std::string_view();
}
constexpr std::string_view name_of(Outcome outcome) {
  const auto number = static_cast<std::size_t>(outcome);
  return is_outcome(number) ? kOutcomeNames[number] : std::string_view();
}
constexpr std::string_view name_of(EventKind kind) {
  switch (kind) {
#define TELAR_EVENT_KIND(name, number) \
  case EventKind::name:                \
    return #name;
#include "trace/vocabulary.def"
  }
  return {};
}

}  // namespace telar
