#include "app/findings.hpp"

#include <algorithm>
#include <map>
#include <ranges>

#include "words/words.hpp"

namespace telar {
namespace {

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

void find_deadlock(const VirtualRun& run, const Store& store, Language language,
                   std::vector<Finding>& findings) {
  if (run.kernel().outcome() != Outcome::deadlock) return;
  const auto& waiting = run.kernel().waiting();
  const auto cycle = cycle_of(waiting);
  Finding finding{cycle.empty() ? Finding::Kind::starved : Finding::Kind::deadlock,
                  deadlock_text(waiting, language),
                  {}};
  const auto add = [&](const Waiting& w) {
    // The lane says whose it is.
    const std::string text = waiting_text(w, waiting, language);
    finding.places.push_back({w.strand, waits_since(store, w.strand),
                              text.substr(std::min(w.name.size() + 1, text.size()))});
  };
  for (const std::size_t i : cycle) add(waiting[i]);
  if (cycle.empty()) std::ranges::for_each(waiting, add);
  findings.push_back(std::move(finding));
}

void find_races(const VirtualRun& run, const Store& store, Language language,
                std::vector<Finding>& findings) {
  std::vector<std::string> told;  // one of each variable: the others are the same mistake
  for (const Race& race : run.kernel().races()) {
    if (std::ranges::find(told, race.variable) != told.end()) continue;
    told.push_back(race.variable);
    const auto text = [&](const Race::Access& access) {
      Waiting w;
      w.verb = access.verb;
      w.kind = ObjectKind::shared;
      w.object = race.variable;
      return action_text(w, language);
    };
    const auto whose = [&](const Race::Access& access) {
      return name_of(store, access.strand) + " " + text(access);
    };
    findings.push_back(
        {Finding::Kind::race,
         say(language, words::race_unordered, race.variable, whose(race.first), whose(race.second)),
         {{race.first.strand, race.first.time, text(race.first)},
          {race.second.strand, race.second.time, text(race.second)}}});
  }
}

// A store over a store of somebody else's that came after its own load: that one is lost.
void find_lost_updates(const Store& store, Language language, std::vector<Finding>& findings) {
  struct Variable {
    std::map<StrandId, std::size_t> loads;  // the last of each strand, as an index into the events
    std::size_t stored = 0;
    const Event* store = nullptr;  // the last
  };
  std::map<std::pair<ProcessId, ObjectId>, Variable> variables;
  // Of each variable: the next are the same mistake.
  constexpr std::size_t kMost = 3;
  std::map<std::pair<ProcessId, ObjectId>, std::size_t> told;
  const auto& events = store.events();
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Event& e = events[i];
    if (e.kind != EventKind::load && e.kind != EventKind::store) continue;
    const ProcessId process = process_of(e.strand);
    Variable& v = variables[{process, static_cast<ObjectId>(e.a)}];
    if (e.kind == EventKind::load) {
      v.loads[e.strand] = i;
      continue;
    }
    const auto load = v.loads.find(e.strand);
    if (load != v.loads.end() && v.store && v.store->strand != e.strand &&
        v.stored > load->second && told[{process, static_cast<ObjectId>(e.a)}]++ < kMost) {
      const ObjectInfo* const object = store.object(process, static_cast<ObjectId>(e.a));
      const std::string variable = object ? object->name : "?", who = name_of(store, e.strand),
                        whose = name_of(store, v.store->strand);
      findings.push_back(
          {Finding::Kind::lost_update,
           say(language, words::update_lost, whose, variable, who),
           {{e.strand, events[load->second].time, say(language, words::loads_variable, variable)},
            {v.store->strand, v.store->time, say(language, words::stores_in_vain, variable)},
            {e.strand, e.time, say(language, words::stores_over)}}});
    }
    v.loads.erase(e.strand);
    v.stored = i;
    v.store = &e;
  }
}

}  // namespace

std::vector<Finding> findings_of(const VirtualRun& run, const Store& store, Language language) {
  std::vector<Finding> findings;
  find_deadlock(run, store, language, findings);
  find_lost_updates(store, language, findings);
  find_races(run, store, language, findings);
  return findings;
}

}  // namespace telar
