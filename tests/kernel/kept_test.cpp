#include "kernel/kept.hpp"

#include <gtest/gtest.h>

namespace telar {
namespace {

struct Count final : Kept {
  explicit Count(int start = 0) : n(start) {}
  ~Count() override { ++ended; }
  void begin_again() override { n = 0; }
  int n;
  static inline int ended = 0;
};
struct Other final : Kept {};

TEST(KeptThings, make_one_of_each_type_when_it_is_first_asked_for) {
  KeptThings things;
  EXPECT_EQ(things.find<Count>(), nullptr);
  Count& count = things.get<Count>(7);
  EXPECT_EQ(count.n, 7);
  EXPECT_EQ(&things.get<Count>(9), &count);
  EXPECT_EQ(count.n, 7);
  EXPECT_EQ(things.find<Other>(), nullptr);
  things.get<Other>();
  EXPECT_EQ(things.find<Count>(), &count);
}

TEST(KeptThings, are_made_as_new_for_the_next_execution_and_destroyed_with_their_owner) {
  Count::ended = 0;
  {
    KeptThings things;
    things.get<Count>(7);
    things.begin_again();
    EXPECT_EQ(things.get<Count>().n, 0);
    EXPECT_EQ(Count::ended, 0);
    things.clear();
    EXPECT_EQ(Count::ended, 1);
    things.get<Count>();
  }
  EXPECT_EQ(Count::ended, 2);
}

}  // namespace
}  // namespace telar
