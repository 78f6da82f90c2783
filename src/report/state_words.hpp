// What a state is called, on the timeline and in a trace's text.
#pragma once
#include "trace/event.hpp"
#include "words/words.hpp"

namespace telar {

constexpr const Word& state_words(State state) {
  switch (state) {
    case State::ready:
      return words::state_ready;
    case State::running:
      return words::state_running;
    case State::sleeping:
      return words::state_sleeping;
    case State::blocked:
      return words::state_blocked;
    case State::finished:
      return words::state_finished;
  }
  return words::state_finished;
}

}  // namespace telar
