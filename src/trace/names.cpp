#include "trace/names.hpp"

#include <iterator>

namespace telar {

std::string_view name_of(State state) {
  constexpr std::string_view kNames[] = {"ready", "running", "sleeping", "blocked", "finished"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(State::finished) + 1);
  const auto index = static_cast<std::size_t>(state);
  return index < std::size(kNames) ? kNames[index] : std::string_view();
}

std::string_view name_of(ObjectKind kind) {
  constexpr std::string_view kNames[] = {
      "object",  "lock",   "rlock",   "condition",        "semaphore", "event",
      "barrier", "queue",  "thread",  "process",          "pipe",      "pool",
      "loop",    "future", "console", "interpreter lock", "core",      "variable",
  };
  static_assert(std::size(kNames) == static_cast<std::size_t>(ObjectKind::shared) + 1);
  const auto index = static_cast<std::size_t>(kind);
  return index < std::size(kNames) ? kNames[index] : std::string_view();
}

std::string_view name_of(EventKind kind) {
  switch (kind) {
    case EventKind::process_started:
      return "process_started";
    case EventKind::process_running:
      return "process_running";
    case EventKind::process_ended:
      return "process_ended";
    case EventKind::strand_started:
      return "strand_started";
    case EventKind::strand_state:
      return "strand_state";
    case EventKind::object_named:
      return "object_named";
    case EventKind::wait:
      return "wait";
    case EventKind::acquire:
      return "acquire";
    case EventKind::release:
      return "release";
    case EventKind::put:
      return "put";
    case EventKind::get:
      return "get";
    case EventKind::signal:
      return "signal";
    case EventKind::send:
      return "send";
    case EventKind::receive:
      return "receive";
    case EventKind::write:
      return "write";
    case EventKind::load:
      return "load";
    case EventKind::store:
      return "store";
    case EventKind::task_started:
      return "task_started";
    case EventKind::task_state:
      return "task_state";
    case EventKind::task_ended:
      return "task_ended";
    case EventKind::task_gathers:
      return "task_gathers";
    case EventKind::job_submitted:
      return "job_submitted";
    case EventKind::job_begun:
      return "job_begun";
    case EventKind::job_ended:
      return "job_ended";
    case EventKind::text:
      return "text";
    case EventKind::dropped:
      return "dropped";
  }
  return {};
}

std::string_view name_of(Verb verb) {
  constexpr std::string_view kNames[] = {"step",  "acquire", "release", "put",     "get",
                                         "wait",  "notify",  "set",     "clear",   "start",
                                         "join",  "write",   "sleep",   "compute", "load",
                                         "store", "update",  "look",    "resume",  "arrive"};
  return kNames[static_cast<std::size_t>(verb)];
}

std::string object_name(const Store& store, ProcessId process, ObjectId object) {
  const std::string number = " " + std::to_string(object);
  const ObjectInfo* const info = store.object(process, object);
  if (!info) return "object" + number;
  std::string kind(name_of(info->kind));
  if (info->name == kind + number) return info->name;
  return kind + " '" + info->name + "'";
}

}  // namespace telar
