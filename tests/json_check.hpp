// Whether a text is one JSON value (RFC 8259), by a parser that shares no code with the writer.
#pragma once
#include <cstddef>
#include <string_view>

namespace telar {

class JsonCheck {
 public:
  static bool valid(std::string_view text) {
    JsonCheck check(text);
    return check.value(0) && (check.space(), check.at_ == text.size());
  }

 private:
  explicit JsonCheck(std::string_view text) : text_(text) {}

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) { return peek() == c && at_ < text_.size() && ++at_; }
  bool take(std::string_view word) {
    return text_.substr(at_).starts_with(word) && (at_ += word.size());
  }
  void space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(peek()) != std::string_view::npos)
      ++at_;
  }
  bool digits() {
    const std::size_t before = at_;
    while (peek() >= '0' && peek() <= '9') ++at_;
    return at_ > before;
  }
  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return digits();
    }
    return true;
  }
  bool string() {
    if (!take('"')) return false;
    while (!take('"')) {
      if (at_ >= text_.size() || static_cast<unsigned char>(peek()) < 0x20) return false;
      if (text_[at_++] != '\\') continue;
      if (take('u')) {
        for (int i = 0; i < 4; ++i, ++at_)
          if (peek() == '\0' ||
              std::string_view("0123456789abcdefABCDEF").find(peek()) == std::string_view::npos)
            return false;
      } else if (peek() == '\0' ||
                 std::string_view("\"\\/bfnrt").find(text_[at_++]) == std::string_view::npos) {
        return false;
      }
    }
    return true;
  }
  template <class F>
  bool list(char end, F element) {
    space();
    if (take(end)) return true;
    do {
      if (!element()) return false;
      space();
    } while (take(','));
    return take(end);
  }
  bool value(int depth) {
    if (depth > 100) return false;
    space();
    if (take('[')) return list(']', [&] { return value(depth + 1); });
    if (take('{'))
      return list('}',
                  [&] { return space(), string() && (space(), take(':')) && value(depth + 1); });
    return peek() == '"' ? string() : take("true") || take("false") || take("null") || number();
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace telar
