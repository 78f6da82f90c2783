#include "base/time_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace telar {
namespace {

std::string exact(Nanos time, Language language = Language::en) {
  return exact_time(time, language).c_str();
}

TEST(TimeText, an_exact_time_has_every_digit_that_is_there_and_no_other) {
  EXPECT_EQ(exact(0), "0 ns");
  EXPECT_EQ(exact(340), "340 ns");
  EXPECT_EQ(exact(12'500'000), "12.5 ms");
  EXPECT_EQ(exact(5 * kSecond), "5 s");
  EXPECT_EQ(exact(5 * kSecond + 1), "5.000000001 s");
  EXPECT_EQ(exact(-1'500), "-1.5 \xc2\xb5s");
  EXPECT_EQ(exact(9'007'199'254'740'993), "9007199.254740993 s");
}

TEST(TimeText, spanish_writes_a_decimal_comma) {
  EXPECT_EQ(exact(2'500'000'000, Language::es), "2,5 s");
  EXPECT_STREQ(number(1.25, 1, Language::es).c_str(), "1,2");
}

TEST(TimeText, a_short_time_has_three_digits) {
  EXPECT_STREQ(short_time(5 * kSecond + 1, Language::en).c_str(), "5.00 s");
  EXPECT_STREQ(short_time(25'040 * kMillisecond, Language::en).c_str(), "25.0 s");
  EXPECT_STREQ(short_time(312 * kMillisecond, Language::en).c_str(), "312 ms");
}

}  // namespace
}  // namespace telar
