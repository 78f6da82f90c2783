// JsonValue: one JSON text, read. For small texts (a command, a goal): a tree, all of it at once.
// What JsonWriter writes comes back; what is not JSON (RFC 8259), or is nested deeper than
// kMostDepth, is refused.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telar {

struct JsonValue {
  enum class Kind : unsigned char { null, boolean, number, text, array, object };
  static constexpr int kMostDepth = 32;

  Kind kind = Kind::null;
  bool truth = false;
  double number = 0;
  std::string text;
  std::vector<JsonValue> items;                            // of an array
  std::vector<std::pair<std::string, JsonValue>> members;  // of an object, in their order

  // The member of this name; null if there is none, or this is no object.
  const JsonValue* find(std::string_view name) const;
};

// Reads all of the text; whether it is one value. If not, `wrong_at` is the first byte that does
// not belong.
bool parse_json(std::string_view json, JsonValue& value, std::size_t& wrong_at);

}  // namespace telar
