// Listing: a program's text cut into coloured pieces, once, and drawn many times. Pure.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "program/description.hpp"

namespace telar::ui {

enum class TokenKind : unsigned char { plain, keyword, string, comment, number, name };

struct Token {
  std::uint32_t begin, length;
  TokenKind kind;
};

class Listing {
 public:
  // Does nothing if it is the text it has. `code` must stay where it is.
  void set(std::string_view code, SourceLanguage language);
  std::size_t lines() const { return line_begins_.empty() ? 0 : line_begins_.size() - 1; }
  // Tokens [first, last) of a line; they cover it, blanks included, without its newline.
  struct Range {
    std::uint32_t first, last;
  };
  Range line(std::size_t index) const { return {line_begins_[index], line_begins_[index + 1]}; }
  const Token& token(std::uint32_t index) const { return tokens_[index]; }
  std::string_view text(const Token& token) const {
    return code_.substr(token.begin, token.length);
  }
  std::size_t longest_line() const { return longest_line_; }  // in characters

 private:
  std::string_view code_;
  std::vector<Token> tokens_;
  std::vector<std::uint32_t> line_begins_;  // indices into tokens_, and the end
  std::size_t longest_line_ = 0;
};

}  // namespace telar::ui
