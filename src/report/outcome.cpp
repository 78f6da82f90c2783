#include "report/outcome.hpp"

#include <cstddef>

namespace telar {

std::string_view outcome_name(Outcome outcome) {
  constexpr std::string_view kNames[] = {"running", "finished", "failed", "stopped", "deadlock"};
  return kNames[static_cast<std::size_t>(outcome)];
}

}  // namespace telar
