#include "ui/parameters.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace telar::ui {
namespace {

using Kind = ParameterSpec::Kind;
const ParameterSpec kCount{.name = "n", .default_value = 10, .minimum = 1, .maximum = 100};
const ParameterSpec kNap{.name = "seconds",
                         .kind = Kind::real,
                         .role = ParameterRole::naps,
                         .default_value = 5,
                         .maximum = 60};
const ParameterSpec kWork{.name = "work", .kind = Kind::choice, .choices = {"sleep", "cpu"}};

TEST(Parameters, a_value_out_of_range_becomes_the_nearest_allowed_one) {
  EXPECT_EQ(clamp_parameter(kCount, 0), 1);
  EXPECT_EQ(clamp_parameter(kCount, -1e300), 1);
  EXPECT_EQ(clamp_parameter(kCount, 101), 100);
  EXPECT_EQ(clamp_parameter(kNap, INFINITY), 60);
  EXPECT_EQ(clamp_parameter(kWork, 9), 1);
}

TEST(Parameters, an_integer_is_whole_and_not_a_number_is_the_default) {
  EXPECT_EQ(clamp_parameter(kCount, 3.4), 3);
  EXPECT_EQ(clamp_parameter(kCount, NAN), 10);
  EXPECT_EQ(clamp_parameter(kNap, 0.25), 0.25);
}

TEST(Parameters, more_and_less_undo_each_other_and_stay_in_range) {
  for (const double value : {0.5, 0.9, 1.0, 1.5, 4.5, 5.0, 6.0}) {
    EXPECT_DOUBLE_EQ(step_parameter(kNap, step_parameter(kNap, value, 1), -1), value) << value;
  }
  EXPECT_EQ(step_parameter(kCount, 100, 1), 100);
  EXPECT_EQ(step_parameter(kCount, 1, -1), 1);
  EXPECT_EQ(step_parameter(kNap, 0, -1), 0);
}

TEST(Parameters, text_is_read_back_as_the_value_it_was_written_from) {
  EXPECT_EQ(parameter_text(kCount, 10), "10");
  EXPECT_EQ(parameter_text(kNap, 0.5), "0.5");
  EXPECT_EQ(parameter_text(kWork, 1), "cpu");
  EXPECT_EQ(parse_parameter(kWork, "cpu"), 1);
  EXPECT_EQ(parse_parameter(kNap, "0.5"), 0.5);
  EXPECT_EQ(parse_parameter(kNap, " 0,5 "), 0.5);
}

TEST(Parameters, what_is_not_a_value_of_the_parameter_is_refused) {
  for (const char* text : {"", " ", "ten", "1e3", "0x10", "10 threads", "1.2.3", "--5", "nan",
                           "inf", "0", "101", "2.5"}) {
    EXPECT_FALSE(parse_parameter(kCount, text).has_value()) << text;
  }
  EXPECT_FALSE(parse_parameter(kWork, "Sleep").has_value());
  EXPECT_FALSE(parse_parameter(kNap, "60.01").has_value());
}

TEST(Parameters, a_nap_shorter_than_the_chapters_is_noticed) {
  ProgramDescription scenario;
  scenario.parameters = {kCount, kNap};
  EXPECT_FALSE(naps_shorter_than_chapter(scenario, {10, 5}));
  EXPECT_TRUE(naps_shorter_than_chapter(scenario, {10, 4.9}));
  EXPECT_EQ(default_parameters(scenario), (std::vector<double>{10, 5}));
  // The service of a request is nobody's nap.
  scenario.parameters[1].role = ParameterRole::none;
  EXPECT_FALSE(naps_shorter_than_chapter(scenario, {10, 4.9}));
}

}  // namespace
}  // namespace telar::ui
