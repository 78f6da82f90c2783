#include "app/arguments.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <vector>

namespace telar {
namespace {

Arguments parse(std::initializer_list<const char*> words) {
  return parse_arguments(std::vector(words), Language::en);
}

TEST(Arguments, are_words_and_options_in_any_order) {
  const Arguments a = parse({"--n", "3", "pool", "--seconds=0.5", "--lang", "en", "-"});
  EXPECT_EQ(a.error, "");
  EXPECT_EQ(a.positional, (std::vector<std::string_view>{"pool", "-"}));
  EXPECT_EQ(a.option("n"), "3");
  EXPECT_EQ(a.option("seconds"), "0.5");
  EXPECT_EQ(a.option("lang"), "en");
  EXPECT_EQ(a.option("pool"), std::nullopt);
}

TEST(Arguments, of_the_same_name_are_an_error) {
  EXPECT_EQ(parse({"--n", "1", "--n=2"}).error, "'--n' is repeated");
  EXPECT_EQ(parse({"--n=1", "--seconds", "1", "--n", "1"}).error, "'--n' is repeated");
}

TEST(Arguments, may_be_empty_or_negative) {
  EXPECT_EQ(parse({"--trace="}).option("trace"), "");
  EXPECT_EQ(parse({"--trace", ""}).option("trace"), "");
  EXPECT_EQ(parse({"--n", "-1"}).option("n"), "-1");
  EXPECT_EQ(parse({"--a=b=c"}).option("a"), "b=c");
}

TEST(Arguments, without_their_value_or_with_one_dash_are_errors) {
  EXPECT_EQ(parse({"run", "--n"}).error, "'--n' lacks its value");
  EXPECT_EQ(parse({"--n", "--lang", "en"}).error, "'--n' lacks its value");
  EXPECT_EQ(parse({"-n", "3"}).error, "'-n' is not understood");
  EXPECT_EQ(parse({"--"}).error, "'--' is not understood");
}

TEST(Arguments, choose_the_language) {
  EXPECT_EQ(command_language(std::vector<const char*>{"run", "--lang", "en"}), Language::en);
  EXPECT_EQ(command_language(std::vector<const char*>{"--lang=es", "list"}), Language::es);
  EXPECT_EQ(command_language(std::vector<const char*>{"--help", "--lang", "en"}), Language::en);
  EXPECT_EQ(command_language(std::vector<const char*>{"run", "--n", "--lang", "en"}), Language::en);
}

}  // namespace
}  // namespace telar
