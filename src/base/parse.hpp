// Numbers out of words, as people write them on the command line, in an address or in a form. The
// whole word is the number, or it is none. Pure.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace telar {

// "12", "-3": decimal digits. Nothing for what 64 bits do not hold.
std::optional<std::int64_t> parse_integer(std::string_view word);
// "0.5", "-1", "1e-3": decimal and finite, and never minus zero.
std::optional<double> parse_real(std::string_view word);

}  // namespace telar
