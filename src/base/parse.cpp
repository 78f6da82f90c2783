#include "base/parse.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

namespace telar {

std::optional<std::int64_t> parse_integer(std::string_view word) {
  std::int64_t value = 0;
  const char* const end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

std::optional<double> parse_real(std::string_view word) {
  // strtod would take "nan", "0x1p3" and leading blanks too.
  if (word.empty() || word.find_first_not_of("0123456789.eE+-") != std::string_view::npos)
    return std::nullopt;
  const std::string text(word);
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value + 0.0;  // no minus zero
}

}  // namespace telar
