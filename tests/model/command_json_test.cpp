#include "model/command_json.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/json_check.hpp"

namespace telar {
namespace {

SharedDescription program(std::string name) {
  ProgramDescription description;
  description.name = std::move(name);
  ParameterSpec n, seconds, work;
  n.name = "n";
  n.default_value = 2;
  n.minimum = 1;
  n.maximum = 9;
  seconds.name = "seconds";
  seconds.kind = ParameterSpec::Kind::real;
  seconds.default_value = 0.5;
  seconds.maximum = 5;
  work.name = "work";
  work.kind = ParameterSpec::Kind::choice;
  work.choices = {"sleep", "cpu"};
  description.parameters = {n, seconds, work};
  return std::make_shared<const ProgramDescription>(std::move(description));
}

AppState state_with_programs() {
  static const std::vector<SharedDescription> all = {program("threads"), program("pool")};
  AppState state;
  state.programs = all;
  state.program = all.front();
  state.parameters = {7, 1.5, 1};
  state.language = Language::en;
  return state;
}

// What it says of bad input; empty if it was good.
std::string refused(std::string_view json, Language language = Language::en) {
  AppState state = state_with_programs();
  state.language = language;
  Command command = command::Seek{77};
  const std::string error = read_command(json, state, command);
  if (!error.empty()) {
    EXPECT_TRUE(std::holds_alternative<command::Seek>(command)) << "it is as it was";
    EXPECT_EQ(error.find('\n'), error.npos) << error;
  }
  return error;
}
Command read_well(std::string_view json) {
  Command command;
  EXPECT_EQ(read_command(json, state_with_programs(), command), "") << json;
  return command;
}

TEST(CommandJson, every_command_comes_back_as_it_was_written) {
  const AppState state = state_with_programs();
  const std::vector<Command> all = {command::Run{state.programs[1], {4, 0.25, 0}},
                                    command::Stop{},
                                    command::Choose{state.programs[1]},
                                    command::SetParameter{2, 1},
                                    command::SetLanguage{Language::en},
                                    command::SetTheme{ThemeChoice::dark},
                                    command::DismissNotice{},
                                    command::SetKernel{KernelChoice::virtual_time},
                                    command::SetPicker{Picker::by_hand},
                                    command::SetSeed{VirtualSettings::kMostSeed},
                                    command::SetCores{16},
                                    command::SetSpeed{PlaySpeed::time_10},
                                    command::Play{true},
                                    command::Seek{1'000'000},
                                    command::Pick{3},
                                    command::Undo{},
                                    command::Explore{},
                                    command::StopExploring{},
                                    command::ShowOutcome{5},
                                    command::ShowRace{6},
                                    command::CopyLink{}};
  ASSERT_EQ(all.size(), std::variant_size_v<Command>);
  for (std::size_t i = 0; i < all.size(); ++i) {
    ASSERT_EQ(all[i].index(), i) << "each once";
    const std::string json = command_json(all[i], state);
    EXPECT_TRUE(JsonCheck::valid(json)) << json;
    const Command again = read_well(json);
    EXPECT_EQ(again.index(), i) << json;
    EXPECT_EQ(command_json(again, state), json);
  }
}

TEST(CommandJson, a_run_takes_from_the_form_what_it_does_not_say) {
  const auto run = [](std::string_view json) { return std::get<command::Run>(read_well(json)); };
  EXPECT_EQ(run(R"({"command":"run"})").program->name, "threads");
  EXPECT_EQ(run(R"({"command":"run"})").parameters, (std::vector<double>{7, 1.5, 1}));
  EXPECT_EQ(run(R"({"command":"run","parameters":{"work":"sleep","n":3}})").parameters,
            (std::vector<double>{3, 1.5, 0}));
  const auto other = run(R"({"command":"run","scenario":"pool","parameters":{"n":3}})");
  EXPECT_EQ(other.program->name, "pool");
  EXPECT_EQ(other.parameters, (std::vector<double>{3, 0.5, 0})) << "its own defaults";
}

TEST(CommandJson, bad_input_is_one_line_that_says_what_is_allowed) {
  EXPECT_EQ(refused("{"), "this is not JSON: byte 2 does not belong there");
  EXPECT_TRUE(refused("[]").starts_with("no command is said, \"command\": run, stop"));
  EXPECT_TRUE(refused(R"({"command":1})").starts_with("no command is said"));
  EXPECT_TRUE(
      refused(R"({"command":"fly"})").starts_with("there is no command 'fly'; there are run, "));
  EXPECT_EQ(refused(R"({"command":"seek"})"), "the command 'seek' lacks step");
  EXPECT_EQ(refused(R"({"command":"seek","step":"3"})"), "step cannot be '3': it must be a number");
  EXPECT_EQ(refused(R"({"command":"set-cores","cores":17})"),
            "cores cannot be '17': it must be a whole number from 1 to 16");
  EXPECT_EQ(refused(R"({"command":"set-cores","cores":1.5})"),
            "cores cannot be '1.5': it must be a whole number from 1 to 16");
  EXPECT_EQ(refused(R"({"command":"set-strategy","strategy":"best"})"),
            "strategy cannot be 'best': it must be round-robin, random, pct or by-hand");
  EXPECT_EQ(refused(R"({"command":"choose","scenario":"x"})"),
            "scenario cannot be 'x': it must be threads or pool");
  EXPECT_EQ(refused(R"({"command":"set-parameter","name":"m","value":1})"),
            "threads has no parameter 'm'; it has n, seconds, work");
  EXPECT_EQ(refused(R"({"command":"set-parameter","name":"n"})"),
            "the command 'set-parameter' lacks value");
  EXPECT_EQ(refused(R"({"command":"run","parameters":{"n":10}})"),
            "n cannot be '10': it must be a whole number from 1 to 9");
  EXPECT_EQ(refused(R"({"command":"run","parameters":{"work":true}})"),
            "work cannot be 'true': it must be sleep or cpu");
  EXPECT_EQ(refused(R"({"command":"play","playing":1})", Language::es),
            "playing no puede ser '1': tiene que ser true o false");
}

}  // namespace
}  // namespace telar
