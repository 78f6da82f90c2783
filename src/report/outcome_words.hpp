// How a run ended, as a person reads it. Its name in JSON is outcome_name().
#pragma once
#include <array>

#include "base/choices.hpp"
#include "report/outcome.hpp"
#include "words/words.hpp"

namespace telar {

struct OutcomeTraits {
  Outcome value;
  Word label;  // "Finished", by itself
  Word said;   // "finished", in a line
};
inline constexpr Choices kOutcomes{std::to_array<OutcomeTraits>(
    {{Outcome::running, words::outcome_running, words::ran_on},
     {Outcome::finished, words::outcome_finished, words::ran_to_end},
     {Outcome::failed, words::outcome_failed, words::ran_and_failed},
     {Outcome::stopped, words::outcome_stopped, words::ran_and_stopped},
     {Outcome::deadlock, words::outcome_deadlock, words::ran_into_deadlock}})};

}  // namespace telar
