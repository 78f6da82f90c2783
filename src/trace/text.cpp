#include "trace/text.hpp"

#include <algorithm>
#include <ostream>
#include <string>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "trace/event_text.hpp"
#include "trace/names.hpp"

namespace telar {
namespace {

// A name as it may stand in a line: valid UTF-8, no control characters.
std::string in_line(std::string_view name) {
  std::string line = utf8_repaired(name);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  return line;
}

void pad(std::string& text, std::size_t width) {
  const auto characters = std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; });
  if (static_cast<std::size_t>(characters) < width)
    text.append(width - static_cast<std::size_t>(characters), ' ');
}

std::string milliseconds(Nanos time) {
  const std::string fraction = std::to_string(time % kMillisecond);
  return std::to_string(time / kMillisecond) + "." + std::string(6 - fraction.size(), '0') +
         fraction + "ms";
}

class Describer {
 public:
  Describer(const Store& store, SayAction say) : store_(store), say_(say) {}

  // `text`: what the event's text events hold.
  std::string operator()(const Event& event, const std::string& text) const {
    const std::string a = std::to_string(event.a), b = std::to_string(event.b);
    switch (event.kind) {
      case EventKind::process_started:
        return "starts process " + a + " '" + in_line(text) + "', child of " + b;
      case EventKind::process_running:
        return "process " + a + " runs as " + b;
      case EventKind::process_ended:
        return "process " + a + " ended with exit code " +
               std::to_string(static_cast<std::int32_t>(event.b));
      case EventKind::strand_started:
        return event.a == event.strand ? "started"
                                       : "starts " + strand(static_cast<StrandId>(event.a));
      case EventKind::strand_state:
        return state(event, event.a);
      case EventKind::object_named:
        return "names object " + a + " " + object(event);
      case EventKind::source_named:
        return "names source " + a + " " + in_line(text);
      case EventKind::stands:
        return "stands before " + action(event);
      case EventKind::acquire:
      case EventKind::release:
        return action(event, payload_of(event) ? ": " + repr(payload_of(event)) : "");
      case EventKind::put:
        return action(event, ": " + items(event) + " now");
      case EventKind::get:
        return action(event, ": " + items(event) + " left");
      case EventKind::signal:
        return action(event, payload_of(event) ? ": " + repr(payload_of(event)) + " woken" : "");
      case EventKind::load:
      case EventKind::store:
        return action(event);
      case EventKind::write:
        return written(event, text);
      case EventKind::run_ended:
        return "the run ended after " + milliseconds(static_cast<Nanos>(event.b)) + ": " +
               std::string(name_of(static_cast<Outcome>(event.detail))) +
               (text.empty() ? "" : ": " + in_line(text));
      case EventKind::schedule:
        return "schedule " + in_line(text);
      case EventKind::race:
        return race(event);
      case EventKind::stuck:
        return event.detail == 0
                   ? "never goes on"
                   : "never goes on without " + strand(static_cast<StrandId>(event.a));
      case EventKind::task_started:
        return task(event) + " created" + (event.b ? " by " + task(event, event.b) : "");
      case EventKind::task_state:
        return task(event) + " " + state(event, 0);
      case EventKind::task_ended:
        return task(event) + (event.detail == 0   ? " returned"
                              : event.detail == 1 ? " raised"
                                                  : " cancelled");
      case EventKind::task_gathers:
        return task(event) + " waits for " + b + " others";
      case EventKind::job_submitted:
        return "job " + a + " submitted to " + object_in_line(process_of(event.strand), event.b);
      case EventKind::job_begun:
        return "job " + a + " of process " + b + " begun";
      case EventKind::job_ended:
        return "job " + a + " of process " + b + (event.detail == 0 ? " returned" : " raised");
      case EventKind::dropped:
        return "lost here: " + a + (event.a == 1 ? " event" : " events");
      case EventKind::text:  // part of the event before it
        break;
    }
    return {};
  }

  std::string strand(StrandId id) const {
    const std::uint32_t lane = store_.lane_of(id);
    return lane == Store::kNone ? "strand " + std::to_string(id)
                                : in_line(store_.lanes()[lane].name);
  }

 private:
  std::string object_in_line(ProcessId process, std::uint64_t object) const {
    return in_line(object_name(store_, process, static_cast<ObjectId>(object)));
  }
  std::string object(const Event& event) const {
    return object_in_line(process_of(event.strand), event.a);
  }

  std::string written(const Event& event, const std::string& text) const {
    std::string line = "write ";
    JsonWriter(line).value(text);
    return line + place(store_.action_of(event));
  }

  std::string race(const Event& event) const {
    const ToldRace race = race_of(event);
    return "data race on " + object_in_line(process_of(event.strand), race.variable) + ": " +
           std::string(name_of(race.second_verb)) + ", and " +
           std::string(name_of(race.first_verb)) + " by " + strand(race.first) + " at " +
           milliseconds(race.first_time);
  }

  // "counter = 1 at lost_update.cpp:23", with what the words leave out before the line.
  std::string action(const Event& event, const std::string& more = {}) const {
    const Action action = store_.action_of(event);
    return in_line(say_(action)) + more + place(action);
  }
  static std::string place(const Action& action) {
    const std::string text = place_text(action);
    return text.empty() ? text : " at " + in_line(text);
  }
  static std::string items(const Event& event) {
    const int count = detail_of(event);
    return (count == 255 ? "at least " : "") + std::to_string(count);
  }

  std::string task(const Event& event, std::uint64_t id) const {
    const std::uint32_t lane =
        store_.lane_of_task(process_of(event.strand), static_cast<TaskId>(id));
    return lane == Store::kNone ? "task " + std::to_string(id) : in_line(store_.lanes()[lane].name);
  }
  std::string task(const Event& event) const { return task(event, event.a); }

  std::string state(const Event& event, std::uint64_t object) const {
    const auto state = static_cast<State>(event.detail);
    std::string line(name_of(state));
    if (event.kind == EventKind::strand_state && state == State::blocked)
      line +=
          " on " + (object == 0 ? "the outside" : object_in_line(process_of(event.strand), object));
    const auto deadline = static_cast<Nanos>(event.b);
    const bool waits = state == State::blocked || state == State::sleeping;
    if (waits && deadline > 0 && deadline != kNever) line += " until " + milliseconds(deadline);
    return line;
  }

  const Store& store_;
  const SayAction say_;
};

}  // namespace

void write_text(std::ostream& out, const Store& store, SayAction say) {
  const std::vector<Event> events = store.sorted_events();
  const Describer describe(store, say);
  std::string line, text;
  for (std::size_t at = 0; at < events.size();) {
    const Event& event = events[at++];
    text.clear();
    for (; at < events.size() && events[at].kind == EventKind::text; ++at)
      append_text(text, events[at]);
    const std::string time = milliseconds(event.time);
    line.assign(time.size() < 19 ? 19 - time.size() : 0, ' ');
    line += time + " p" + std::to_string(process_of(event.strand)) + " ";
    std::string who = describe.strand(event.strand);
    pad(who, 20);
    line += who + " " + describe(event, text) + "\n";
    out << line;
  }
}

}  // namespace telar
