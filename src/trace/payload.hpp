// Payload: the one value that an operation is about, or that an event tells: what is stored, how
// much is added, how long somebody sleeps. Plain data of a kind and 64 bits, so that recording it
// is two stores; who reads a trace gets the value back as what it was.
#pragma once
#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/time.hpp"

namespace telar {

class JsonWriter;

// The numbers stand in trace files.
enum class PayloadKind : std::uint8_t { none, integer, real, boolean, text, duration };

struct Payload {
  static constexpr std::size_t kTextBytes = 8;

  PayloadKind kind = PayloadKind::none;
  std::uint64_t bits = 0;

  // Of a bool, an integer (an unsigned one above the largest signed one comes back negative), an
  // enumerator (its number) or a floating point number (as a double).
  template <class T>
    requires(std::is_arithmetic_v<T> || std::is_enum_v<T>)
  static constexpr Payload of(T value) {
    if constexpr (std::same_as<T, bool>) {
      return {PayloadKind::boolean, value ? 1u : 0u};
    } else if constexpr (std::is_floating_point_v<T>) {
      return {PayloadKind::real, std::bit_cast<std::uint64_t>(static_cast<double>(value))};
    } else {
      return {PayloadKind::integer, static_cast<std::uint64_t>(value)};
    }
  }
  // Of a text in UTF-8: its first 8 bytes, or whole characters of it and "…" if it is longer. Zeros
  // at its end are not kept.
  static Payload of(std::string_view text);
  static Payload of(const std::string& text) { return of(std::string_view(text)); }
  static Payload of(const char* text) { return of(std::string_view(text)); }
  static constexpr Payload of_duration(Nanos duration) {
    return {PayloadKind::duration, static_cast<std::uint64_t>(duration)};
  }
  // Of an item of any type: none if it is not one of the above.
  template <class T>
  static Payload of_item(const T& item) {
    if constexpr (requires { of(item); }) return of(item);
    return {};
  }

  explicit operator bool() const { return kind != PayloadKind::none; }
  bool operator==(const Payload&) const = default;

  // What the bits are, for each kind.
  constexpr std::int64_t integer() const { return static_cast<std::int64_t>(bits); }
  constexpr double real() const { return std::bit_cast<double>(bits); }
  constexpr bool boolean() const { return bits != 0; }
  constexpr Nanos duration() const { return static_cast<Nanos>(bits); }
  std::string text() const;
};

// As Python's repr() has it: "3", "0.5", "1.0", "True", "'abc'"; a duration as "500 ms"; empty for
// none. Valid UTF-8 on one line, whatever the bits are.
std::string repr(const Payload& payload);
// As JSON: a number (a duration in nanoseconds), true, false, a string, or null.
void write_value(JsonWriter& json, const Payload& payload);

}  // namespace telar
