// say(): a text in a language, with its {} filled in. Texts are literals, so a mistake in one is a
// bug.
#pragma once
#include <format>
#include <string>

#include "base/language.hpp"

namespace telar {

template <class... A>
std::string say(Language language, Text text, const A&... arguments) {
  return std::vformat(text.in(language), std::make_format_args(arguments...));
}

}  // namespace telar
