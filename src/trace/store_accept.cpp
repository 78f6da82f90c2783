// What each kind of event says to the Store, and whether it makes sense.
#include <algorithm>
#include <limits>
#include <string>

#include "base/utf8.hpp"
#include "trace/event_text.hpp"
#include "trace/store.hpp"

namespace telar {
namespace {

constexpr bool fits_id(std::uint64_t id) { return id <= std::numeric_limits<std::uint32_t>::max(); }

std::string joined(std::span<const Event> text) {
  std::string bytes;
  bytes.reserve(text.size() * 16);
  for (const Event& piece : text) append_text(bytes, piece);
  return bytes;
}

// A name stands in lines that people read, and a trace may come from anybody.
std::string name_in(std::span<const Event> text) { return in_one_line(joined(text)); }

}  // namespace

bool Store::accept(const Event& event, std::span<const Event> text) {
  switch (event.kind) {
    case EventKind::process_started:
    case EventKind::process_running:
    case EventKind::process_ended:
      return accept_process(event, text);

    case EventKind::strand_started:
      return accept_strand(event, text);
    case EventKind::strand_state:
      return accept_strand_state(event);
    case EventKind::object_named:
      return accept_object(event, text);

    case EventKind::acquire:
    case EventKind::release:
    case EventKind::put:
    case EventKind::get:
    case EventKind::signal:
    case EventKind::load:
    case EventKind::store:
    case EventKind::stands:
      return accept_operation(event);

    case EventKind::write:
      return accept_write(event, text);

    case EventKind::task_started:
    case EventKind::task_state:
    case EventKind::task_ended:
    case EventKind::task_gathers:
      return accept_task(event, text);

    case EventKind::job_submitted:
    case EventKind::job_begun:
    case EventKind::job_ended:
      return accept_job(event);

    case EventKind::dropped:
      lanes_[strand(event.strand, event.time).lane].gaps.push_back(event.time);
      dropped_ += event.a;
      return true;

    case EventKind::source_named:
      return accept_source(event, text);
    case EventKind::run_ended:
      return accept_run_end(event, text);
    case EventKind::schedule:
      schedule_ = joined(text);
      return true;
    case EventKind::race:
      return accept_race(event);
    case EventKind::stuck:
      return accept_stuck(event);
    case EventKind::text:  // continues nothing
      return false;
  }
  return false;
}

bool Store::accept_process(const Event& event, std::span<const Event> text) {
  if (event.a >= kMaxProcesses) return false;
  const auto id = static_cast<ProcessId>(event.a);
  if (event.kind == EventKind::process_started) {
    if (event.b >= kMaxProcesses) return false;
    ProcessInfo& info = process(id, event.time);
    info.parent = static_cast<ProcessId>(event.b);
    info.begin = std::min(event.time, info.end);
    if (!text.empty()) info.name = name_in(text);
  } else if (event.kind == EventKind::process_running) {
    process(id, event.time).os_id = static_cast<std::int64_t>(event.b);
  } else {
    ProcessInfo& info = process(id, event.time);
    info.ended = true;
    info.end_event = next_event();
    info.end = std::max(event.time, info.begin);
    info.exitcode = static_cast<std::int32_t>(event.b);
    close_lanes(info, info.end);
  }
  return true;
}

bool Store::accept_strand(const Event& event, std::span<const Event> text) {
  if (!fits_id(event.a)) return false;
  Lane& lane = lanes_[strand(static_cast<StrandId>(event.a), event.time).lane];
  lane.parent = event.strand;
  if (!text.empty()) lane.name = name_in(text);
  if (lane.spans.empty() || event.time < lane.begin) lane.begin = std::min(event.time, lane.end);
  return true;
}

bool Store::accept_strand_state(const Event& event) {
  const bool blocked = static_cast<State>(event.detail) == State::blocked;
  if (!is_state(event.detail) || (blocked && !fits_id(event.a))) return false;
  return accept_state(strand(event.strand, event.time).lane, event,
                      blocked ? static_cast<ObjectId>(event.a) : 0);
}

// A lane's states come in order; a time that runs backwards (senseless) is taken for the latest
// known.
bool Store::accept_state(std::uint32_t index, const Event& event, ObjectId object) {
  Lane& lane = lanes_[index];
  const auto state = static_cast<State>(event.detail);
  if (lane.finished) return state == State::finished;
  Nanos time = event.time;
  if (lane.spans.empty()) {
    lane.begin = std::min(lane.begin, time);
  } else {
    Span& last = lane.spans.back();
    time = std::max(time, last.begin);
    // It is still open, or was closed on behalf of a process or run whose last events arrive only
    // now.
    last.end = std::min(last.end, time);
  }
  lane.finished = state == State::finished;
  lane.end = lane.finished ? time : open_end(lane, time);
  if (lane.finished) return true;
  if (!lane.spans.empty() && lane.spans.back().end == time && lane.spans.back().state == state &&
      lane.spans.back().object == object)
    lane.spans.back().end = lane.end;
  else
    lane.spans.push_back({time, lane.end, state, object});
  return true;
}

bool Store::accept_object(const Event& event, std::span<const Event> text) {
  if (!fits_id(event.a) || !is_object_kind(event.detail)) return false;
  ObjectInfo& object = objects_[key(process_of(event.strand), event.a)];
  object.kind = static_cast<ObjectKind>(event.detail);
  object.name = text.empty() ? std::string(name_of(object.kind)) + " " + std::to_string(event.a)
                             : name_in(text);
  return true;
}

bool Store::accept_operation(const Event& event) {
  if (payload_of(event).kind > PayloadKind::duration) return false;
  const bool stands = event.kind == EventKind::stands;
  if ((stands || event.kind == EventKind::signal) && !is_verb(detail_of(event))) return false;
  const StrandIndex& who = strand(event.strand, event.time);
  // append() puts it there.
  const std::uint32_t index = next_event();
  Lane& thread = lanes_[who.lane];
  if (stands) {
    auto place = thread.stands.end();  // at the end, if the strand's clock never runs backwards
    while (place != thread.stands.begin() && time_of(*(place - 1)) > event.time) --place;
    thread.stands.insert(place, {index});
    return true;
  }
  if (!thread.stands.empty()) {
    Stand& last = thread.stands.back();
    const Event& before = events_[last.event];
    // An update loads and perhaps stores: the last of these is what came of it.
    const bool is_part = verb_of(before) == Verb::update &&
                         (event.kind == EventKind::load || event.kind == EventKind::store);
    const bool is_it = verb_of(before) == verb_of(event) && last.did == Stand::kNotTold;
    if (object_of(before) == object_of(event) && (is_part || is_it)) last.did = index;
  }
  auto& marks = lanes_[who.running_task_lane == kNone ? who.lane : who.running_task_lane].marks;
  auto place = marks.end();
  while (place != marks.begin() && events_[*(place - 1)].time > event.time) --place;
  marks.insert(place, index);
  return true;
}

bool Store::accept_write(const Event& event, std::span<const Event> text) {
  const StrandIndex& who = strand(event.strand, event.time);
  const TaskId task = who.running_task_lane == kNone ? 0 : lanes_[who.running_task_lane].task;
  new_writes_.push_back({event.time, event.strand, task, joined(text), next_event()});
  return true;
}

bool Store::accept_source(const Event& event, std::span<const Event> text) {
  if (event.a == 0 || event.a > Place::kMostFiles) return false;
  auto& sources = process(process_of(event.strand), event.time).sources;
  if (sources.size() <= event.a) sources.resize(event.a + 1);
  sources[event.a] = name_in(text);
  return true;
}

bool Store::accept_run_end(const Event& event, std::span<const Event> text) {
  const auto elapsed = static_cast<Nanos>(event.b);
  if (!is_outcome(event.detail) || elapsed < 0 || elapsed > event.time) return false;
  run_end_ = {static_cast<Outcome>(event.detail), elapsed, joined(text)};
  end_ = std::max(end_, event.time);
  finish(elapsed);
  return true;
}

bool Store::accept_task(const Event& event, std::span<const Event> text) {
  if (!fits_id(event.a) || event.a == 0) return false;
  if (event.kind == EventKind::task_state && !is_state(event.detail)) return false;
  if (event.kind == EventKind::task_started && !fits_id(event.b)) return false;
  const std::uint32_t index = task(event);
  if (event.kind == EventKind::task_started) {
    Lane& lane = lanes_[index];
    lane.parent = static_cast<TaskId>(event.b);
    if (!text.empty()) lane.name = name_in(text);
    if (lane.spans.empty() || event.time < lane.begin) lane.begin = std::min(event.time, lane.end);
    return true;
  }
  if (event.kind == EventKind::task_gathers) {
    lanes_[index].gathers = true;
    return true;
  }
  std::uint32_t& running = strand(event.strand, event.time).running_task_lane;
  Event state = event;
  if (event.kind == EventKind::task_ended)
    state.detail = static_cast<std::uint16_t>(State::finished);
  if (static_cast<State>(state.detail) == State::running)
    running = index;
  else if (running == index)
    running = kNone;
  return accept_state(index, state, 0);
}

bool Store::accept_job(const Event& event) {
  const bool submitted = event.kind == EventKind::job_submitted;
  if (!fits_id(event.a) || (submitted ? !fits_id(event.b) : event.b >= kMaxProcesses)) return false;
  const auto owner = submitted ? process_of(event.strand) : static_cast<ProcessId>(event.b);
  const auto [place, is_new] =
      job_index_.try_emplace(key(owner, event.a), static_cast<std::uint32_t>(jobs_.size()));
  if (is_new) jobs_.push_back({.id = static_cast<std::uint32_t>(event.a), .owner = owner});
  Job& job = jobs_[place->second];
  if (submitted) {
    job.pool = static_cast<ObjectId>(event.b);
    job.submitted = event.time;
  } else if (event.kind == EventKind::job_begun) {
    job.begun = event.time;
    job.worker = event.strand;
    strand(event.strand, event.time);
  } else {
    job.ended = event.time;
    job.raised = event.detail == 1;
  }
  return true;
}

bool Store::accept_race(const Event& event) {
  const ToldRace race = race_of(event);
  if (!is_verb(event.detail >> 8) || !is_verb(detail_of(event))) return false;
  if (race.first_time < 0 || race.first_time > event.time) return false;
  strand(race.first, event.time);
  strand(event.strand, event.time);
  return true;
}

bool Store::accept_stuck(const Event& event) {
  if (event.detail > 1 || !fits_id(event.a)) return false;
  strand(event.strand, event.time);
  return true;
}

}  // namespace telar
