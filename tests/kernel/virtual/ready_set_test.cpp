#include "kernel/virtual/ready_set.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include "base/rng.hpp"

namespace telar {
namespace {

using Numbers = std::set<std::uint32_t>;
constexpr std::uint32_t kNone = ReadySet::kNone;

std::uint32_t at_or_after(const Numbers& numbers, std::uint32_t n) {
  const auto at = numbers.lower_bound(n);
  return at == numbers.end() ? kNone : *at;
}

void expect_same(const ReadySet& set, const Numbers& numbers, std::uint32_t room) {
  ASSERT_EQ(set.count(), numbers.size());
  ASSERT_EQ(set.empty(), numbers.empty());
  ASSERT_EQ(set.first(), at_or_after(numbers, 0));
  Numbers walked;
  for (std::uint32_t n = set.first(); n != kNone; n = set.at_or_after(n + 1))
    ASSERT_TRUE(walked.insert(n).second);
  ASSERT_EQ(walked, numbers);
  std::size_t k = 0;
  for (const std::uint32_t n : numbers) ASSERT_EQ(set.nth(k++), n);
  // Around every border of words and of groups of words, and beyond the end.
  for (const std::uint32_t near : {0u, 64u, 128u, 4096u, 8192u, room, room + 4096u})
    for (std::uint32_t n = near < 2 ? 0 : near - 2; n < near + 3; ++n) {
      ASSERT_EQ(set.contains(n), numbers.contains(n)) << n;
      ASSERT_EQ(set.at_or_after(n), at_or_after(numbers, n)) << n;
      const std::uint32_t next = at_or_after(numbers, n + 1);
      ASSERT_EQ(set.after(n), next != kNone ? next : set.first()) << n;
    }
}

TEST(ReadySet, is_a_set_of_numbers_whatever_is_done_to_it) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    ReadySet set;
    Numbers numbers;
    std::uint32_t room = 1 + rng.below(seed % 3 == 0 ? 10'000 : 200);
    set.reset(room);
    for (int i = 0; i < 600; ++i) {
      const std::uint32_t n = rng.below(room);
      switch (rng.below(8)) {
        case 0:
          room += rng.below(100);
          set.make_room(room);
          break;
        case 1:
        case 2:
        case 3:
          set.insert(n), numbers.insert(n);
          break;
        case 4:
          set.insert(n), set.insert(n), numbers.insert(n);
          break;
        default:  // one that is there, more often than not
          const std::uint32_t there = rng.below(3) ? set.at_or_after(n) : n;
          if (there != kNone) set.erase(there), numbers.erase(there);
      }
      if (i % 20 == 0) expect_same(set, numbers, room);
      if (testing::Test::HasFatalFailure()) return;
    }
    set.reset(room);
    expect_same(set, {}, room);
  }
}

TEST(ReadySet, is_empty_before_it_has_any_room) {
  ReadySet set;
  EXPECT_TRUE(set.empty());
  EXPECT_FALSE(set.contains(0));
  EXPECT_EQ(set.first(), kNone);
  EXPECT_EQ(set.after(kNone), kNone);
}

TEST(ReadySet, keeps_its_numbers_when_it_grows) {
  ReadySet set;
  Numbers numbers;
  for (std::uint32_t n = 0; n < 20'000; n += 63) {
    set.make_room(n + 1);
    set.insert(n);
    numbers.insert(n);
  }
  expect_same(set, numbers, 20'000);
}

}  // namespace
}  // namespace telar
