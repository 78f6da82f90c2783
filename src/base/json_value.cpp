#include "base/json_value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace telar {
namespace {

void append_utf8(std::string& out, std::uint32_t point) {
  const auto byte = [&](std::uint32_t bits) { out += static_cast<char>(bits); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) {
    byte(0xc0 | point >> 6);
  } else {
    if (point < 0x10000) {
      byte(0xe0 | point >> 12);
    } else {
      byte(0xf0 | point >> 18);
      byte(0x80 | (point >> 12 & 0x3f));
    }
    byte(0x80 | (point >> 6 & 0x3f));
  }
  byte(0x80 | (point & 0x3f));
}

class Parser {
 public:
  explicit Parser(std::string_view json) : json_(json) {}

  bool all(JsonValue& value) {
    if (!read(value, 0)) return false;
    space();
    return at_ == json_.size();
  }
  std::size_t at() const { return at_; }

 private:
  char peek() const { return at_ < json_.size() ? json_[at_] : '\0'; }
  bool take(char c) {
    if (at_ >= json_.size() || json_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (!json_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  void space() {
    while (at_ < json_.size() && std::string_view(" \t\r\n").find(json_[at_]) != json_.npos) ++at_;
  }

  bool read(JsonValue& value, int depth) {
    using Kind = JsonValue::Kind;
    if (depth > JsonValue::kMostDepth) return false;
    space();
    switch (peek()) {
      case '{':
        value.kind = Kind::object;
        return object(value, depth);
      case '[':
        value.kind = Kind::array;
        return array(value, depth);
      case '"':
        value.kind = Kind::text;
        return string(value.text);
      case 't':
      case 'f':
        value.kind = Kind::boolean;
        value.truth = peek() == 't';
        return take(value.truth ? "true" : "false");
      case 'n':
        return take("null");
      default:
        value.kind = Kind::number;
        return number(value.number);
    }
  }

  bool object(JsonValue& value, int depth) {
    take('{');
    space();
    if (take('}')) return true;
    do {
      auto& [name, member] = value.members.emplace_back();
      space();
      if (!string(name)) return false;
      space();
      if (!take(':') || !read(member, depth + 1)) return false;
      space();
    } while (take(','));
    return take('}');
  }

  bool array(JsonValue& value, int depth) {
    take('[');
    space();
    if (take(']')) return true;
    do {
      if (!read(value.items.emplace_back(), depth + 1)) return false;
      space();
    } while (take(','));
    return take(']');
  }

  bool digits() {
    const std::size_t before = at_;
    while (peek() >= '0' && peek() <= '9') ++at_;
    return at_ > before;
  }
  bool number(double& value) {
    const std::size_t begin = at_;
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!digits()) return false;
    }
    value = std::strtod(std::string(json_.substr(begin, at_ - begin)).c_str(), nullptr);
    return std::isfinite(value);
  }

  bool hex(std::uint32_t& unit) {
    const std::string_view four = json_.substr(at_, 4);
    const auto [end, error] = std::from_chars(four.data(), four.data() + four.size(), unit, 16);
    if (error != std::errc() || end != four.data() + 4) return false;
    at_ += 4;
    return true;
  }
  // After "\u".
  bool code_point(std::string& text) {
    std::uint32_t point = 0, low = 0;
    if (!hex(point) || (point >= 0xdc00 && point < 0xe000)) return false;
    if (point >= 0xd800 && point < 0xdc00) {
      if (!take("\\u") || !hex(low) || low < 0xdc00 || low > 0xdfff) return false;
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
    }
    append_utf8(text, point);
    return true;
  }
  bool string(std::string& text) {
    if (!take('"')) return false;
    while (!take('"')) {
      if (at_ >= json_.size()) return false;
      if (static_cast<unsigned char>(json_[at_]) < 0x20) return false;
      if (!take('\\')) {
        text += json_[at_++];
        continue;
      }
      constexpr std::string_view kEscapes = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
      if (take('u')) {
        if (!code_point(text)) return false;
      } else if (const std::size_t known = kEscapes.find(peek());
                 at_ < json_.size() && known != kEscapes.npos) {
        text += kMeant[known];
        ++at_;
      } else {
        return false;
      }
    }
    return true;
  }

  const std::string_view json_;
  std::size_t at_ = 0;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
  const auto at = std::ranges::find(members, name, &std::pair<std::string, JsonValue>::first);
  return at == members.end() ? nullptr : &at->second;
}

bool parse_json(std::string_view json, JsonValue& value, std::size_t& wrong_at) {
  value = {};
  Parser parser(json);
  const bool parsed = parser.all(value);
  wrong_at = parser.at();
  return parsed;
}

}  // namespace telar
