#include "report/finding.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <utility>

#include "base/json.hpp"
#include "report/action_words.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

// Of each variable so many lost updates are told: the next are the same mistake.
constexpr std::size_t kMostLost = 3;

// Of a child process, its process's too.
std::string name_of(const Store& store, StrandId strand) {
  const std::uint32_t lane = store.lane_of(strand);
  if (lane == Store::kNone) return "?";
  const std::string& name = store.lanes()[lane].name;
  const ProcessId process = process_of(strand);
  return process == 0 ? name : store.processes()[process].name + " " + name;
}

// When the strand began to wait in what it waits in last.
Nanos waits_since(const Store& store, StrandId strand) {
  const std::uint32_t lane = store.lane_of(strand);
  if (lane == Store::kNone) return store.end();
  for (const auto& spans = store.lanes()[lane].spans;
       const Span& span : std::ranges::reverse_view(spans))
    if (span.state == State::blocked || span.state == State::sleeping) return span.begin;
  return store.end();
}

// Where and in what a strand waits that never goes on, as the event tells.
Finding::Place stuck_at(const Store& store, const Event& stuck) {
  Finding::Place place{.what = {}, .time = waits_since(store, stuck.strand)};
  Waiting& what = place.what;
  what.strand = stuck.strand;
  what.name = name_of(store, stuck.strand);
  if (stuck.detail != 0) what.holder = static_cast<StrandId>(stuck.a);
  const std::uint32_t lane = store.lane_of(stuck.strand);
  if (lane == Store::kNone || store.lanes()[lane].stands.empty()) return place;
  const Action action = store.action_of(store.events()[store.lanes()[lane].stands.back().event]);
  what.verb = action.verb;
  what.kind = action.kind;
  what.object = action.object;
  what.payload = action.payload;
  place.file = action.file;
  place.line = action.line;
  return place;
}

std::vector<Waiting> waiting_of(const std::vector<Finding::Place>& places) {
  std::vector<Waiting> all;
  for (const Finding::Place& place : places) all.push_back(place.what);
  return all;
}

Action action_of(const Finding::Place& place) {
  return {.verb = place.what.verb,
          .kind = place.what.kind,
          .object = place.what.object,
          .payload = place.what.payload,
          .file = place.file,
          .line = place.line};
}

void find_deadlock(const Store& store, std::vector<Finding>& findings) {
  std::vector<Finding::Place> stuck;
  Finding finding;
  const auto& events = store.events();
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i].kind != EventKind::stuck) continue;
    stuck.push_back(stuck_at(store, events[i]));
    finding.since = i + 1;
  }
  if (stuck.empty()) return;
  const auto cycle = cycle_of(waiting_of(stuck));
  finding.kind = cycle.empty() ? Finding::Kind::starved : Finding::Kind::deadlock;
  for (const std::size_t i : cycle) finding.places.push_back(stuck[i]);
  if (cycle.empty()) finding.places = std::move(stuck);
  findings.push_back(std::move(finding));
}

// An access to a variable, and the event that tells of it, if one does.
Finding::Place access_of(const Store& store, StrandId strand, Verb verb,
                         const std::string& variable, Nanos time, const Event* told) {
  Finding::Place place{.what = {}, .time = time};
  Waiting& what = place.what;
  what.strand = strand;
  what.name = name_of(store, strand);
  what.verb = verb;
  what.kind = ObjectKind::shared;
  what.object = variable;
  if (told) {
    const Action action = store.action_of(*told);
    place.file = action.file;
    place.line = action.line;
  }
  return place;
}

// The event of an access that was made at this time, before event number `before`; null if there is
// none.
const Event* told_before(const Store& store, std::size_t before, StrandId strand, ObjectId variable,
                         Nanos time) {
  const std::span<const Event> events = std::span(store.events()).first(before);
  const auto is_it = [&](const Event& event) {
    return (event.kind == EventKind::load || event.kind == EventKind::store) &&
           event.strand == strand && object_of(event) == variable && event.time == time;
  };
  const auto found = std::ranges::find_if(events.rbegin(), events.rend(), is_it);
  return found == events.rend() ? nullptr : &*found;
}

std::string object_name_of(const Store& store, StrandId strand, ObjectId variable) {
  const ObjectInfo* const object = store.object(process_of(strand), variable);
  return object ? object->name : "?";
}

// The kernel tells each pair of accesses to a variable once.
void find_races(const Store& store, std::vector<Finding>& findings) {
  const auto& events = store.events();
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i].kind != EventKind::race) continue;
    const Event& second = events[i];
    const ToldRace race = race_of(second);
    Finding finding;
    finding.kind = Finding::Kind::race;
    finding.subject = object_name_of(store, second.strand, race.variable);
    const auto access = [&](StrandId strand, Verb verb, Nanos time) {
      return access_of(store, strand, verb, finding.subject, time,
                       told_before(store, i, strand, race.variable, time));
    };
    finding.places = {access(race.first, race.first_verb, race.first_time),
                      access(second.strand, race.second_verb, second.time)};
    finding.since = i + 1;
    findings.push_back(std::move(finding));
  }
}

void find_failure(const Store& store, std::vector<Finding>& findings) {
  const RunEnd* const end = store.run_end();
  if (!end || end->outcome != Outcome::failed) return;
  Finding finding;
  finding.kind = Finding::Kind::failed;
  finding.subject = end->error;
  finding.since = store.events().size();
  findings.push_back(std::move(finding));
}

// Finds stores over a store of somebody else's that came after the strand's own load: that one is
// lost.
class LostUpdates {
 public:
  LostUpdates(const Store& store, std::vector<Finding>& findings)
      : store_(store), findings_(findings) {}

  void look() {
    const auto& events = store_.events();
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (events[i].kind == EventKind::load) {
        variable_of(events[i]).loads[events[i].strand] = i;
      } else if (events[i].kind == EventKind::store) {
        stored(i);
      }
    }
  }

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};
  struct Variable {
    std::map<StrandId, std::size_t> loads;  // the last of each strand, as an index into the events
    std::size_t stored = kNone;             // the last store
    std::size_t told = 0;
  };

  Variable& variable_of(const Event& event) {
    return variables_[{process_of(event.strand), object_of(event)}];
  }

  void stored(std::size_t index) {
    const auto& events = store_.events();
    const Event& event = events[index];
    Variable& variable = variable_of(event);
    const auto load = variable.loads.find(event.strand);
    const bool loses = load != variable.loads.end() && variable.stored != kNone &&
                       events[variable.stored].strand != event.strand &&
                       variable.stored > load->second;
    if (loses && variable.told++ < kMostLost) tell(load->second, variable.stored, index);
    if (load != variable.loads.end()) variable.loads.erase(load);
    variable.stored = index;
  }

  void tell(std::size_t load, std::size_t lost, std::size_t over) {
    const auto& events = store_.events();
    Finding finding;
    finding.kind = Finding::Kind::lost_update;
    finding.subject = object_name_of(store_, events[over].strand, object_of(events[over]));
    for (const std::size_t at : {load, lost, over})
      finding.places.push_back(access_of(store_, events[at].strand,
                                         at == load ? Verb::load : Verb::store, finding.subject,
                                         events[at].time, &events[at]));
    finding.since = over + 1;
    findings_.push_back(std::move(finding));
  }

  const Store& store_;
  std::vector<Finding>& findings_;
  std::map<std::pair<ProcessId, ObjectId>, Variable> variables_;
};

}  // namespace

std::string_view finding_name(Finding::Kind kind) {
  constexpr std::string_view kNames[] = {"deadlock", "starved", "race", "lost-update", "failed"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<Finding> findings_of(const Store& store) {
  std::vector<Finding> findings;
  find_deadlock(store, findings);
  LostUpdates(store, findings).look();
  find_races(store, findings);
  find_failure(store, findings);
  return findings;
}

std::string finding_text(const Finding& finding, Language language) {
  const auto whose = [&](std::size_t place) { return told_place(finding, place, language); };
  switch (finding.kind) {
    case Finding::Kind::deadlock:
    case Finding::Kind::starved:
      return deadlock_text(waiting_of(finding.places), language);
    case Finding::Kind::race:
      return say(language, words::race_unordered, finding.subject, whose(0), whose(1));
    case Finding::Kind::lost_update:
      return say(language, words::update_lost, finding.places[1].what.name, finding.subject,
                 finding.places[2].what.name);
    case Finding::Kind::failed:
      break;
  }
  return finding.subject;
}

std::string place_text(const Finding& finding, std::size_t place, Language language) {
  const Waiting& what = finding.places[place].what;
  switch (finding.kind) {
    case Finding::Kind::deadlock:
    case Finding::Kind::starved:
      return waiting_words(what, waiting_of(finding.places), language);
    case Finding::Kind::lost_update:
      if (place == 0) return say(language, words::loads_variable, finding.subject);
      if (place == 1) return say(language, words::stores_in_vain, finding.subject);
      return say(language, words::stores_over);
    case Finding::Kind::race:
      return access_words(action_of(finding.places[place]), language);
    case Finding::Kind::failed:
      break;
  }
  return action_text(what, language);
}

std::string told_place(const Finding& finding, std::size_t place, Language language) {
  return who_does(finding.places[place].what.name, place_text(finding, place, language), language);
}

std::vector<FindingLine> finding_lines(const Finding& finding, Language language) {
  std::vector<FindingLine> lines;
  const auto add_places = [&] {
    for (std::size_t i = 0; i < finding.places.size(); ++i)
      lines.push_back({true, told_place(finding, i, language)});
  };
  switch (finding.kind) {
    case Finding::Kind::deadlock:
      add_places();
      break;
    case Finding::Kind::starved:
      add_places();
      lines.push_back({false, say(language, words::nobody_left)});
      break;
    case Finding::Kind::lost_update:
      lines.push_back({false, finding_text(finding, language)});
      add_places();
      break;
    case Finding::Kind::race:  // its sentence quotes its places
    case Finding::Kind::failed:
      lines.push_back({false, finding_text(finding, language)});
      break;
  }
  return lines;
}

void write_findings(JsonWriter& json, std::span<const Finding> findings, Language language) {
  json.begin_array();
  for (const Finding& finding : findings) {
    json.begin_object()
        .member("kind", finding_name(finding.kind))
        .member("text", finding_text(finding, language))
        .key("lines")
        .begin_array();
    for (const Finding::Place& place : finding.places)
      write_place(json, place.what.name, action_of(place));
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace telar
