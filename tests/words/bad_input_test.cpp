#include "words/bad_input.hpp"

#include <gtest/gtest.h>

#include <array>

namespace telar {
namespace {

constexpr std::array<std::string_view, 3> kWords{"round-robin", "random", "pct"};

TEST(BadInput, shows_whatever_was_typed_in_one_clean_line) {
  EXPECT_EQ(in_quotes("a\nb\x1b[31m\x7f"), "'a?b?[31m?'");
  EXPECT_EQ(in_quotes("\xff"), "'\xef\xbf\xbd'");
  EXPECT_LT(in_quotes(std::string(1000, 'x')).size(), 80u);
}

TEST(BadInput, is_told_with_what_is_allowed) {
  EXPECT_EQ(wrong_value("n", "x", whole_number(1, 9, Language::en), Language::en),
            "n cannot be 'x': it must be a whole number from 1 to 9");
  EXPECT_EQ(wrong_value("kernel", "x", one_of(kWords, Language::es), Language::es),
            "kernel no puede ser 'x': tiene que ser round-robin, random o pct");
}

TEST(BadInput, allows_the_words_with_or_before_the_last) {
  EXPECT_EQ(one_of(kWords, Language::en), "round-robin, random or pct");
  EXPECT_EQ(one_of(std::span(kWords).first(1), Language::es), "round-robin");
  EXPECT_EQ(one_of({}, Language::es), "");
}

TEST(BadInput, says_or_in_spanish_as_it_is_spoken) {
  constexpr std::array<std::string_view, 2> kSwitch{"on", "off"};
  EXPECT_EQ(one_of(kSwitch, Language::es), "on u off");
  EXPECT_EQ(one_of(kSwitch, Language::en), "on or off");
}

}  // namespace
}  // namespace telar
