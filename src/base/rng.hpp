// Rng: the only randomness in Telar. Always seeded, the same numbers on every machine. Not for
// secrets. Algorithm: SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
// generators", OOPSLA 2014).
#pragma once
#include <cstdint>

namespace telar {

class Rng {
 public:
  explicit constexpr Rng(std::uint64_t seed) : state_(seed) {}

  // All 64-bit numbers, equally often.
  constexpr std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
  }
  // 0 .. bound - 1, equally often (0 if bound is 0): multiply and shift, rejecting the few that
  // would be unfair (Lemire: "Fast random integer generation in an interval", 2019).
  constexpr std::uint32_t below(std::uint32_t bound) {
    if (bound == 0) return 0;
    const std::uint32_t unfair = (0u - bound) % bound;
    for (;;) {
      const std::uint64_t product = (next() >> 32) * bound;
      if (static_cast<std::uint32_t>(product) >= unfair)
        return static_cast<std::uint32_t>(product >> 32);
    }
  }
  // [0, 1), 53 bits.
  constexpr double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

  // A generator that is independent of this one: one for each worker, still all from one seed.
  constexpr Rng split() { return Rng(next()); }

 private:
  std::uint64_t state_;
};

}  // namespace telar
