#include "ui/texts.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <string>

namespace telar::ui {
namespace {

const auto kAll = std::bit_cast<std::array<Text, kTextCount>>(kTexts);

int conversions(std::string_view text) {
  int count = 0;
  for (const char c : text) count += c == '%';
  return count;
}

TEST(Texts, every_text_is_there_in_both_languages) {
  for (std::size_t i = 0; i < kAll.size(); ++i) {
    EXPECT_FALSE(kAll[i].es.empty()) << "text " << i << ", English: " << kAll[i].en;
    EXPECT_FALSE(kAll[i].en.empty()) << "text " << i << ", Spanish: " << kAll[i].es;
  }
}

TEST(Texts, both_languages_take_the_same_values) {
  for (const Text& text : kAll) EXPECT_EQ(conversions(text.es), conversions(text.en)) << text.en;
}

TEST(Texts, none_begins_or_ends_with_a_blank) {
  for (const Text& text : kAll) {
    for (const std::string_view words : {text.es, text.en}) {
      EXPECT_NE(words.front(), ' ') << words;
      EXPECT_NE(words.back(), ' ') << words;
    }
  }
}

TEST(Texts, every_state_has_a_word) {
  for (const State state :
       {State::ready, State::running, State::sleeping, State::blocked, State::finished}) {
    EXPECT_FALSE(state_text(state).en.empty());
  }
}

}  // namespace
}  // namespace telar::ui
