#include "base/json_value.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/json.hpp"
#include "base/rng.hpp"
#include "tests/json_check.hpp"

namespace telar {
namespace {

std::size_t wrong_at(std::string_view json) {
  JsonValue value;
  std::size_t at = 0;
  EXPECT_FALSE(parse_json(json, value, at)) << json;
  return at;
}
JsonValue parsed(std::string_view json) {
  JsonValue value;
  std::size_t at = 0;
  EXPECT_TRUE(parse_json(json, value, at)) << json << " at " << at;
  return value;
}

TEST(JsonValue, reads_every_kind) {
  const JsonValue value = parsed(
      R"( {"null":null,"yes":true,"no":false,"number":-1.5e2,"text":"a","list":[1,[]],"o":{}} )");
  ASSERT_EQ(value.kind, JsonValue::Kind::object);
  EXPECT_EQ(value.find("null")->kind, JsonValue::Kind::null);
  EXPECT_TRUE(value.find("yes")->truth);
  EXPECT_FALSE(value.find("no")->truth);
  EXPECT_EQ(value.find("number")->number, -150);
  EXPECT_EQ(value.find("text")->text, "a");
  ASSERT_EQ(value.find("list")->items.size(), 2u);
  EXPECT_EQ(value.find("list")->items[1].kind, JsonValue::Kind::array);
  EXPECT_TRUE(value.find("o")->members.empty());
  EXPECT_EQ(value.find("other"), nullptr);
}

TEST(JsonValue, reads_back_any_text_that_is_written) {
  std::string text = "\"\\/\b\f\n\r\t\x01 \x7f ñ € 😀", json;
  JsonWriter(json).value(text);
  EXPECT_EQ(parsed(json).text, text);
  EXPECT_EQ(parsed(R"("\u00f1 \u20ac \ud83d\ude00 \/")").text, "ñ € 😀 /");
}

TEST(JsonValue, says_where_a_text_stops_being_json) {
  EXPECT_EQ(wrong_at(""), 0u);
  EXPECT_EQ(wrong_at("{"), 1u);
  EXPECT_EQ(wrong_at("[1,]"), 3u);
  EXPECT_EQ(wrong_at("tru"), 0u);
  EXPECT_EQ(wrong_at("1 2"), 2u);
  EXPECT_EQ(wrong_at("01"), 1u);
  EXPECT_EQ(wrong_at("\"abc"), 4u);
  EXPECT_EQ(wrong_at(R"({"a" 1})"), 5u);
  wrong_at(R"("\x")");
  wrong_at(R"("\ud83d")");
  wrong_at("\"a\nb\"");
  wrong_at("1e999");
  wrong_at(std::string(100, '['));
}

// By the tests' own parser.
TEST(JsonValue, takes_nothing_that_is_not_json) {
  const std::string good =
      R"({"command":"run","parameters":{"n":[1,2.5e-3],"t":"a\"b\u00e1"},"x":null})";
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    Rng rng(seed);
    std::string json = good;
    for (std::uint32_t i = rng.below(3); i > 0; --i) {
      const std::size_t at = rng.below(static_cast<std::uint32_t>(json.size()));
      const char byte = "{}[]\",:0a\\ue-."[rng.below(15)];
      if (rng.below(2) == 0) {
        json[at] = byte;
      } else {
        json.erase(at, 1);
      }
    }
    JsonValue value;
    std::size_t at = 0;
    const bool taken = parse_json(json, value, at);
    if (taken) {
      EXPECT_TRUE(JsonCheck::valid(json)) << json;
    }
    EXPECT_LE(at, json.size());
  }
}

}  // namespace
}  // namespace telar
