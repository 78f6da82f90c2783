// JsonWriter: JSON as it goes, onto the end of a string. No tree, no indentation, no locale. Text
// is made valid UTF-8.
//
//     JsonWriter json(out);
//     json.begin_object().member("name", "pool");
//     json.key("output").begin_array().value(1.5).end_array();
//     json.end_object();
//
// It places the commas; that calls nest properly is the caller's part.
#pragma once
#include <charconv>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace telar {

class JsonWriter {
 public:
  // Appends to `out`, which must outlive the writer and may be emptied between any two calls.
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(bool truth) { return raw(truth ? "true" : "false"); }
  // Shortest that reads back the same; null if not finite (JSON has no such numbers).
  JsonWriter& value(double number);
  template <std::integral T>
  JsonWriter& value(T number) {
    char digits[24];
    return raw({digits, std::to_chars(digits, digits + sizeof digits, number).ptr});
  }
  JsonWriter& null() { return raw("null"); }
  // A value that is JSON already.
  JsonWriter& raw(std::string_view json);

  template <class T>
  JsonWriter& member(std::string_view name, const T& its_value) {
    return key(name).value(its_value);
  }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void comma();
  void quoted(std::string_view text);

  std::string& out_;
  bool comma_ = false;  // one is due before the next value or key
};

}  // namespace telar
