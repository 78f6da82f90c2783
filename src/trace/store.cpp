#include "trace/store.hpp"

#include <algorithm>

namespace telar {
namespace {

// Later times are senseless (36 years); sums of a few fit below kNever.
constexpr Nanos kLatest = Nanos{1} << 60;

bool takes_text(EventKind kind) {
  switch (kind) {
    case EventKind::process_started:
    case EventKind::strand_started:
    case EventKind::object_named:
    case EventKind::write:
    case EventKind::task_started:
    case EventKind::source_named:
    case EventKind::run_ended:
    case EventKind::schedule:
      return true;
    default:
      return false;
  }
}

}  // namespace

void Store::append(std::span<const Event> events) {
  if (events.empty()) return;
  ++revision_;
  for (std::size_t at = 0; at < events.size();) {
    const Event& event = events[at];
    std::size_t next = at + 1;
    if (takes_text(event.kind))
      while (next < events.size() && events[next].kind == EventKind::text &&
             events[next].detail <= 16 && events[next].strand == event.strand &&
             events[next].time == event.time)
        ++next;
    if (event.time >= 0 && event.time <= kLatest &&
        accept(event, events.subspan(at + 1, next - at - 1))) {
      end_ = std::max(end_, event.time);
      events_.insert(events_.end(), events.begin() + static_cast<std::ptrdiff_t>(at),
                     events.begin() + static_cast<std::ptrdiff_t>(next));
    } else {
      rejected_ += next - at;
    }
    at = next;
  }
  merge_writes();
}

ProcessInfo& Store::process(ProcessId id, Nanos time) {
  while (processes_.size() <= id) {
    const auto next = static_cast<ProcessId>(processes_.size());
    processes_.push_back({.id = next, .name = "Process " + std::to_string(next)});
  }
  ProcessInfo& info = processes_[id];
  if (!info.known) {
    info.known = true;
    info.event = next_event();
    info.begin = time;
    if (finish_) info.end = std::max(*finish_, time);
  }
  return info;
}

Store::StrandIndex& Store::strand(StrandId id, Nanos time) {
  const auto [place, is_new] = strands_.try_emplace(id, StrandIndex{kNone, kNone});
  if (is_new)
    place->second.lane = add_lane({.kind = Lane::Kind::thread,
                                   .process = process_of(id),
                                   .strand = id,
                                   .parent = id,
                                   .name = "Thread " + std::to_string(number_of(id)),
                                   .begin = time});
  return place->second;
}

std::uint32_t Store::task(const Event& event) {
  const auto [place, is_new] = tasks_.try_emplace(key(process_of(event.strand), event.a), kNone);
  if (is_new)
    place->second = add_lane({.kind = Lane::Kind::task,
                              .process = process_of(event.strand),
                              .strand = event.strand,
                              .task = static_cast<TaskId>(event.a),
                              .name = "Task " + std::to_string(event.a),
                              .begin = event.time});
  return place->second;
}

std::uint32_t Store::add_lane(Lane lane) {
  const auto index = static_cast<std::uint32_t>(lanes_.size());
  auto& shown = process(lane.process, lane.begin).lanes;
  lane.event = next_event();
  lane.end = open_end(lane, lane.begin);
  // Display order: each thread, then its tasks. New ones nearly always go last.
  const auto before = [this](const Lane& a, std::uint32_t b) {
    const Lane& other = lanes_[b];
    return a.strand != other.strand ? a.strand < other.strand : a.task < other.task;
  };
  if (shown.empty() || !before(lane, shown.back()))
    shown.push_back(index);
  else
    shown.insert(std::upper_bound(shown.begin(), shown.end(), lane, before), index);
  lanes_.push_back(std::move(lane));
  return index;
}

// When a lane that begins a state at `time` and never leaves it ends, as far as is known.
Nanos Store::open_end(const Lane& lane, Nanos time) const {
  const ProcessInfo& info = processes_[lane.process];
  if (info.ended) return std::max(info.end, time);
  return finish_ ? std::max(*finish_, time) : kNever;
}

void Store::close_lanes(ProcessInfo& process, Nanos time) {
  for (const std::uint32_t index : process.lanes) {
    Lane& lane = lanes_[index];
    if (lane.finished) continue;
    lane.end = std::max(time, lane.spans.empty() ? lane.begin : lane.spans.back().begin);
    if (!lane.spans.empty()) lane.spans.back().end = lane.end;
  }
}

void Store::finish(Nanos time) {
  ++revision_;
  elapsed_ = std::min(time, kLatest);
  end_ = std::max(end_, *elapsed_);
  finish_ = end_;
  for (ProcessInfo& process : processes_) {
    if (process.ended || !process.known) continue;
    process.end = std::max(end_, process.begin);
    close_lanes(process, process.end);
  }
}

void Store::clear() {
  const std::uint64_t revision = revision_;
  *this = Store();
  revision_ = revision + 1;
}

bool Store::finished() const { return finish_ || (!processes_.empty() && processes_[0].ended); }

const ObjectInfo* Store::object(ProcessId process, ObjectId object) const {
  const auto found = objects_.find(key(process, object));
  return found == objects_.end() ? nullptr : &found->second;
}

std::uint32_t Store::lane_of(StrandId strand) const {
  const auto found = strands_.find(strand);
  return found == strands_.end() ? kNone : found->second.lane;
}

std::uint32_t Store::lane_of_task(ProcessId process, TaskId task) const {
  const auto found = tasks_.find(key(process, task));
  return found == tasks_.end() ? kNone : found->second;
}

std::vector<Event> Store::sorted_events() const {
  std::vector<Event> sorted = events_;
  std::ranges::stable_sort(sorted, {}, &Event::time);
  return sorted;
}

}  // namespace telar
