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

TEST(TimeText, a_short_time_that_rounds_to_a_thousand_of_a_unit_is_one_of_the_next) {
  const auto en = [](Nanos time) { return std::string(short_time(time, Language::en).c_str()); };
  const auto es = [](Nanos time) { return std::string(short_time(time, Language::es).c_str()); };
  EXPECT_EQ(en(999), "999 ns");
  EXPECT_EQ(en(1'000), "1.00 \xc2\xb5s");
  EXPECT_EQ(en(999'499), "999 \xc2\xb5s");
  EXPECT_EQ(en(999'500), "1.00 ms");
  EXPECT_EQ(en(999'499'999), "999 ms");
  EXPECT_EQ(en(999'500'000), "1.00 s");
  EXPECT_EQ(en(-999'999'999), "-1.00 s");
  EXPECT_EQ(en(1'234 * kSecond), "1234 s");
  EXPECT_EQ(es(999), "999 ns");
  EXPECT_EQ(es(1'000), "1,00 \xc2\xb5s");
  EXPECT_EQ(es(999'600), "1,00 ms");
  EXPECT_EQ(es(999'999'999), "1,00 s");
}

}  // namespace
}  // namespace telar
