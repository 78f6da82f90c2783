#include "kernel/real/work.hpp"

#include <algorithm>
#include <atomic>

#include "kernel/segment.hpp"
#include "platform/clock.hpp"

namespace telar {
namespace {

std::atomic<std::uint32_t> measured{0};

std::uint32_t calibrate() {
  constexpr std::uint64_t kRounds = 200'000;
  Nanos best = kNever;
  for (int i = 0; i < 8; ++i) {
    const Nanos begin = monotonic_now();
    do_work(kRounds);
    best = std::min(best, monotonic_now() - begin);
  }
  return static_cast<std::uint32_t>(kRounds * kMillisecond /
                                    static_cast<std::uint64_t>(std::max<Nanos>(best, 1)));
}

}  // namespace

void do_work(std::uint64_t rounds) {
  std::uint64_t x = rounds | 1;
  for (std::uint64_t i = 0; i < rounds; ++i) {  // xorshift64: each round needs the one before
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
  }
  // Or the compiler, seeing that nobody reads it, skips the loop.
  [[maybe_unused]] volatile std::uint64_t result = x;
}

std::uint64_t work_per_millisecond(Segment* segment) {
  std::uint32_t rate = measured.load(std::memory_order_relaxed);
  if (rate) return rate;
  if (segment) rate = segment->work_rate();
  if (!rate) rate = calibrate();
  if (segment) rate = segment->offer_work_rate(rate);
  measured.store(rate, std::memory_order_relaxed);
  return rate;
}

}  // namespace telar
