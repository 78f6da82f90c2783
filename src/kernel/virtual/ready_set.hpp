// ReadySet: which strands could make the next step, by number: bits in words, and one bit for each
// word that has any. All of it takes a few instructions, whether there are ten strands or ten
// thousand.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace telar {

class ReadySet {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  // Forgets all; room for this many numbers.
  void reset(std::size_t numbers) {
    if (count_ == 0 && words_.size() == (numbers + 63) / 64) return;
    words_.assign((numbers + 63) / 64, 0);
    summary_.assign((words_.size() + 63) / 64, 0);
    count_ = 0;
  }
  void make_room(std::size_t numbers) {
    if (words_.size() * 64 >= numbers) return;
    words_.resize(numbers * 2 / 64 + 1);
    summary_.resize((words_.size() + 63) / 64);
  }

  std::size_t count() const { return count_; }
  bool empty() const { return count_ == 0; }
  bool contains(std::uint32_t n) const {
    return n / 64 < words_.size() && (words_[n / 64] >> n % 64 & 1) != 0;
  }
  void insert(std::uint32_t n) {
    count_ += !contains(n);
    words_[n / 64] |= bit(n);
    summary_[n / 4096] |= bit(n / 64);
  }
  void erase(std::uint32_t n) {
    count_ -= contains(n);
    if ((words_[n / 64] &= ~bit(n)) == 0) summary_[n / 4096] &= ~bit(n / 64);
  }

  // The lowest number that is at least n; kNone if there is none.
  std::uint32_t at_or_after(std::uint32_t n) const {
    std::size_t word = n / 64;
    if (word >= words_.size()) return kNone;
    if (const std::uint64_t rest = words_[word] >> n % 64)
      return n + static_cast<std::uint32_t>(std::countr_zero(rest));
    if (++word >= words_.size()) return kNone;
    std::size_t group = word / 64;
    std::uint64_t groups = summary_[group] >> word % 64 << word % 64;
    while (groups == 0) {
      if (++group == summary_.size()) return kNone;
      groups = summary_[group];
    }
    word = group * 64 + static_cast<std::size_t>(std::countr_zero(groups));
    return static_cast<std::uint32_t>(word * 64) +
           static_cast<std::uint32_t>(std::countr_zero(words_[word]));
  }
  std::uint32_t first() const { return at_or_after(0); }
  // The next one above n, and after the highest the lowest again.
  std::uint32_t after(std::uint32_t n) const {
    const std::uint32_t next = at_or_after(n + 1);
    return next != kNone ? next : first();
  }
  // The k-th lowest, k < count().
  std::uint32_t nth(std::size_t k) const {
    std::size_t word = 0;
    for (std::size_t here; k >= (here = static_cast<std::size_t>(std::popcount(words_[word])));
         ++word)
      k -= here;
    std::uint64_t bits = words_[word];
    for (; k > 0; --k) bits &= bits - 1;
    return static_cast<std::uint32_t>(word * 64) +
           static_cast<std::uint32_t>(std::countr_zero(bits));
  }
  std::size_t room() const { return words_.size() * 64; }
  // Number n is bit n % 64 of word n / 64.
  const std::vector<std::uint64_t>& words() const { return words_; }

 private:
  static std::uint64_t bit(std::size_t n) { return std::uint64_t{1} << n % 64; }

  std::vector<std::uint64_t> words_, summary_;
  std::size_t count_ = 0;
};

}  // namespace telar
