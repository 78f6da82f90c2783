#include "ui/state_json.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/json_check.hpp"

namespace telar::ui {
namespace {

bool holds(const std::string& json, std::string_view part) {
  return json.find(part) != std::string::npos;
}

TEST(StateJson, an_empty_state_is_valid_and_says_real_threads) {
  const std::string json = state_json(AppState{}, TimeView{});
  EXPECT_TRUE(JsonCheck::valid(json)) << json;
  EXPECT_TRUE(holds(
      json, R"("kernel":"real","strategy":"round-robin","seed":0,"cores":4,"speed":"at-once")"));
  EXPECT_TRUE(holds(json, R"("playback":{"available":false)"));
  EXPECT_TRUE(holds(json, R"("picked":null)"));
}

TEST(StateJson, a_virtual_run_tells_where_it_is_and_who_could_go_on) {
  AppState state;
  state.kernel = KernelChoice::virtual_time;
  state.strategy = StrategyChoice::by_hand;
  state.seed = 42;
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
  const std::string json = state_json(state, TimeView{});
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
  state.problems.push_back({Problem::Kind::lost_update, "one is lost", {{1, 5, "store"}}});
  state.exploration.present = state.exploration.exhausted = true;
  state.exploration.executions = 70;
  state.exploration.first_failure_at = 4;
  state.exploration.outcomes.push_back({"failed", "counter = 1\nline", 20, 4, 1, "aab", true});
  const std::string json = state_json(state, TimeView{});
  EXPECT_TRUE(JsonCheck::valid(json)) << json;
  EXPECT_TRUE(holds(json, R"("problems":[{"kind":"lost-update","text":"one is lost"}])"));
  EXPECT_TRUE(holds(json, R"("exhausted":true,"executions":70,"first_failure_at":4)"));
  EXPECT_TRUE(holds(
      json,
      R"({"kind":"failed","text":"counter = 1\nline","count":20,"schedule":"aab","switches":1,"bad":true})"));
}

}  // namespace
}  // namespace telar::ui
