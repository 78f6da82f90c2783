// Script: a hand-made trace. Each call appends the events that the kernel or a primitive would
// record at `time`.
#pragma once
#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "trace/recorder.hpp"
#include "trace/store.hpp"

namespace telar {

// Words for what is done: those of people are report's.
inline std::string say_plainly(const Action& action) {
  std::string text(name_of(action.verb));
  for (const std::string& part : {std::string(action.object), repr(action.payload)})
    if (!part.empty()) text += " " + part;
  return text;
}

// What a trace tells last.
inline Event last_of(const Store& store) {
  const std::vector<Event> events = store.sorted_events();
  const auto last = std::ranges::find_if(events.rbegin(), events.rend(), [](const Event& event) {
    return event.kind != EventKind::text;
  });
  return last == events.rend() ? Event{} : *last;
}

struct Script {
  std::vector<Event> events;

  Script& add(const Event& event, std::string_view text = {}) {
    Recorder recorder(64);  // so that texts are cut as they are in a run
    recorder.record(event, text);
    recorder.drain(events);
    return *this;
  }
  Script& add(Nanos time, StrandId strand, EventKind kind, std::uint64_t a = 0, std::uint64_t b = 0,
              std::uint16_t detail = 0) {
    return add({time, strand, kind, detail, a, b});
  }

  Script& process(Nanos time, ProcessId id, std::string_view name, ProcessId parent = 0) {
    return add({time, make_strand_id(parent, 0), EventKind::process_started, 0, id, parent}, name);
  }
  Script& process_ended(Nanos time, ProcessId id, std::int64_t exitcode = 0) {
    return add(time, make_strand_id(id, 0), EventKind::process_ended, id,
               static_cast<std::uint64_t>(exitcode));
  }
  Script& strand(Nanos time, StrandId id, std::string_view name, StrandId starter = 0) {
    return add({time, starter, EventKind::strand_started, 0, id, 0}, name);
  }
  Script& state(Nanos time, StrandId strand, State state, ObjectId object = 0,
                Nanos deadline = kNever) {
    return add(time, strand, EventKind::strand_state, object, static_cast<std::uint64_t>(deadline),
               static_cast<std::uint16_t>(state));
  }
  Script& object(Nanos time, StrandId strand, ObjectId id, ObjectKind kind,
                 std::string_view name = {}) {
    return add({time, strand, EventKind::object_named, static_cast<std::uint16_t>(kind), id, 0},
               name);
  }
  Script& source(Nanos time, StrandId strand, std::uint32_t number, std::string_view file) {
    return add({time, strand, EventKind::source_named, 0, number, 0}, file);
  }
  // An operation's event; `detail` is what the kind says.
  Script& did(Nanos time, StrandId strand, EventKind kind, ObjectId object, Payload payload = {},
              std::uint8_t detail = 0, Place place = {}) {
    return add(operation_event(time, strand, kind, object, place, payload, detail));
  }
  Script& stands(Nanos time, StrandId strand, Verb verb, ObjectId object, Payload payload = {},
                 Place place = {}) {
    return did(time, strand, EventKind::stands, object, payload, detail_of(verb), place);
  }
  Script& write(Nanos time, StrandId strand, std::string_view text) {
    return add(operation_event(time, strand, EventKind::write, 1, {}, Payload::of(text.size())),
               text);
  }
  // As Python's print: the text, then its newline.
  Script& print(Nanos time, StrandId strand, std::string_view text) {
    return write(time, strand, text).write(time, strand, "\n");
  }
  Script& task(Nanos time, StrandId strand, TaskId id, std::string_view name, TaskId creator = 0) {
    return add({time, strand, EventKind::task_started, 0, id, creator}, name);
  }
  Script& task_state(Nanos time, StrandId strand, TaskId id, State state, Nanos deadline = kNever) {
    return add(time, strand, EventKind::task_state, id, static_cast<std::uint64_t>(deadline),
               static_cast<std::uint16_t>(state));
  }
  Script& task_ended(Nanos time, StrandId strand, TaskId id, std::uint16_t how = 0) {
    return add(time, strand, EventKind::task_ended, id, 0, how);
  }

  Store store() const {
    Store store;
    store.append(events);
    return store;
  }
};

}  // namespace telar
