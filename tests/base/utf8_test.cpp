#include "base/utf8.hpp"

#include <gtest/gtest.h>

namespace telar {
namespace {

TEST(Utf8, tells_how_long_the_first_character_is) {
  EXPECT_EQ(utf8_length("a"), 1u);
  EXPECT_EQ(utf8_length("ñb"), 2u);
  EXPECT_EQ(utf8_length("→"), 3u);
  EXPECT_EQ(utf8_length("🧵"), 4u);
  EXPECT_EQ(utf8_length(""), 0u);
  EXPECT_EQ(utf8_length("\xc3"), 0u) << "cut short";
  EXPECT_EQ(utf8_length("\xc0\x80"), 0u) << "overlong";
  EXPECT_EQ(utf8_length("\xed\xa0\x80"), 0u) << "a surrogate";
}

TEST(Utf8, replaces_what_is_of_no_character) {
  EXPECT_EQ(utf8_repaired("a\xff\xc3ñ"), "a\xef\xbf\xbd\xef\xbf\xbdñ");
  EXPECT_EQ(utf8_repaired("a\n\x1b"), "a\n\x1b") << "control characters are characters";
}

TEST(Utf8, in_one_line_nothing_breaks_it_or_commands_a_terminal) {
  EXPECT_EQ(in_one_line("a\nb\x1b[31m\x7f\t→"), "a?b?[31m??→");
  EXPECT_EQ(in_one_line("\xff"), "\xef\xbf\xbd");
}

}  // namespace
}  // namespace telar
