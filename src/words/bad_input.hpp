// How bad input is told, wherever it comes from: one line that says what was wrong and what is
// allowed. Pure.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/language.hpp"

namespace telar {

// What a person or a file says, as it may stand in a message of one line: quoted, cut if long,
// without control characters.
std::string in_quotes(std::string_view word);

// "kernel cannot be 'foo': it must be real or virtual". `allowed`: "real or virtual".
std::string wrong_value(std::string_view name, std::string_view word, std::string_view allowed,
                        Language language);

// What is allowed: "round-robin, random or pct".
std::string one_of(std::span<const std::string_view> words, Language language);
// What is allowed: "a whole number from 1 to 16".
std::string whole_number(std::int64_t least, std::int64_t most, Language language);

}  // namespace telar
