// Timeouts, as Python has them: seconds, or none for ever.
#pragma once
#include <optional>

#include "base/time.hpp"
#include "kernel/strand.hpp"

namespace telar {

using Timeout = std::optional<Seconds>;
inline constexpr std::nullopt_t kForever = std::nullopt;

// When a timeout that begins now ends, on the strand's clock.
inline Nanos deadline_after(const Strand& s, Timeout timeout) {
  return timeout ? s.deadline_in(to_nanos(*timeout)) : kNever;
}

}  // namespace telar
