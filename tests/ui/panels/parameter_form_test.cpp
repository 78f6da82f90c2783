#include "ui/panels/parameter_form.hpp"

#include <gtest/gtest.h>

namespace telar::ui {
namespace {

using Kind = ParameterSpec::Kind;
const ParameterSpec kCount{.name = "n", .default_value = 10, .minimum = 1, .maximum = 100};
const ParameterSpec kNap{.name = "seconds",
                         .kind = Kind::real,
                         .role = ParameterRole::naps,
                         .default_value = 5,
                         .maximum = 60};

TEST(ParameterForm, more_and_less_undo_each_other_and_stay_in_range) {
  for (const double value : {0.5, 0.9, 1.0, 1.5, 4.5, 5.0, 6.0})
    EXPECT_DOUBLE_EQ(stepped(kNap, stepped(kNap, value, 1), -1), value) << value;
  EXPECT_EQ(stepped(kCount, 100, 1), 100);
  EXPECT_EQ(stepped(kCount, 1, -1), 1);
  EXPECT_EQ(stepped(kNap, 0, -1), 0);
}

TEST(ParameterForm, takes_a_decimal_comma_and_blanks_around_a_number) {
  EXPECT_EQ(typed_number("0.5"), 0.5);
  EXPECT_EQ(typed_number(" 0,5 "), 0.5);
  EXPECT_EQ(typed_number("-3"), -3);
  for (const char* text : {"", " ", "ten", "0x10", "10 threads", "1.2.3", "1,000.5", "--5", "nan"})
    EXPECT_EQ(typed_number(text), std::nullopt) << text;
}

TEST(ParameterForm, a_nap_shorter_than_the_chapters_is_noticed) {
  ProgramDescription program;
  program.parameters = {kCount, kNap};
  EXPECT_FALSE(naps_shorter_than_chapter(program, {10, 5}));
  EXPECT_TRUE(naps_shorter_than_chapter(program, {10, 4.9}));
  // The service of a request is nobody's nap.
  program.parameters[1].role = ParameterRole::none;
  EXPECT_FALSE(naps_shorter_than_chapter(program, {10, 4.9}));
}

}  // namespace
}  // namespace telar::ui
