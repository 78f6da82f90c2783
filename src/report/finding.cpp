#include "report/finding.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <utility>

#include "words/words.hpp"

namespace telar {
namespace {

// Of each variable so many lost updates are told: the next are the same mistake.
constexpr std::size_t kMostLost = 3;

std::string name_of(const Store& store, StrandId strand) {
  const std::uint32_t lane = store.lane_of(strand);
  return lane == Store::kNone ? "?" : store.lanes()[lane].name;
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

void find_deadlock(const Store& store, std::span<const Waiting> waiting,
                   std::vector<Finding>& findings) {
  if (waiting.empty()) return;
  const std::vector<Waiting> all(waiting.begin(), waiting.end());
  const auto cycle = cycle_of(all);
  Finding finding;
  finding.kind = cycle.empty() ? Finding::Kind::starved : Finding::Kind::deadlock;
  finding.since = store.events().size();
  const auto add = [&](const Waiting& w) {
    finding.places.push_back({w, waits_since(store, w.strand)});
  };
  for (const std::size_t i : cycle) add(all[i]);
  if (cycle.empty()) std::ranges::for_each(all, add);
  findings.push_back(std::move(finding));
}

Waiting access_of(const Store& store, StrandId strand, Verb verb, const std::string& variable) {
  Waiting what;
  what.strand = strand;
  what.name = name_of(store, strand);
  what.verb = verb;
  what.kind = ObjectKind::shared;
  what.object = variable;
  return what;
}

void find_races(const Store& store, std::span<const Race> races, std::vector<Finding>& findings) {
  for (const Race& race : races) {
    const bool told = std::ranges::any_of(findings, [&](const Finding& f) {
      return f.kind == Finding::Kind::race && f.subject == race.variable;
    });
    if (told) continue;  // the others on one variable are the same mistake
    Finding finding;
    finding.kind = Finding::Kind::race;
    finding.subject = race.variable;
    for (const Race::Access& access : {race.first, race.second})
      finding.places.push_back(
          {access_of(store, access.strand, access.verb, race.variable), access.time});
    // In virtual time events come in order.
    finding.since = static_cast<std::uint64_t>(
        std::ranges::upper_bound(store.events(), race.second.time, {}, &Event::time) -
        store.events().begin());
    findings.push_back(std::move(finding));
  }
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
    const ObjectInfo* const object =
        store_.object(process_of(events[over].strand), object_of(events[over]));
    Finding finding;
    finding.kind = Finding::Kind::lost_update;
    finding.subject = object ? object->name : "?";
    for (const std::size_t at : {load, lost, over})
      finding.places.push_back({access_of(store_, events[at].strand,
                                          at == load ? Verb::load : Verb::store, finding.subject),
                                events[at].time});
    finding.since = over + 1;
    findings_.push_back(std::move(finding));
  }

  const Store& store_;
  std::vector<Finding>& findings_;
  std::map<std::pair<ProcessId, ObjectId>, Variable> variables_;
};

std::vector<Waiting> waiting_of(const Finding& finding) {
  std::vector<Waiting> all;
  for (const Finding::Place& place : finding.places) all.push_back(place.what);
  return all;
}

}  // namespace

std::string_view finding_name(Finding::Kind kind) {
  constexpr std::string_view kNames[] = {"deadlock", "starved", "race", "lost-update", "failed"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<Finding> findings_of(const Store& store, std::span<const Waiting> waiting,
                                 std::span<const Race> races) {
  std::vector<Finding> findings;
  find_deadlock(store, waiting, findings);
  LostUpdates(store, findings).look();
  find_races(store, races, findings);
  return findings;
}

std::string finding_text(const Finding& finding, Language language) {
  const auto whose = [&](std::size_t place) {
    return finding.places[place].what.name + " " + place_text(finding, place, language);
  };
  switch (finding.kind) {
    case Finding::Kind::deadlock:
    case Finding::Kind::starved:
      return deadlock_text(waiting_of(finding), language);
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
    case Finding::Kind::starved: {
      const std::string text = waiting_text(what, waiting_of(finding), language);
      return text.substr(std::min(what.name.size() + 1, text.size()));
    }
    case Finding::Kind::lost_update:
      if (place == 0) return say(language, words::loads_variable, finding.subject);
      if (place == 1) return say(language, words::stores_in_vain, finding.subject);
      return say(language, words::stores_over);
    case Finding::Kind::race:
    case Finding::Kind::failed:
      break;
  }
  return action_text(what, language);
}

}  // namespace telar
