#include "ui/panels/listing.hpp"

#include <algorithm>
#include <iterator>

namespace telar::ui {
namespace {

constexpr std::string_view kPython[] = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};
constexpr std::string_view kCpp[] = {
    "auto",      "bool",     "break",     "case",     "catch",   "class",  "co_await", "co_return",
    "co_yield",  "const",    "constexpr", "continue", "default", "delete", "do",       "double",
    "else",      "enum",     "explicit",  "false",    "for",     "if",     "int",      "long",
    "namespace", "new",      "noexcept",  "nullptr",  "private", "public", "return",   "sizeof",
    "static",    "struct",   "switch",    "template", "this",    "throw",  "true",     "try",
    "typename",  "unsigned", "using",     "virtual",  "void",    "while"};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Cutter {
 public:
  Cutter(std::string_view code, SourceLanguage language)
      : code_(code), python_(language == SourceLanguage::python) {}

  // The next piece, which never holds a newline (nor is one).
  Token next(std::size_t at, TokenKind& carried) const {
    const auto piece = [&](std::size_t end, TokenKind kind) {
      return Token{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end - at), kind};
    };
    const std::size_t line_end = std::min(code_.find('\n', at), code_.size());
    const char c = code_[at];
    if (carried != TokenKind::plain) {  // inside """ or /* */
      const std::string_view closing = carried == TokenKind::string ? "\"\"\"" : "*/";
      const std::size_t end = code_.find(closing, at);
      if (end == std::string_view::npos || end >= line_end) return piece(line_end, carried);
      const Token result = piece(end + closing.size(), carried);
      carried = TokenKind::plain;
      return result;
    }
    const std::string_view rest = code_.substr(at);
    if (python_ ? c == '#' : rest.starts_with("//") || c == '#')
      return piece(line_end, TokenKind::comment);
    if (python_ ? rest.starts_with("\"\"\"") : rest.starts_with("/*")) {
      const std::size_t opening = python_ ? 3 : 2;
      const std::size_t end = code_.find(python_ ? "\"\"\"" : "*/", at + opening);
      const TokenKind kind = python_ ? TokenKind::string : TokenKind::comment;
      if (end != std::string_view::npos && end < line_end) return piece(end + opening, kind);
      carried = kind;
      return piece(line_end, kind);
    }
    if (c == '"' || c == '\'') {
      std::size_t end = at + 1;
      while (end < line_end && code_[end] != c) end += code_[end] == '\\' ? 2 : 1;
      return piece(std::min(end + 1, line_end), TokenKind::string);
    }
    if (is_word(c) || c == '@') {
      std::size_t end = at + 1;
      while (end < line_end &&
             (is_word(code_[end]) || (is_digit(c) && (code_[end] == '.' || code_[end] == '\''))))
        ++end;
      const std::string_view word = code_.substr(at, end - at);
      if (is_digit(c)) return piece(end, TokenKind::number);
      const bool keyword = python_
                               ? std::binary_search(std::begin(kPython), std::end(kPython), word)
                               : std::binary_search(std::begin(kCpp), std::end(kCpp), word);
      if (keyword) return piece(end, TokenKind::keyword);
      const bool called = end < line_end && code_[end] == '(';
      return piece(end, called || c == '@' ? TokenKind::name : TokenKind::plain);
    }
    std::size_t end = at + 1;
    while (end < line_end && !is_word(code_[end]) && code_[end] != '"' && code_[end] != '\'' &&
           code_[end] != '#' && code_[end] != '/' && code_[end] != '@') {
      ++end;
    }
    return piece(end, TokenKind::plain);
  }

 private:
  std::string_view code_;
  bool python_;
};

}  // namespace

void Listing::set(std::string_view code, SourceLanguage language) {
  if (code.data() == code_.data() && code.size() == code_.size()) return;
  code_ = code;
  tokens_.clear();
  line_begins_.clear();
  longest_line_ = 0;
  const Cutter cutter(code, language);
  TokenKind carried = TokenKind::plain;
  std::size_t at = 0, line_begin = 0;
  while (at < code.size()) {
    if (at == line_begin) line_begins_.push_back(static_cast<std::uint32_t>(tokens_.size()));
    if (code[at] == '\n') {
      longest_line_ = std::max(longest_line_, at - line_begin);
      line_begin = ++at;
      continue;
    }
    tokens_.push_back(cutter.next(at, carried));
    at += tokens_.back().length;
  }
  longest_line_ = std::max(longest_line_, at - line_begin);
  if (!line_begins_.empty()) line_begins_.push_back(static_cast<std::uint32_t>(tokens_.size()));
}

}  // namespace telar::ui
