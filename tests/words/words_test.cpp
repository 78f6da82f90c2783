#include "words/words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace telar {
namespace {

struct Named {
  std::string_view name, es, en;
};
constexpr Named kAll[] = {
#define WORD(name, ...) {#name, words::name.es, words::name.en},
#include "words/es.def"
#undef WORD
};

TEST(Words, every_text_is_there_in_both_languages) {
  for (const Named& word : kAll) {
    EXPECT_FALSE(word.es.empty()) << word.name;
    EXPECT_FALSE(word.en.empty()) << word.name;
  }
}

TEST(Words, every_text_ends_with_a_zero) {
  for (const Named& word : kAll) {
    for (const std::string_view text : {word.es, word.en})
      EXPECT_EQ(text.data()[text.size()], '\0') << word.name;
  }
}

TEST(Words, none_begins_or_ends_with_a_blank) {
  for (const Named& word : kAll) {
    for (const std::string_view text : {word.es, word.en}) {
      EXPECT_NE(text.front(), ' ') << word.name;
      EXPECT_NE(text.back(), ' ') << word.name;
    }
  }
}

TEST(Words, a_text_takes_an_argument_for_each_pair_of_braces) {
  EXPECT_EQ(arguments_of("Run"), 0u);
  EXPECT_EQ(arguments_of("step {} of {}"), 2u);
  EXPECT_EQ(arguments_of("{:.2f} s, {:>4}"), 2u);
}

TEST(Words, a_numbered_argument_counts_once_however_often_it_is_said) {
  EXPECT_EQ(arguments_of("{1} before {0}"), 2u);
  EXPECT_EQ(arguments_of("{0} and {0:>3}"), 1u);
}

TEST(Words, a_doubled_brace_is_a_brace) { EXPECT_EQ(arguments_of("{{}} {}"), 1u); }

TEST(Words, what_a_text_leaves_open_is_filled_in_in_the_language_asked_for) {
  EXPECT_EQ(say(Language::es, words::step_of, 3, 10), "paso 3 de 10");
  EXPECT_EQ(say(Language::en, words::step_of, 3, 10), "step 3 of 10");
}

TEST(Words, what_is_said_into_a_buffer_is_cut_where_it_ends_and_closed_with_a_zero) {
  char buffer[8] = "xxxxxxx";
  EXPECT_EQ(say_into(buffer, Language::en, words::step_of, 3, 10), "step 3 ");
  EXPECT_STREQ(buffer, "step 3 ");
  EXPECT_EQ(say_into(std::span<char>(), Language::en, words::step_of, 3, 10), "");
}

}  // namespace
}  // namespace telar
