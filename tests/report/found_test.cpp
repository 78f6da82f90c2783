#include "report/found.hpp"

#include <gtest/gtest.h>

namespace telar {
namespace {

TEST(Found, a_good_end_is_told_by_its_output_and_its_state) {
  Found found;
  found.output = "two\nlines\n";
  EXPECT_EQ(found.text(), "two\nlines");
  found.state = "counter=2";
  EXPECT_EQ(found.text(), "two\nlines\ncounter=2");
  found.output.clear();
  EXPECT_EQ(found.text(), "counter=2");
}

TEST(Found, a_bad_end_is_told_by_its_error_first) {
  Found found;
  found.kind = Outcome::failed;
  found.error = "AssertionError";
  EXPECT_EQ(found.text(), "AssertionError");
  found.output = "line\n";
  found.state = "counter=1";
  EXPECT_EQ(found.text(), "AssertionError\nline\ncounter=1");
}

}  // namespace
}  // namespace telar
