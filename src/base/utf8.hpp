// UTF-8: what a program prints may be cut anywhere, so whoever shows it checks it first.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace telar {

// How many bytes the character at the front of the text has; 0 if the text is empty or does not
// begin with a whole, valid one (overlong forms and surrogates are not).
std::size_t utf8_length(std::string_view text);

// The text with each byte that is of no valid character replaced by U+FFFD.
std::string utf8_repaired(std::string_view text);
// The same for what stands in a line, whoever wrote it: control characters, which may break the
// line or command a terminal, are `?`.
std::string in_one_line(std::string_view text);

}  // namespace telar
