#include "ui/panels/listing_marks.hpp"

#include <gtest/gtest.h>

#include "tests/trace/script.hpp"

namespace telar::ui {
namespace {

constexpr ListedLines kListed{.file = "src/scenarios/a.cpp", .first = 20, .count = 10};

Script two_threads() {
  Script s;
  s.source(0, 1, 1, "src/scenarios/a.cpp").source(0, 1, 2, "src/scenarios/b.cpp");
  s.strand(0, 1, "Thread-1").strand(0, 2, "Thread-2");
  return s;
}

ListingMarks marks_at(const Store& store, Nanos now) {
  ListingMarks marks;
  find_listing_marks(store, now, kListed, marks);
  return marks;
}

TEST(ListingMarks, a_strand_is_marked_at_the_line_where_it_stands_at_the_moment_on_show) {
  Script s = two_threads();
  s.stands(1, 1, Verb::load, 4, {}, Place(1, 22)).stands(5, 1, Verb::store, 4, {}, Place(1, 23));
  const Store store = s.store();
  EXPECT_TRUE(marks_at(store, 0).marks.empty());
  ASSERT_EQ(marks_at(store, 4).marks.size(), 1u);
  EXPECT_EQ(marks_at(store, 4).marks[0].line, 2u);
  EXPECT_EQ(marks_at(store, 5).marks[0].line, 3u);
  EXPECT_EQ(marks_at(store, 5).marks[0].stand, 1u);
}

TEST(ListingMarks, marks_go_by_line_and_the_last_to_move_is_told) {
  Script s = two_threads();
  s.stands(1, 1, Verb::load, 4, {}, Place(1, 25)).stands(2, 2, Verb::load, 4, {}, Place(1, 21));
  const ListingMarks marks = marks_at(s.store(), 9);
  ASSERT_EQ(marks.marks.size(), 2u);
  EXPECT_EQ(marks.marks[0].line, 1u);
  EXPECT_EQ(marks.marks[1].line, 5u);
  EXPECT_EQ(marks.latest, 0u);
}

TEST(ListingMarks, who_has_ended_or_stands_at_a_line_that_is_not_listed_has_none) {
  Script s = two_threads();
  s.stands(1, 1, Verb::load, 4, {}, Place(1, 25)).state(3, 1, State::finished);
  s.stands(1, 2, Verb::load, 4, {}, Place(2, 25));
  EXPECT_EQ(marks_at(s.store(), 2).marks.size(), 1u);
  EXPECT_TRUE(marks_at(s.store(), 3).marks.empty());
  EXPECT_EQ(marks_at(s.store(), 3).latest, ListingMarks::kNone);
  for (const std::uint32_t line : {0u, 19u, 30u}) {
    Script elsewhere = two_threads();
    elsewhere.stands(1, 1, Verb::load, 4, {}, Place(1, line));
    EXPECT_TRUE(marks_at(elsewhere.store(), 2).marks.empty()) << line;
  }
}

}  // namespace
}  // namespace telar::ui
