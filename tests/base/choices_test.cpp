#include "base/choices.hpp"

#include <gtest/gtest.h>

namespace telar {
namespace {

enum class Size : unsigned char { small, middle, large };
struct SizeTraits {
  Size value;
  std::string_view word;
  int centimetres;
};
constexpr Choices kSizes{std::to_array<SizeTraits>(
    {{Size::small, "s", 10}, {Size::middle, "m", 20}, {Size::large, "l", 30}})};

TEST(Choices, know_the_row_of_each_value) {
  EXPECT_EQ(kSizes.size(), 3u);
  EXPECT_EQ(kSizes[Size::middle].centimetres, 20);
  for (const SizeTraits& size : kSizes) EXPECT_EQ(&kSizes[size.value], &size);
}

TEST(Choices, find_a_value_by_its_whole_word_only) {
  for (const SizeTraits& size : kSizes) EXPECT_EQ(kSizes.named(size.word), size.value);
  for (const char* word : {"", "S", "xl", "s "})
    EXPECT_EQ(kSizes.named(word), std::nullopt) << word;
}

TEST(Choices, go_round) {
  EXPECT_EQ(kSizes.next(Size::small), Size::middle);
  EXPECT_EQ(kSizes.next(Size::large), Size::small);
  EXPECT_EQ(kSizes.words(), (std::array<std::string_view, 3>{"s", "m", "l"}));
}

}  // namespace
}  // namespace telar
