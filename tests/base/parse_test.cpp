#include "base/parse.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace telar {
namespace {

TEST(Parse, an_integer_is_digits_alone) {
  EXPECT_EQ(parse_integer("0"), 0);
  EXPECT_EQ(parse_integer("-12"), -12);
  EXPECT_EQ(parse_integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  for (const char* word : {"", " ", "1 ", " 1", "+1", "1.0", "1e3", "0x10", "1,000", "--1", "-",
                           "9223372036854775808", "one"})
    EXPECT_EQ(parse_integer(word), std::nullopt) << word;
}

TEST(Parse, a_real_number_is_decimal_and_finite) {
  EXPECT_EQ(parse_real("0.5"), 0.5);
  EXPECT_EQ(parse_real(".5"), 0.5);
  EXPECT_EQ(parse_real("2."), 2);
  EXPECT_EQ(parse_real("-1e-3"), -0.001);
  EXPECT_FALSE(std::signbit(parse_real("-0").value()));
  for (const char* word :
       {"", " ", "1 ", " 1", "1,5", "0x1p3", "nan", "inf", "1e999", "1.2.3", "--1", ".", "e", "5s"})
    EXPECT_EQ(parse_real(word), std::nullopt) << word;
}

}  // namespace
}  // namespace telar
