// The two languages of every text a person reads.
#pragma once
#include <array>
#include <string_view>

#include "base/choices.hpp"

namespace telar {

enum class Language : unsigned char { es, en };

struct LanguageTraits {
  Language value;
  std::string_view word;   // on the command line, in the query and in JSON
  std::string_view label;  // on its button
};
inline constexpr Choices kLanguages{
    std::to_array<LanguageTraits>({{Language::es, "es", "ES"}, {Language::en, "en", "EN"}})};

// One text in both languages. Views of literals: a Text is plain data and never owns.
struct Text {
  std::string_view es, en;
  constexpr std::string_view in(Language language) const {
    return language == Language::en ? en : es;
  }
};

}  // namespace telar
