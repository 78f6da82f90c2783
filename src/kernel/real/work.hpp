// CPU work in a known amount, so that two computations that share a core last twice as long as one:
// what compute() burns on the real kernel.
#pragma once
#include <cstdint>

namespace telar {

class Segment;

// Rounds of work that an undisturbed core does in a millisecond. Measured once in a run (about 5
// ms, the best of several), by whoever asks first; the run's other processes read it from the
// segment, so that work is equal in all.
std::uint64_t work_per_millisecond(Segment* segment);
void do_work(std::uint64_t rounds);

}  // namespace telar
