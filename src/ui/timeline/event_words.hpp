// What a state and a mark on the timeline are called.
#pragma once
#include "trace/event.hpp"
#include "words/words.hpp"

namespace telar::ui {

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

constexpr const Word& mark_words(EventKind kind) {
  switch (kind) {
    case EventKind::acquire:
      return words::mark_acquire;
    case EventKind::release:
      return words::mark_release;
    case EventKind::put:
      return words::mark_put;
    case EventKind::get:
      return words::mark_get;
    case EventKind::signal:
      return words::mark_signal;
    case EventKind::load:
      return words::mark_load;
    case EventKind::store:
      return words::mark_store;
    default:
      return words::mark_other;
  }
}

}  // namespace telar::ui
