#include "base/json.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/utf8.hpp"
#include "tests/json_check.hpp"

namespace telar {
namespace {

template <class T>
std::string json_of(const T& value) {
  std::string out;
  JsonWriter(out).value(value);
  EXPECT_TRUE(JsonCheck::valid(out)) << out;
  return out;
}

TEST(Json, places_commas_and_brackets) {
  std::string out;
  JsonWriter json(out);
  json.begin_object()
      .member("scenario", "pool")
      .key("parameters")
      .begin_object()
      .member("n", 10)
      .end_object();
  json.key("output")
      .begin_array()
      .value(1)
      .value("dos")
      .begin_array()
      .end_array()
      .begin_object()
      .end_object();
  json.end_array().key("error").null().end_object();
  EXPECT_EQ(out,
            R"({"scenario":"pool","parameters":{"n":10},"output":[1,"dos",[],{}],"error":null})");
  EXPECT_TRUE(JsonCheck::valid(out));
}

TEST(Json, escapes_what_must_be_and_nothing_else) {
  EXPECT_EQ(json_of("a\"b\\c/\n\t\x01\x7fñ€😀"), "\"a\\\"b\\\\c/\\n\\u0009\\u0001\\u007fñ€😀\"");
  EXPECT_EQ(json_of(std::string_view("\0", 1)), "\"\\u0000\"");
  EXPECT_EQ(json_of(std::string("texto")), "\"texto\"");
}

TEST(Json, replaces_bytes_that_are_not_text) {
  EXPECT_EQ(json_of("a\xff\xc3"), "\"a\xef\xbf\xbd\xef\xbf\xbd\"");
}

TEST(Json, writes_numbers_the_same_in_every_locale) {
  EXPECT_EQ(json_of(0.1), "0.1");
  EXPECT_EQ(json_of(2.0), "2");
  EXPECT_EQ(json_of(-1e300), "-1e+300");
  EXPECT_EQ(json_of(std::nan("")), "null");
  EXPECT_EQ(json_of(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(json_of(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(json_of(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(json_of(std::uint8_t{7}), "7");
  EXPECT_EQ(json_of(true), "true");
}

TEST(Utf8, knows_whole_characters) {
  EXPECT_EQ(utf8_length("a"), 1u);
  EXPECT_EQ(utf8_length("ñx"), 2u);
  EXPECT_EQ(utf8_length("€"), 3u);
  EXPECT_EQ(utf8_length("😀"), 4u);
  EXPECT_EQ(utf8_length(std::string_view("\0", 1)), 1u);
}

TEST(Utf8, knows_what_is_no_character) {
  for (const char* bad :
       {"", "\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xc3", "\xe2\x82", "\xe2\x28\xa1", "\xff"})
    EXPECT_EQ(utf8_length(bad), 0u) << bad;
}

TEST(Utf8, repairs_byte_by_byte) {
  EXPECT_EQ(utf8_repaired("se\xc3\xb1or"), "señor");
  EXPECT_EQ(utf8_repaired("\xe2\x82!\xff"), "\xef\xbf\xbd\xef\xbf\xbd!\xef\xbf\xbd");
}

}  // namespace
}  // namespace telar
