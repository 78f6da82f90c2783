#include "kernel/virtual/object_numbers.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace telar {
namespace {

TEST(ObjectNumbers, are_given_in_order_of_first_use_and_stay) {
  ObjectNumbers numbers;
  numbers.begin();
  Object a(ObjectKind::lock), b(ObjectKind::lock);
  EXPECT_EQ(numbers.known(a), 0u);
  EXPECT_EQ(numbers.of(b), 1u);
  EXPECT_EQ(numbers.of(a), 2u);
  EXPECT_EQ(numbers.of(b), 1u);
  EXPECT_EQ(numbers.known(a), 2u);
  EXPECT_EQ(numbers.count(), 2u);
}

TEST(ObjectNumbers, an_object_that_outlives_an_execution_has_none_in_the_next) {
  ObjectNumbers numbers;
  numbers.begin();
  Object a(ObjectKind::lock), b(ObjectKind::lock);
  numbers.of(a);
  numbers.of(b);
  numbers.begin();
  EXPECT_EQ(numbers.known(a), 0u);
  EXPECT_EQ(numbers.known(b), 0u);
  EXPECT_EQ(numbers.of(b), 1u);
  EXPECT_EQ(numbers.known(a), 0u) << "its old number is b's now";
  EXPECT_EQ(numbers.of(a), 2u);
}

TEST(ObjectNumbers, an_object_in_the_place_of_another_is_another) {
  ObjectNumbers numbers;
  numbers.begin();
  std::optional<Object> object;
  object.emplace(ObjectKind::lock);
  EXPECT_EQ(numbers.of(*object), 1u);
  object.emplace(ObjectKind::lock);
  EXPECT_EQ(numbers.known(*object), 0u);
  EXPECT_EQ(numbers.of(*object), 2u);
}

}  // namespace
}  // namespace telar
