// Action: one operation of a strand as it can be said: what it did, or what it stands before. What
// the Store makes of an operation's event, with the names in place of the numbers.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "trace/event.hpp"

namespace telar {

struct Action {
  Verb verb = Verb::step;
  ObjectKind kind = ObjectKind::none;
  // The object's name, which whoever made the Action owns; empty if it has none.
  std::string_view object;
  // What it is about: the value stored, the amount added, the item, how long.
  Payload payload;
  // The line of the program; 0 if it is not known.
  std::string_view file;
  std::uint32_t line = 0;
};

// What an operation's event says was done, or is to be done. None of Verb's for a `signal` of an
// unknown verb.
constexpr Verb verb_of(const Event& event) {
  switch (event.kind) {
    case EventKind::stands:
    case EventKind::signal:
      return static_cast<Verb>(detail_of(event));
    case EventKind::acquire:
      return Verb::acquire;
    case EventKind::release:
      return Verb::release;
    case EventKind::put:
      return Verb::put;
    case EventKind::get:
      return Verb::get;
    case EventKind::write:
      return Verb::write;
    case EventKind::load:
      return Verb::load;
    case EventKind::store:
      return Verb::store;
    default:
      return Verb::step;
  }
}

// The words for an action, without its line. The trace has none: report/action_words.hpp has, in
// each language.
using SayAction = std::string (*)(const Action& action);

// "lost_update.cpp:23"; empty if the line is not known. Without folders.
std::string place_text(const Action& action);

}  // namespace telar
