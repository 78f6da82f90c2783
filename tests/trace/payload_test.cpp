#include "trace/payload.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "base/utf8.hpp"

namespace telar {
namespace {

enum class Colour : unsigned char { red = 3 };

TEST(Payload, gives_back_what_it_was_made_of) {
  EXPECT_EQ(Payload::of(-7).integer(), -7);
  EXPECT_EQ(Payload::of(std::numeric_limits<std::int64_t>::min()).integer(),
            std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(Payload::of(0.1).real(), 0.1);
  EXPECT_EQ(Payload::of(0.5f).real(), 0.5);
  EXPECT_TRUE(Payload::of(true).boolean());
  EXPECT_EQ(Payload::of(Colour::red).integer(), 3);
  EXPECT_EQ(Payload::of_duration(5 * kSecond).duration(), 5 * kSecond);
  EXPECT_EQ(Payload::of("abc").text(), "abc");
  EXPECT_EQ(Payload::of(std::string("12345678")).text(), "12345678");
}

TEST(Payload, knows_its_kind) {
  EXPECT_EQ(Payload().kind, PayloadKind::none);
  EXPECT_EQ(Payload::of(1).kind, PayloadKind::integer);
  EXPECT_EQ(Payload::of('a').kind, PayloadKind::integer);
  EXPECT_EQ(Payload::of(1.0).kind, PayloadKind::real);
  EXPECT_EQ(Payload::of(false).kind, PayloadKind::boolean);
  EXPECT_EQ(Payload::of("").kind, PayloadKind::text);
  EXPECT_FALSE(Payload());
  EXPECT_TRUE(Payload::of(0));
  EXPECT_NE(Payload::of(1), Payload::of(true));
}

TEST(Payload, cuts_a_long_text_at_a_character) {
  EXPECT_EQ(Payload::of("123456789").text(), "12345…");
  EXPECT_EQ(Payload::of("1234ñ6789").text(), "1234…");
  EXPECT_EQ(Payload::of("123ñ56789").text(), "123ñ…");
  EXPECT_EQ(Payload::of("\xff\xff\xff\xff\xff\xff\xff\xff\xff").text(), "\xff\xff\xff\xff\xff…");
}

TEST(Payload, of_an_item_that_is_no_value_is_none) {
  EXPECT_EQ(Payload::of_item(3), Payload::of(3));
  EXPECT_EQ(Payload::of_item(std::string("a")), Payload::of("a"));
  EXPECT_EQ(Payload::of_item(std::vector<int>{1}), Payload());
}

TEST(Payload, is_written_as_python_writes_it) {
  EXPECT_EQ(repr(Payload()), "");
  EXPECT_EQ(repr(Payload::of(-3)), "-3");
  EXPECT_EQ(repr(Payload::of(true)), "True");
  EXPECT_EQ(repr(Payload::of(false)), "False");
  EXPECT_EQ(repr(Payload::of("it's\n")), "'it\\'s\\n'");
  EXPECT_EQ(repr(Payload::of_duration(500 * kMillisecond)), "500 ms");
}

TEST(Payload, a_real_has_the_shortest_digits_that_tell_it_apart) {
  EXPECT_EQ(repr(Payload::of(0.1)), "0.1");
  EXPECT_EQ(repr(Payload::of(1.0)), "1.0");
  EXPECT_EQ(repr(Payload::of(-0.0)), "-0.0");
  EXPECT_EQ(repr(Payload::of(0.1 + 0.2)), "0.30000000000000004");
  EXPECT_EQ(repr(Payload::of(1e16)), "1e+16");
  EXPECT_EQ(repr(Payload::of(9007199254740993.0)), "9007199254740992.0");
  EXPECT_EQ(repr(Payload::of(1e-5)), "1e-05");
  EXPECT_EQ(repr(Payload::of(std::numeric_limits<double>::infinity())), "inf");
  EXPECT_EQ(repr(Payload::of(std::numeric_limits<double>::quiet_NaN())), "nan");
}

TEST(Payload, of_senseless_bits_is_one_line_of_utf8) {
  for (int kind = 0; kind < 256; ++kind) {
    const Payload payload{static_cast<PayloadKind>(kind), 0xff800a0d1b7f27c3};
    const std::string text = repr(payload);
    EXPECT_EQ(text, utf8_repaired(text)) << kind;
    EXPECT_EQ(text.find('\n'), std::string::npos) << kind;
  }
}

}  // namespace
}  // namespace telar
