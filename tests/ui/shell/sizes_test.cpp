// Every screen at every size: what can be pressed is in sight, large enough for a finger and over
// nothing else.
#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "tests/ui/screen.hpp"

namespace telar::ui {
namespace {

constexpr ImVec2 kSizes[] = {{320, 480},  {390, 300},  {360, 640},  {390, 844},   {640, 360},
                             {700, 450},  {760, 500},  {820, 500},  {900, 500},   {700, 620},
                             {768, 1024}, {820, 1180}, {999, 700},  {1000, 620},  {1024, 600},
                             {1280, 540}, {1366, 650}, {1280, 820}, {1920, 1080}, {3840, 2160}};

bool overlap(const Item& a, const Item& b) {
  constexpr float kTouch = 0.5f;
  return a.x + a.width > b.x + kTouch && b.x + b.width > a.x + kTouch &&
         a.y + a.height > b.y + kTouch && b.y + b.height > a.y + kTouch;
}

// What is wrong with the items of the last frame, one line each.
std::string complaints() {
  constexpr float kLeast = 20;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const std::vector<Item>& all = items();
  std::string text;
  const auto complain = [&](const Item& item, const std::string& what) {
    text += std::string("  ") + item.name + " " + what + " at " + std::to_string(item.x) + "," +
            std::to_string(item.y) + " " + std::to_string(item.width) + "x" +
            std::to_string(item.height) + "\n";
  };
  for (const Item& item : all) {
    if (!item.enabled) continue;
    const bool inside = item.x >= 0 && item.y >= 0 && item.x + item.width <= screen.x &&
                        item.y + item.height <= screen.y;
    const bool clipped =
        item.width < item.whole_width - 0.5f || item.height < item.whole_height - 0.5f;
    if (!inside) complain(item, "is beyond the screen");
    if (clipped && !item.scrolled) complain(item, "is cut off");
    if (item.whole_width < kLeast || item.whole_height < kLeast) complain(item, "is too small");
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t k = i + 1; k < all.size(); ++k) {
      if (overlap(all[i], all[k])) complain(all[i], std::string("is over ") + all[k].name);
    }
  }
  return text;
}

struct Situation {
  const char* name;
  void (*arrange)(Screen&);
};
constexpr Situation kSituations[] = {
    {"idle", [](Screen&) {}},
    {"idle in virtual time", [](Screen& s) { s.state().kernel = KernelChoice::virtual_time; }},
    {"a notice", [](Screen& s) { s.state().notice = "n=1000: hilos va de 1 a 100. Se usa 10."; }},
    {"most parameters",
     [](Screen& s) { s.state().kernel = KernelChoice::virtual_time, s.choose("bounded-buffer"); }},
    {"a run that is over", [](Screen& s) { s.show_run(1000, false); }},
    {"a run in pause", [](Screen& s) { s.show_run(20, false); }},
    {"a run by hand", [](Screen& s) { s.show_run(20, true); }},
    {"explored",
     [](Screen& s) {
       s.show_run(1000, false), explored(s.state(), false), s.state().exploration.number = 1;
     }},
    {"exploring", [](Screen& s) {
       s.show_run(20, true), explored(s.state(), true), s.state().exploration.number = 1;
     }}};

class Sizes : public testing::TestWithParam<ImVec2> {
 protected:
  template <class Check>
  void everywhere(Check check) {
    const ImVec2 size = GetParam();
    for (const Language language : {Language::es, Language::en}) {
      for (const Situation& situation : kSituations) {
        SCOPED_TRACE(std::string(situation.name) + (language == Language::es ? ", es" : ", en"));
        Screen screen(size, language);
        situation.arrange(screen);
        screen.draw();
        check(screen);
      }
    }
  }
};

// The tabs of pages or of the place under the timeline.
std::vector<std::string> tabs() {
  std::vector<std::string> names;
  for (const Item& item : items()) {
    if (item.role == Item::Role::tab) names.push_back(item.name);
  }
  return names;
}

TEST_P(Sizes, whatever_can_be_pressed_is_in_sight_large_enough_and_over_nothing_else) {
  everywhere([](Screen& screen) {
    EXPECT_EQ(complaints(), "");
    for (const std::string& tab : tabs()) {
      SCOPED_TRACE(tab);
      if (!screen.press(tab)) continue;  // a tab of a page that has been left
      EXPECT_EQ(complaints(), "");
    }
  });
}

TEST_P(Sizes, run_and_the_timeline_can_always_be_had) {
  everywhere([](Screen& screen) {
    EXPECT_NE(screen.find("run"), nullptr);
    EXPECT_NE(screen.find("stop"), nullptr);
    if (screen.state().kernel == KernelChoice::virtual_time) {
      EXPECT_NE(screen.find("explore"), nullptr);
    }
    screen.press("panel.timeline");
    // In so little height, keys and wheel have to do for the buttons.
    const bool low = GetParam().y < 400 && GetParam().x < 520;
    if (!low) {
      EXPECT_NE(screen.find("fit"), nullptr);
    }
    if (screen.state().store == nullptr) return;
    // A process and a thread or two are in sight under the axis; the run can be walked.
    const Item* timeline = screen.find("timeline");
    ASSERT_NE(timeline, nullptr);
    EXPECT_GE(timeline->height, (low ? 22 : 26) + 30 + 24);
    EXPECT_GE(timeline->width, 200);
    const Item* scrubber = screen.find("scrubber");
    ASSERT_NE(scrubber, nullptr);
    EXPECT_GE(scrubber->width, 60);
    EXPECT_NE(screen.find("play"), nullptr);
    if (!screen.state().playback.next.empty() && screen.find("panel.timeline") != nullptr) {
      EXPECT_NE(screen.find("pick.1"), nullptr);
    }
  });
}

TEST_P(Sizes, programs_and_parameters_can_be_set) {
  Screen screen(GetParam(), Language::es);
  screen.state().kernel = KernelChoice::virtual_time;
  screen.draw();
  screen.press("panel.programs");
  int programs = 0;
  for (const Item& item : items()) programs += std::strncmp(item.name, "scenario.", 9) == 0 ? 1 : 0;
  EXPECT_GE(programs, 6);
  // The smallest scroll to the others.
  if (GetParam().y < 320) return;
  EXPECT_NE(screen.find("parameter.n"), nullptr);
  if (GetParam().x * GetParam().y < 390 * 600) return;
  for (const char* name : {"parameter.order.one-left-handed", "kernel.real", "strategy.by-hand"})
    EXPECT_NE(screen.find(name), nullptr) << name;
}

TEST_P(Sizes, an_outcome_that_is_pressed_is_seen_on_the_timeline) {
  Screen screen(GetParam(), Language::en);
  screen.show_run(1000, false);
  explored(screen.state(), false);
  screen.state().exploration.number = 1;
  screen.draw();
  ASSERT_TRUE(screen.press("outcome.1"));
  const auto shows = [](const Command& command) {
    return std::holds_alternative<command::ShowOutcome>(command);
  };
  EXPECT_EQ(std::count_if(screen.commands().begin(), screen.commands().end(), shows), 1);
  EXPECT_NE(screen.find("timeline"), nullptr);
}

TEST(Explore, a_race_is_listed_in_both_languages_and_one_that_is_pressed_is_seen_on_the_timeline) {
  for (const Language language : {Language::es, Language::en}) {
    Screen screen({1280, 1000}, language);
    screen.show_run(1000, false);
    explored(screen.state(), false);
    screen.state().exploration.number = 1;
    screen.draw();
    const Item* const race = screen.find("race.0");
    ASSERT_NE(race, nullptr);
    EXPECT_TRUE(std::string_view(race->label)
                    .starts_with(language == Language::es
                                     ? "Carrera counter: Thread-1 lee counter (demo.cpp:31)"
                                     : "Race counter: Thread-1 loads counter (demo.cpp:31)"))
        << race->label;
    ASSERT_TRUE(screen.press("race.0"));
    const auto shows = [](const Command& command) {
      return std::holds_alternative<command::ShowRace>(command);
    };
    EXPECT_EQ(std::count_if(screen.commands().begin(), screen.commands().end(), shows), 1);
  }
}

std::string size_name(const testing::TestParamInfo<ImVec2>& info) {
  return std::to_string(static_cast<int>(info.param.x)) + "x" +
         std::to_string(static_cast<int>(info.param.y));
}
INSTANTIATE_TEST_SUITE_P(Screens, Sizes, testing::ValuesIn(kSizes), size_name);

}  // namespace
}  // namespace telar::ui
