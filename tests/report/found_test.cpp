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

TEST(Found, a_race_is_told_by_who_did_what_and_on_which_line) {
  FoundRace race;
  race.race.variable = "counter";
  race.race.first = {.verb = Verb::load,
                     .where = {"src/scenarios/lost_update/lost_update.cpp", 31}};
  race.race.second = {.verb = Verb::store};
  race.first_strand = "Thread-1";
  race.second_strand = "Thread-2";
  EXPECT_EQ(race.first_text(Language::en), "Thread-1 loads counter (lost_update.cpp:31)");
  EXPECT_EQ(race.first_text(Language::es), "Thread-1 lee counter (lost_update.cpp:31)");
  EXPECT_EQ(race.second_text(Language::en), "Thread-2 stores counter");
  EXPECT_EQ(race.second_text(Language::es), "Thread-2 guarda counter");
}

}  // namespace
}  // namespace telar
