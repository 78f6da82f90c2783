#include "program/parameter_values.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace telar {
namespace {

using Kind = ParameterSpec::Kind;
const ParameterSpec kCount{.name = "n", .default_value = 10, .minimum = 1, .maximum = 1'000'000};
const ParameterSpec kNap{.name = "seconds", .kind = Kind::real, .default_value = 5, .maximum = 60};
const ParameterSpec kWork{.name = "work", .kind = Kind::choice, .choices = {"sleep", "cpu"}};

TEST(ParameterValues, out_of_range_become_the_nearest_allowed_one) {
  EXPECT_EQ(nearest_allowed(kCount, 0), 1);
  EXPECT_EQ(nearest_allowed(kCount, -1e300), 1);
  EXPECT_EQ(nearest_allowed(kCount, 1e7), 1'000'000);
  EXPECT_EQ(nearest_allowed(kNap, INFINITY), 60);
  EXPECT_EQ(nearest_allowed(kWork, 9), 1);
}

TEST(ParameterValues, of_an_integer_are_whole_and_not_a_number_is_the_default) {
  EXPECT_EQ(nearest_allowed(kCount, 3.4), 3);
  EXPECT_EQ(nearest_allowed(kCount, NAN), 10);
  EXPECT_EQ(nearest_allowed(kNap, 0.25), 0.25);
}

TEST(ParameterValues, are_read_back_from_their_words) {
  EXPECT_EQ(value_word(kCount, 10), "10");
  EXPECT_EQ(value_word(kCount, 1'000'000), "1000000") << "not 1e+06, which no integer is read from";
  EXPECT_EQ(value_word(kNap, 0.5), "0.5");
  EXPECT_EQ(value_word(kWork, 1), "cpu");
  for (const double value : {1.0, 10.0, 100'000.0, 1'000'000.0})
    EXPECT_EQ(read_value(kCount, value_word(kCount, value)), value);
  for (const double value : {0.0, 0.1, 1.0 / 3, 60.0})
    EXPECT_EQ(read_value(kNap, value_word(kNap, value)), value);
  for (const double value : {0.0, 1.0})
    EXPECT_EQ(read_value(kWork, value_word(kWork, value)), value);
}

TEST(ParameterValues, are_refused_if_they_are_not_the_parameters) {
  for (const char* word : {"", " ", "ten", "1e3", "0x10", "10 threads", "1.2.3", "--5", "nan",
                           "inf", "0", "1000001", "2.5"})
    EXPECT_EQ(read_value(kCount, word), std::nullopt) << word;
  EXPECT_EQ(read_value(kWork, "Sleep"), std::nullopt);
  EXPECT_EQ(read_value(kNap, "60.01"), std::nullopt);
}

TEST(ParameterValues, that_are_allowed_are_said_in_both_languages) {
  EXPECT_EQ(allowed_values(kCount, Language::en), "a whole number from 1 to 1000000");
  EXPECT_EQ(allowed_values(kWork, Language::es), "sleep o cpu");
  EXPECT_EQ(default_values(ProgramDescription{.parameters = {kCount, kNap}}),
            (std::vector<double>{10, 5}));
}

}  // namespace
}  // namespace telar
