// The two languages of every text a person reads.
#pragma once
#include <string_view>

namespace telar {

enum class Language : unsigned char { es, en };

// One text in both languages. Views of literals: a Text is plain data and never owns.
struct Text {
  std::string_view es, en;
  constexpr std::string_view in(Language language) const {
    return language == Language::en ? en : es;
  }
};

}  // namespace telar
