// Links to runs: those that telar has given out replay for ever, and those that it gives out today
// are refused where a program has come to do something else.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/kernel_words.hpp"
#include "app/run_json.hpp"
#include "app/session.hpp"
#include "kernel/schedule.hpp"
#include "scenarios/library.hpp"
#include "tests/golden.hpp"

namespace telar {
namespace {

// What the command line makes of `--schedule LINK`, run to its end.
struct Followed {
  explicit Followed(std::string_view link, Language language = Language::en) {
    const Program& program = *find_program(link.substr(0, link.find('~')));
    Parameters parameters = program.defaults();
    std::optional<VirtualRun::Options> options;
    const std::pair<std::string_view, std::string_view> words[] = {{"schedule", link}};
    EXPECT_EQ(read_kernel_words(words, true, parameters, options, language), "") << link;
    session.start(program, parameters, {.language = language, .virtual_time = options});
    while (session.live()) session.poll();
  }
  std::string link() { return session.virtual_run()->schedule().text(); }
  // "steps" to "output" of its JSON.
  std::string end() {
    const std::string json = run_json(session);
    const std::size_t begin = json.find("\"steps\":");
    return json.substr(begin, json.find(",\"processes\":") - begin);
  }

  Session session;
};

// The links of the golden, each followed by a line with its end.
std::vector<std::string> golden_lines() {
  std::vector<std::string> lines(1);
  for (const char c : read_golden("links.txt")) {
    if (c != '\n')
      lines.back() += c;
    else
      lines.emplace_back();
  }
  lines.pop_back();
  return lines;
}

// A link to the same choices whose behaviour is another, in whole or at one look.
std::string changed(const std::string& link, auto change) {
  Schedule schedule;
  EXPECT_EQ(Schedule::parse(link, schedule), Schedule::Error::none);
  change(schedule.behaviour);
  return schedule.text();
}

TEST(Links, that_were_given_out_before_behaviours_replay_for_ever) {
  const auto lines = golden_lines();
  ASSERT_GT(lines.size(), 100u);
  for (std::size_t i = 0; i + 1 < lines.size(); i += 2)
    EXPECT_EQ(Followed(lines[i]).end(), lines[i + 1]) << lines[i];
}

TEST(Links, of_today_say_what_they_are_to_do_and_do_it) {
  const auto lines = golden_lines();
  for (std::size_t i = 0; i + 1 < lines.size(); i += 2) {
    const std::string link = Followed(lines[i]).link();
    EXPECT_LE(link.size(), lines[i].size() + 34) << link;
    Followed again(link);
    EXPECT_EQ(again.end(), lines[i + 1]) << link;
    EXPECT_EQ(again.link(), link);
  }
}

TEST(Links, are_the_same_in_every_language) {
  const std::string link = golden_lines()[0];
  EXPECT_EQ(Followed(link, Language::es).link(), Followed(link, Language::en).link());
}

TEST(Links, are_refused_at_the_first_step_that_differs_by_name) {
  const std::string link = Followed("lost-update~n_2~increments_1~lock_off~0~abc").link();
  const std::string other =
      changed(link, [](Behaviour& b) { b.looks[4] = b.looks[4] == '0' ? '1' : '0'; });
  Followed followed(other);
  EXPECT_EQ(outcome_name(followed.session.outcome()), "failed");
  EXPECT_EQ(followed.session.error(),
            "step 5: the schedule expects something else; here Thread-2: counter = 1");
  EXPECT_EQ(followed.session.virtual_run()->length(), 5u);
  EXPECT_EQ(Followed(other, Language::es).session.error(),
            "paso 5: la planificación espera otra cosa; aquí Thread-2: counter = 1");
}

TEST(Links, of_long_runs_are_refused_within_a_few_steps) {
  const std::string link =
      Followed("threads~n_3~seconds_5~work_cpu~gil_on~cores_2~0~b30ac6ad2b2ad").link();
  Followed followed(
      changed(link, [](Behaviour& b) { b.looks[2] = b.looks[2] == '0' ? '1' : '0'; }));
  EXPECT_EQ(followed.session.error().find("between steps 1025 and 1536 the schedule expects "
                                          "something else; at step 1536 here "),
            0u)
      << followed.session.error();
}

TEST(Links, to_a_run_that_ended_otherwise_are_refused) {
  const std::string link = Followed("lost-update~n_2~increments_1~lock_off~0~abc").link();
  const std::string longer = changed(link, [](Behaviour& b) {
    ++b.steps;
    b.looks += '0';
  });
  EXPECT_EQ(Followed(longer).session.error(),
            "step 12: the schedule expects something else; here the run is over");
  const std::string shorter = changed(link, [](Behaviour& b) { b.end = "zzzz"; });
  EXPECT_EQ(Followed(shorter).session.error().find(
                "step 11: the schedule expects something else; here MainThread: "),
            0u);
}

}  // namespace
}  // namespace telar
