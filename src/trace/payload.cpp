#include "trace/payload.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/json.hpp"
#include "base/time_text.hpp"
#include "base/utf8.hpp"

namespace telar {
namespace {

// The shortest decimals that give the same double, as Python prints it.
std::string real_repr(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char digits[32];
  const double size = std::fabs(value);
  const bool scientific = size != 0 && (size < 1e-4 || size >= 1e16);
  const auto format = scientific ? std::chars_format::scientific : std::chars_format::fixed;
  const auto end = std::to_chars(digits, digits + sizeof digits, value, format).ptr;
  std::string text(digits, end);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string text_repr(const std::string& text) {
  std::string quoted = "'";
  for (const char c : utf8_repaired(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      quoted += "\\n";
    } else if (c == '\t') {
      quoted += "\\t";
    } else if (c == '\'' || c == '\\') {
      quoted += {'\\', c};
    } else {
      quoted += byte < 0x20 || byte == 0x7f ? '?' : c;
    }
  }
  return quoted + "'";
}

}  // namespace

Payload Payload::of(std::string_view text) {
  constexpr std::string_view kCut = "…";
  char bytes[kTextBytes]{};
  if (text.size() <= kTextBytes) {
    if (!text.empty()) std::memcpy(bytes, text.data(), text.size());
  } else {
    std::size_t kept = 0;
    while (kept < kTextBytes - kCut.size()) {
      const std::size_t length = std::max<std::size_t>(utf8_length(text.substr(kept)), 1);
      if (kept + length > kTextBytes - kCut.size()) break;
      kept += length;
    }
    std::memcpy(bytes, text.data(), kept);
    std::memcpy(bytes + kept, kCut.data(), kCut.size());
  }
  Payload payload{PayloadKind::text, 0};
  std::memcpy(&payload.bits, bytes, kTextBytes);
  return payload;
}

std::string Payload::text() const {
  char bytes[kTextBytes];
  std::memcpy(bytes, &bits, kTextBytes);
  std::size_t size = kTextBytes;
  while (size > 0 && bytes[size - 1] == '\0') --size;
  return std::string(bytes, size);
}

void write_value(JsonWriter& json, const Payload& payload) {
  switch (payload.kind) {
    case PayloadKind::none:
      json.null();
      return;
    case PayloadKind::integer:
    case PayloadKind::duration:
      json.value(payload.integer());
      return;
    case PayloadKind::real:
      json.value(payload.real());
      return;
    case PayloadKind::boolean:
      json.value(payload.boolean());
      return;
    case PayloadKind::text:
      json.value(payload.text());
      return;
  }
  json.null();
}

std::string repr(const Payload& payload) {
  switch (payload.kind) {
    case PayloadKind::none:
      return {};
    case PayloadKind::integer:
      return std::to_string(payload.integer());
    case PayloadKind::real:
      return real_repr(payload.real());
    case PayloadKind::boolean:
      return payload.boolean() ? "True" : "False";
    case PayloadKind::text:
      return text_repr(payload.text());
    case PayloadKind::duration:
      return exact_time(payload.duration(), Language::en).c_str();
  }
  return {};
}

}  // namespace telar
