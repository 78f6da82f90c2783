#include "report/trace_text.hpp"

#include <algorithm>
#include <ostream>
#include <string>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "report/action_words.hpp"
#include "report/outcome_words.hpp"
#include "report/state_words.hpp"
#include "trace/event_text.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

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

const Word& kind_named(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::none:
      return words::named_object;
    case ObjectKind::lock:
      return words::named_lock;
    case ObjectKind::rlock:
      return words::named_rlock;
    case ObjectKind::condition:
      return words::named_condition;
    case ObjectKind::semaphore:
      return words::named_semaphore;
    case ObjectKind::event:
      return words::named_event;
    case ObjectKind::barrier:
      return words::named_barrier;
    case ObjectKind::queue:
      return words::named_queue;
    case ObjectKind::thread:
      return words::named_thread;
    case ObjectKind::process:
      return words::named_process;
    case ObjectKind::pipe:
      return words::named_pipe;
    case ObjectKind::pool:
      return words::named_pool;
    case ObjectKind::loop:
      return words::named_loop;
    case ObjectKind::console:
      return words::named_console;
    case ObjectKind::interpreter_lock:
      return words::named_interpreter_lock;
    case ObjectKind::shared:
      return words::named_variable;
  }
  return words::named_object;
}

const Word& access_named(Verb verb) {
  switch (verb) {
    case Verb::load:
      return words::access_load;
    case Verb::store:
      return words::access_store;
    case Verb::add:
      return words::access_add;
    default:
      return words::access_update;
  }
}

class Describer {
 public:
  Describer(const Store& store, Language language) : store_(store), language_(language) {}

  // `text`: what the event's text events hold.
  std::string operator()(const Event& event, const std::string& text) const {
    switch (event.kind) {
      case EventKind::process_started:
        return told(words::event_process_started, event.a, in_one_line(text), event.b);
      case EventKind::process_running:
        return told(words::event_process_running, event.a, event.b);
      case EventKind::process_ended:
        return told(words::event_process_ended, event.a, static_cast<std::int32_t>(event.b));
      case EventKind::strand_started:
        return event.a == event.strand
                   ? word(words::event_strand_begins)
                   : told(words::event_starts, strand(static_cast<StrandId>(event.a)));
      case EventKind::strand_state:
        return state(event, event.a);
      case EventKind::object_named:
        return told(words::event_names_object, event.a, object(event, event.a));
      case EventKind::source_named:
        return told(words::event_names_source, event.a, in_one_line(text));
      case EventKind::run_ended:
        return run_ended(event, text);
      case EventKind::schedule:
        return told(words::event_schedule, in_one_line(text));
      case EventKind::race:
        return race(event);
      case EventKind::stuck:
        return event.detail == 0
                   ? word(words::event_stuck)
                   : told(words::event_stuck_without, strand(static_cast<StrandId>(event.a)));
      case EventKind::job_submitted:
        return told(words::event_job_submitted, event.a, object(event, event.b));
      case EventKind::job_begun:
        return told(words::event_job_begun, event.a, event.b);
      case EventKind::job_ended:
        return event.detail == 0 ? told(words::event_job_returned, event.a, event.b)
                                 : told(words::event_job_raised, event.a, event.b);
      case EventKind::dropped:
        return event.a == 1 ? word(words::event_one_lost) : told(words::event_some_lost, event.a);
      case EventKind::task_started:
      case EventKind::task_state:
      case EventKind::task_ended:
      case EventKind::task_gathers:
        return of_task(event);
      case EventKind::text:  // part of the event before it
        return {};
      default:
        return of_operation(event, text);
    }
  }

  std::string strand(StrandId id) const {
    const std::uint32_t lane = store_.lane_of(id);
    return lane == Store::kNone ? told(words::event_strand, id) : store_.lanes()[lane].name;
  }

 private:
  template <class... A>
  std::string told(CheckedPhrase<std::type_identity_t<A>...> phrase, const A&... arguments) const {
    return say(language_, phrase, arguments...);
  }
  std::string word(const Word& word) const { return std::string(word.in(language_)); }

  // "queue 'requests'", "lock 1".
  std::string object(const Event& event, std::uint64_t id) const {
    const ObjectInfo* const info =
        store_.object(process_of(event.strand), static_cast<ObjectId>(id));
    const std::string kind = word(kind_named(info ? info->kind : ObjectKind::none));
    // What has no name is called by its number.
    if (!info || info->name == std::string(name_of(info->kind)) + " " + std::to_string(id))
      return kind + " " + std::to_string(id);
    return kind + " '" + info->name + "'";
  }

  // What an operation did, or is about to do, with its line.
  std::string of_operation(const Event& event, const std::string& text) const {
    const Action action = store_.action_of(event);
    std::string done = in_one_line(action_words(action, language_, Wording::full));
    switch (event.kind) {
      case EventKind::stands:
        done = told(words::event_stands, done);
        break;
      case EventKind::acquire:
      case EventKind::release:
        if (payload_of(event)) done = told(words::event_value_now, done, repr(payload_of(event)));
        break;
      case EventKind::put:
        done = told(words::event_items_now, done, items(event));
        break;
      case EventKind::get:
        done = told(words::event_items_left, done, items(event));
        break;
      case EventKind::signal:
        if (payload_of(event)) done = told(words::event_woken, done, repr(payload_of(event)));
        break;
      case EventKind::write: {
        std::string quoted;
        JsonWriter(quoted).value(text);
        done = told(words::event_writes, quoted);
        break;
      }
      default:  // a load or a store, which says its value itself
        break;
    }
    const std::string place = place_text(action);
    return place.empty() ? done : told(words::event_at, done, place);
  }

  std::string items(const Event& event) const {
    const int count = detail_of(event);
    return count == 255 ? told(words::event_at_least, count) : std::to_string(count);
  }

  std::string run_ended(const Event& event, const std::string& text) const {
    const std::string line = told(words::event_run_ended, milliseconds(static_cast<Nanos>(event.b)),
                                  word(kOutcomes[static_cast<Outcome>(event.detail)].said));
    return text.empty() ? line : line + ": " + in_one_line(text);
  }

  std::string race(const Event& event) const {
    const ToldRace race = race_of(event);
    return told(words::event_race, object(event, race.variable),
                word(access_named(race.second_verb)), word(access_named(race.first_verb)),
                strand(race.first), milliseconds(race.first_time));
  }

  std::string of_task(const Event& event) const {
    const std::string name = task(event, event.a);
    if (event.kind == EventKind::task_started)
      return event.b ? told(words::event_task_created_by, name, task(event, event.b))
                     : told(words::event_task_created, name);
    if (event.kind == EventKind::task_state) return name + " " + state(event, 0);
    if (event.kind == EventKind::task_gathers)
      return told(words::event_task_gathers, name, event.b);
    if (event.detail == 0) return told(words::event_task_returned, name);
    return event.detail == 1 ? told(words::event_task_raised, name)
                             : told(words::event_task_cancelled, name);
  }

  std::string task(const Event& event, std::uint64_t id) const {
    const std::uint32_t lane =
        store_.lane_of_task(process_of(event.strand), static_cast<TaskId>(id));
    return lane == Store::kNone ? told(words::event_task, id) : store_.lanes()[lane].name;
  }

  std::string state(const Event& event, std::uint64_t object_id) const {
    const auto state = static_cast<State>(event.detail);
    std::string line = word(state_words(state));
    if (event.kind == EventKind::strand_state && state == State::blocked)
      line = told(words::event_blocked_on,
                  object_id == 0 ? word(words::the_outside) : object(event, object_id));
    const auto deadline = static_cast<Nanos>(event.b);
    const bool waits = state == State::blocked || state == State::sleeping;
    return waits && deadline > 0 && deadline != kNever
               ? told(words::event_until, line, milliseconds(deadline))
               : line;
  }

  const Store& store_;
  const Language language_;
};

}  // namespace

void write_text(std::ostream& out, const Store& store, Language language) {
  const std::vector<Event> events = store.sorted_events();
  const Describer describe(store, language);
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
