// print, time.sleep, and compute: what every body uses.
#pragma once
#include <algorithm>
#include <format>
#include <string>
#include <string_view>
#include <utility>

#include "base/language.hpp"
#include "kernel/process_context.hpp"
#include "kernel/task.hpp"
#include "runtime/errors.hpp"

namespace telar {

// One write to the process's standard output. Never blocks.
struct WriteOperation {
  Object& console;
  std::string text;
  static constexpr Verb kVerb = Verb::write;
  static constexpr Wakes kWakes = Wakes::none;
  // The lines come out in one order or another, but a program is not right because of a print.
  static constexpr Effect kEffects = Effect::writes;
  Object& object() const { return console; }
  void perform(Strand& s);
  void result() {}
};
struct Write_ {
  std::string text;
  WriteOperation bind(Strand& s) { return {s.process().console, std::move(text)}; }
};
// co_await write("…"): sys.stdout.write. Seen at once, and not lost if the process is killed
// afterwards.
inline Write_ write(std::string text) { return {std::move(text)}; }

// print(text): writes the text, then its newline: two writes, as Python does, so lines of two
// threads can end up on one line.
Task<> print(std::string text);

// print(Text{es, en}, args...): the text in the run's language, with its {} filled in
// (std::format's). A scenario's texts are literals, so a mistake in them is a bug, not bad input.
template <class... A>
Task<> print(Text text, A... args) {
  Strand& s = co_await current_strand();
  co_await print(
      std::vformat(text.in(s.process().settings.language), std::make_format_args(args...)));
}

// time.sleep: suspends the strand (and, inside a coroutine of an event loop, the whole loop).
struct SleepOperation {
  Object& clock;
  Nanos duration, until;
  static constexpr Verb kVerb = Verb::sleep;
  static constexpr Wakes kWakes = Wakes::none;
  static constexpr Effect kEffects = Effect::none;
  Object& object() const { return clock; }
  bool enabled(const Strand&) const { return false; }
  void perform(Strand&) {}
  Nanos deadline() const { return until; }
  void expire(Strand&) {}
  void result() {}
  Payload payload() const { return Payload::of_duration(duration); }
};
namespace time {
struct Sleep {
  Nanos duration;
  SleepOperation bind(Strand& s) const {
    return {s.sleep_object(), duration, s.deadline_in(duration)};
  }
};
// ValueError if negative.
inline Sleep sleep(Seconds seconds) {
  if (seconds < 0) throw ValueError("sleep length must be non-negative");
  return {to_nanos(seconds)};
}
}  // namespace time

// A step that does nothing: what comes after it, up to the next operation, is one step with it. For
// calls that are no operations themselves, so that others can come before them.
struct TurnOperation {
  Object& own;
  static constexpr Verb kVerb = Verb::step;
  static constexpr Wakes kWakes = Wakes::none;
  static constexpr Effect kEffects = Effect::none;
  Object& object() const { return own; }
  void perform(Strand&) {}
  void result() const {}
};
struct Turn {
  TurnOperation bind(Strand& s) const { return {s.sleep_object()}; }
};
inline Turn turn() { return {}; }

// Burns a core for this many seconds of work (of an undisturbed core). With the run's `gil` on,
// holds the interpreter lock meanwhile, and gives it up every 5 ms if another strand of the process
// wants it.
Task<> compute(Seconds seconds);

}  // namespace telar
