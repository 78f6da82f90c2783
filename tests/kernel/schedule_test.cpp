#include "kernel/schedule.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/rng.hpp"

namespace telar {
namespace {

using Choices = std::vector<std::uint32_t>;

Behaviour behaviour_of_seven_steps() {
  BehaviourHash hash;
  hash.begin();
  for (std::uint32_t i = 0; i < 7; ++i) {
    hash.add(i % 2, Verb::load, 1);
    hash.end_step();
  }
  return hash.behaviour(true);
}

Schedule schedule_of(Choices choices) {
  return {"lost-update",
          {{"threads", "2"}, {"seconds", "0.5"}, {"order", "one-left-handed"}},
          behaviour_of_seven_steps(),
          std::move(choices)};
}

// Its choices as they come back from a text.
Choices read(const std::string& choices) {
  Schedule to;
  EXPECT_EQ(Schedule::parse("p~0~" + choices, to), Schedule::Error::none) << choices;
  return to.choices;
}

TEST(Schedule, reads_as_it_is_written) {
  const Schedule schedule = schedule_of({0, 1, 1, 0, 0, 0, 1});
  EXPECT_EQ(schedule.text(),
            "lost-update~threads_2~seconds_0.5~order_one-left-handed~w7.dzkkt18np91-6bk~ab2a3b");
  Schedule to;
  ASSERT_EQ(Schedule::parse(schedule.text(), to), Schedule::Error::none);
  EXPECT_EQ(to.program, schedule.program);
  EXPECT_EQ(to.parameters, schedule.parameters);
  EXPECT_EQ(to.behaviour, schedule.behaviour);
  EXPECT_EQ(to.choices, schedule.choices);
}

TEST(Schedule, counts_what_is_repeated_and_names_strands_beyond_the_letters_by_number) {
  EXPECT_EQ(choices_text(Choices{}), "");
  EXPECT_EQ(choices_text(Choices{0}), "a");
  EXPECT_EQ(choices_text(Choices(1000, 25)), "z1000");
  EXPECT_EQ(choices_text(Choices{26, 51, 52, 52, 52, 53, 9999, 0}), "AZ_52_3_53__9999_a");
  EXPECT_EQ(read("AZ_52_3_53__9999_a"), (Choices{26, 51, 52, 52, 52, 53, 9999, 0}));
  EXPECT_EQ(read("a1b2a1"), (Choices{0, 1, 1, 0})) << "a 1 that need not be there";
}

TEST(Schedule, survives_its_text_whatever_its_choices) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    Schedule schedule = schedule_of({});
    const std::uint32_t strands = 1 + rng.below(seed % 4 == 0 ? 20'000 : seed % 4 == 1 ? 60 : 4);
    for (std::uint32_t i = rng.below(50); i > 0; --i)
      schedule.choices.insert(schedule.choices.end(), 1 + (rng.below(2) ? 0 : rng.below(120)),
                              rng.below(strands));
    if (seed % 3 == 0) schedule.parameters.clear();
    const std::string text = schedule.text();
    EXPECT_TRUE(std::ranges::all_of(text, [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
             c == '-' || c == '.' || c == '_' || c == '~';
    })) << text;
    Schedule to = schedule_of({7});  // what was there before does not stay
    ASSERT_EQ(Schedule::parse(text, to), Schedule::Error::none) << text;
    EXPECT_EQ(to.choices, schedule.choices);
    EXPECT_EQ(to.parameters, schedule.parameters);
    EXPECT_EQ(to.text(), text);
  }
}

TEST(Schedule, that_was_cut_or_changed_on_the_way_is_refused) {
  const std::string text = schedule_of({0, 1, 1, 0, 0, 0, 1}).text();
  Schedule to;
  for (std::size_t length = 0; length < text.size(); ++length)
    EXPECT_NE(Schedule::parse(text.substr(0, length), to), Schedule::Error::none)
        << text.substr(0, length);
  for (const auto& [from, with] : {std::pair("threads_2", "threads_3"),
                                   {"~seconds_0.5", ""},
                                   {"ab2a3b", "ab2a3c"},
                                   {"ab2a3b", ""}}) {
    std::string changed = text;
    changed.replace(changed.find(from), std::string_view(from).size(), with);
    EXPECT_NE(Schedule::parse(changed, to), Schedule::Error::none) << changed;
  }
}

TEST(Schedule, of_somebodys_own_needs_no_check) {
  Schedule to;
  EXPECT_EQ(Schedule::parse("p~n_2~0~ab2", to), Schedule::Error::none);
  EXPECT_FALSE(to.behaviour.known());
  EXPECT_EQ(to.choices, (Choices{0, 1, 1}));
}

TEST(Schedule, refuses_a_bad_text_with_one_line) {
  const std::vector<std::string> bad = {"",
                                        "a",
                                        "a~b",
                                        "~~",
                                        "~0~a",
                                        "p~~a",
                                        "p~0~1",
                                        "p~0~ab1c0",
                                        "p~0~a0",
                                        "p~0~_",
                                        "p~0~__",
                                        "p~0~_5",
                                        "p~0~_5a",
                                        "p~0~_x_",
                                        "p~0~a-1",
                                        "p~0~a 1",
                                        "p~0~a,b",
                                        "p~0~\xc3\xa1",
                                        "p~0~a99999999999",
                                        "p~0~a20000001",
                                        "p~0~a4294967295",
                                        "p~0~_4294967296_",
                                        "p~0~_-1_",
                                        "p~n~0~a",
                                        "p~_2~0~a",
                                        "p~n 2~0~a",
                                        "p~n_2~0~a~",
                                        "p~n_2~0 ~a",
                                        "p q~0~a",
                                        "p~n_2\n~0~a",
                                        "p~0~a10000000b10000001",
                                        std::string("p~0~a\0b", 7)};
  for (const std::string& text : bad) {
    Schedule to;
    EXPECT_NE(Schedule::parse(text, to), Schedule::Error::none) << "\"" << text << "\"";
  }
}

TEST(Schedule, no_text_whatever_makes_it_crash) {
  constexpr std::string_view kLetters = "abZ_019~-.n \xc3";
  for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
    Rng rng(seed);
    std::string text = seed % 2 ? "p~0~" : "";
    for (std::uint32_t i = rng.below(12); i > 0; --i)
      text += kLetters[rng.below(static_cast<std::uint32_t>(kLetters.size()))];
    Schedule to, again;
    if (Schedule::parse(text, to) != Schedule::Error::none) continue;
    ASSERT_EQ(Schedule::parse(to.text(), again), Schedule::Error::none) << text;
    EXPECT_EQ(again.choices, to.choices) << text;
  }
}

TEST(Schedule, of_a_link_of_old_says_nothing_of_the_behaviour) {
  Schedule to;
  for (const char* text : {"lost-update~n_2~increments_1~lock_off~fc9a62f9-pgb~acb",
                           "lost-update~n_2~increments_1~lock_off~fc9a62f9~acb"}) {
    ASSERT_EQ(Schedule::parse(text, to), Schedule::Error::none) << text;
    EXPECT_FALSE(to.behaviour.known());
    EXPECT_EQ(to.choices, (Choices{0, 2, 1}));
  }
  EXPECT_EQ(Schedule::parse("lost-update~n_2~increments_1~lock_off~fc9a62f9-pgc~acb", to),
            Schedule::Error::changed);
}

TEST(Schedule, what_comes_again_and_again_is_written_once) {
  std::vector<std::uint32_t> choices{0};
  for (int i = 0; i < 10'000; ++i)
    for (const std::uint32_t strand : {1u, 2u, 2u, 60u}) choices.push_back(strand);
  EXPECT_EQ(choices_text(choices), "a.bc2_60_.10000");
  Schedule schedule, read;
  schedule.program = "p";
  schedule.choices = choices;
  EXPECT_EQ(Schedule::parse(schedule.text(), read), Schedule::Error::none);
  EXPECT_EQ(read.choices, choices);
  for (const char* bad :
       {"p~1~.ab", "p~1~.ab.", "p~1~..3", "p~1~.ab.0", "p~1~.a.99999999999", "p~1~.ab.4000000000"})
    EXPECT_NE(Schedule::parse(bad, read), Schedule::Error::none) << bad;
}

}  // namespace
}  // namespace telar
