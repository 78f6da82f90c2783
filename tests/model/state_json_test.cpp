#include "model/state_json.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "tests/json_check.hpp"

namespace telar {
namespace {

bool holds(const std::string& json, std::string_view part) {
  return json.find(part) != std::string::npos;
}

TEST(StateJson, an_empty_state_is_valid_and_says_real_threads) {
  const std::string json = state_json(AppState{}, ShownStretch{});
  EXPECT_TRUE(JsonCheck::valid(json)) << json;
  EXPECT_TRUE(holds(
      json, R"("kernel":"real","strategy":"round-robin","seed":0,"cores":4,"speed":"at-once")"));
  EXPECT_TRUE(holds(json, R"("playback":{"available":false)"));
  EXPECT_TRUE(holds(json, R"("picked":null)"));
}

TEST(StateJson, a_virtual_run_tells_where_it_is_and_who_could_go_on) {
  AppState state;
  state.kernel = KernelChoice::virtual_time;
  state.settings.picker = Picker::by_hand;
  state.settings.seed = 42;
  state.speed = PlaySpeed::step_5;
  state.playback = {.available = true,
                    .step = 12,
                    .steps = 57,
                    .time = 12'000,
                    .duration = 60'000,
                    .playing = true};
  state.playback.next.push_back({3, 3, "Thread-\"1\"", "store counter = 1", true});
  state.playback.picked = 3;
  state.playback.schedule = "abba";
  const std::string json = state_json(state, ShownStretch{});
  EXPECT_TRUE(JsonCheck::valid(json)) << json;
  EXPECT_TRUE(holds(
      json, R"("kernel":"virtual","strategy":"by-hand","seed":42,"cores":4,"speed":"step-5")"));
  EXPECT_TRUE(
      holds(json, R"("step":12,"steps":57,"time_ns":12000,"duration_ns":60000,"playing":true)"));
  EXPECT_TRUE(holds(json, R"("picked":3,"schedule":"abba")"));
  EXPECT_TRUE(
      holds(json, R"("next":[{"number":3,"name":"Thread-\"1\"","action":"store counter = 1"}])"));
}

TEST(StateJson, problems_and_outcomes_are_all_there) {
  AppState state;
  state.language = Language::en;
  state.findings.push_back({.kind = Finding::Kind::failed, .subject = "one is lost", .places = {}});
  state.findings.push_back({.kind = Finding::Kind::race, .subject = "counter", .places = {{}, {}}});
  Finding::Place& place = state.findings[1].places[0];
  place.what.name = "Ann";
  place.what.verb = Verb::load;
  place.what.object = "counter";
  place.file = "src/a.cpp";
  place.line = 31;
  state.findings[1].places[1].what = {.name = "Bob", .verb = Verb::store, .object = "counter"};
  state.exploration.present = state.exploration.report.exhausted = true;
  state.exploration.report.executions = 70;
  state.exploration.report.first_failure_at = 4;
  Found found;
  found.kind = Outcome::failed;
  found.error = "counter = 1\nline";
  found.count = 20;
  found.first_at = 4;
  found.switches = 1;
  state.exploration.report.outcomes.push_back(found);
  state.exploration.schedules.push_back("aab");
  FoundRace race;
  race.race.variable = "counter";
  race.race.first = {.verb = Verb::load, .where = {"src/a.cpp", 31}};
  race.race.second = {.verb = Verb::store};
  race.first_strand = "Thread-1";
  race.second_strand = "Thread-2";
  race.count = 69;
  race.first_at = 2;
  race.switches = 1;
  state.exploration.report.races.push_back(race);
  state.exploration.race_schedules.push_back("abab");
  const std::string json = state_json(state, ShownStretch{});
  EXPECT_TRUE(JsonCheck::valid(json)) << json;
  EXPECT_TRUE(holds(
      json,
      R"("problems":[{"kind":"failed","text":"one is lost","lines":[]},{"kind":"race","text":"data race on counter: )"
      R"(\"Ann loads counter (a.cpp:31)\" and \"Bob stores counter\" are ordered by nothing",)"
      R"("lines":[{"strand":"Ann","verb":"load","file":"src/a.cpp","line":31},)"
      R"({"strand":"Bob","verb":"store","file":null,"line":null}]}])"));
  EXPECT_TRUE(holds(json, R"("exhausted":true,"executions":70,"first_failure_at":4)"));
  EXPECT_TRUE(holds(
      json,
      R"({"kind":"failed","text":"counter = 1\nline","count":20,"schedule":"aab","switches":1,"bad":true})"));
  EXPECT_TRUE(holds(
      json,
      R"("races":[{"variable":"counter","first":{"strand":"Thread-1","verb":"load","file":"src/a.cpp","line":31},)"
      R"("second":{"strand":"Thread-2","verb":"store","file":null,"line":null},"count":69,"first_at":2,)"
      R"("switches":1,"schedule":"abab"}])"));
}

TEST(StateJson, says_which_program_is_chosen_and_which_one_the_run_is_of) {
  const auto named = [](std::string name) {
    ProgramDescription description;
    description.name = std::move(name);
    return std::make_shared<const ProgramDescription>(std::move(description));
  };
  AppState state;
  state.programs = {named("threads"), named("pool")};
  state.program = state.programs[1];
  state.run_program = named("queue");
  const std::string json = state_json(state, ShownStretch{});
  EXPECT_TRUE(json.starts_with(R"({"scenario":"pool",)")) << json;
  EXPECT_TRUE(holds(json, R"("run":{"number":0,"scenario":"queue")")) << json;
}

}  // namespace
}  // namespace telar
