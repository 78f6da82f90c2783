// HashIndex: finds the place of a thing in a list by its hash: open addressing over the numbers
// 0, 1, 2, ... in the order in which they were added.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace telar {

class HashIndex {
 public:
  static constexpr std::size_t kNone = ~std::size_t{0};

  std::size_t size() const { return hashes_.size(); }
  std::uint64_t hash_of(std::size_t i) const { return hashes_[i]; }
  // The one with this hash for which is_same(i); kNone if there is none.
  template <class Same>
  std::size_t find(std::uint64_t hash, Same is_same) const {
    if (slots_.empty()) return kNone;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
      const std::size_t i = slots_[slot] - 1;
      if (hashes_[i] == hash && is_same(i)) return i;
    }
    return kNone;
  }
  // Adds the next one; its place.
  std::size_t add(std::uint64_t hash) {
    hashes_.push_back(hash);
    if (hashes_.size() * 2 > slots_.size()) {
      slots_.assign(std::max<std::size_t>(64, slots_.size() * 4), 0);
      for (std::size_t i = 0; i < hashes_.size(); ++i) put(i);
    } else {
      put(hashes_.size() - 1);
    }
    return hashes_.size() - 1;
  }

 private:
  void put(std::size_t i) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hashes_[i] & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }

  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> slots_;  // 1 + place, or 0: free
};

}  // namespace telar
