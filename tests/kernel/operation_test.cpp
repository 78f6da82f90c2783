#include "kernel/operation.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/kernel/gate.hpp"

namespace telar {
namespace {

using testing::Gate;

std::vector<const Waiter*> line_of(const Object& object) {
  std::vector<const Waiter*> line;
  for (const Waiter* w = object.first_waiter(); w; w = w->next) line.push_back(w);
  return line;
}

TEST(Object, its_line_keeps_the_order_in_which_they_came) {
  Gate gate;
  Waiter a, b, c;
  EXPECT_FALSE(gate.has_waiters());
  for (Waiter* w : {&a, &b, &c}) gate.enqueue(*w);
  EXPECT_EQ(line_of(gate), (std::vector<const Waiter*>{&a, &b, &c}));
}

TEST(Object, its_line_closes_up_wherever_one_leaves) {
  Gate gate;
  Waiter a, b, c;
  for (Waiter* w : {&a, &b, &c}) gate.enqueue(*w);
  gate.dequeue(b);
  EXPECT_EQ(line_of(gate), (std::vector<const Waiter*>{&a, &c}));
  gate.dequeue(a);
  EXPECT_EQ(line_of(gate), (std::vector<const Waiter*>{&c}));
  gate.enqueue(b);
  gate.dequeue(c);
  EXPECT_EQ(line_of(gate), (std::vector<const Waiter*>{&b}));
  gate.dequeue(b);
  EXPECT_FALSE(gate.has_waiters());
}

TEST(OperationTable, says_of_each_type_what_it_has) {
  EXPECT_NE(kTableOf<Gate::Pass>.enabled, nullptr);
  EXPECT_NE(kTableOf<Gate::Pass>.expire, nullptr);
  EXPECT_EQ(kTableOf<Gate::Open>.enabled, nullptr);  // it may always happen
  EXPECT_EQ(kTableOf<Gate::Open>.expire, nullptr);   // it waits for nothing
  EXPECT_EQ(kTableOf<Gate::Open>.verb, Verb::set);
  EXPECT_EQ(kTableOf<Gate::Open>.wakes, Wakes::all);
}

}  // namespace
}  // namespace telar
