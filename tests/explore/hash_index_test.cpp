#include "explore/hash_index.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace telar {
namespace {

TEST(HashIndex, finds_each_of_many_by_its_hash) {
  HashIndex index;
  const auto any = [](std::size_t) { return true; };
  EXPECT_EQ(index.find(0, any), HashIndex::kNone);
  const auto hash = [](std::uint64_t i) { return i * 0x9e3779b97f4a7c15u; };
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    EXPECT_EQ(index.find(hash(i), any), HashIndex::kNone);
    EXPECT_EQ(index.add(hash(i)), i);
  }
  for (std::uint64_t i = 0; i < 10'000; ++i) ASSERT_EQ(index.find(hash(i), any), i);
  EXPECT_EQ(index.size(), 10'000u);
  EXPECT_EQ(index.hash_of(42), hash(42));
}

TEST(HashIndex, tells_things_of_one_hash_apart) {
  HashIndex index;
  // All in one slot, and one of another hash among them.
  constexpr std::uint64_t kHash = 7, kOther = kHash + (std::uint64_t{1} << 40);
  for (int i = 0; i < 100; ++i) index.add(i == 50 ? kOther : kHash);
  for (std::size_t i = 0; i < 100; ++i) {
    const auto is_it = [i](std::size_t k) { return k == i; };
    EXPECT_EQ(index.find(kHash, is_it), i == 50 ? HashIndex::kNone : i);
    EXPECT_EQ(index.find(kOther, is_it), i == 50 ? i : HashIndex::kNone);
  }
}

}  // namespace
}  // namespace telar
