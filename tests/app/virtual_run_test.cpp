// Schedules and walking: whatever was run is run again, byte for byte, from its text and to any of
// its steps.
#include "app/virtual_run.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/rng.hpp"
#include "runtime/shared.hpp"
#include "tests/app/virtual.hpp"
#include "tests/trace/script.hpp"

namespace telar {
namespace {

using namespace testing;

// Every program with small parameters, picked by each strategy and with so many seeds; one after
// the other.
template <class F>
void each_program(int seeds, F look) {
  for (const Parameters& parameters : small_programs())
    for (int seed = 1; seed <= seeds; ++seed)
      for (const Picker picker : {Picker::random, Picker::pct, Picker::round_robin})
        if (picker == Picker::random || seed == 1) {
          Shown shown(parameters, picked_by(picker, static_cast<std::uint64_t>(seed)));
          look(shown);
          if (::testing::Test::HasFatalFailure()) return;
        }
}
std::string what(const Shown& shown) {
  return shown.run.schedule().text() + " seed " + std::to_string(shown.run.options().seed);
}

TEST(VirtualSchedule, of_any_run_makes_the_same_run_byte_for_byte) {
  each_program(4, [](Shown& shown) {
    SCOPED_TRACE(what(shown));
    Shown replayed(shown.parameters, replaying(shown.run));
    EXPECT_EQ(outcome_name(replayed.run.outcome()), outcome_name(shown.run.outcome()))
        << replayed.run.error();
    EXPECT_EQ(replayed.run.error(), shown.run.error());
    EXPECT_EQ(replayed.text(), shown.text());
    EXPECT_EQ(replayed.run.length(), shown.run.length());
    EXPECT_EQ(replayed.run.elapsed(), shown.run.elapsed());
    EXPECT_EQ(replayed.run.schedule().text(), shown.run.schedule().text());
    EXPECT_EQ(shown.store.rejected(), 0u);
    EXPECT_EQ(shown.store.dropped(), 0u);
    EXPECT_TRUE(shown.store.finished());
    EXPECT_EQ(last_of(shown.store).kind, EventKind::run_ended);
    EXPECT_EQ(shown.store.elapsed(), shown.run.elapsed());
    EXPECT_NE(shown.run.outcome(), Outcome::running);
  });
}

TEST(VirtualSchedule, of_ten_threads_fits_a_link) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed)
    for (const Picker picker : {Picker::random, Picker::pct, Picker::round_robin}) {
      const std::string text =
          Shown("threads", {{"n", "10"}, {"seconds", "5"}}, picked_by(picker, seed))
              .run.schedule()
              .text();
      EXPECT_LT(text.size(), 200u) << text;
    }
}

TEST(VirtualSchedule, says_on_how_many_cores_if_that_is_not_as_always) {
  auto options = picked_by(Picker::random, 1);
  options.cores = 2;
  EXPECT_NE(Shown("threads", {{"n", "2"}}, options).run.schedule().text().find("~cores_2~"),
            std::string::npos);
  EXPECT_EQ(Shown("threads", {{"n", "2"}}, picked_by(Picker::random, 1))
                .run.schedule()
                .text()
                .find("cores"),
            std::string::npos);
}

TEST(VirtualSchedule, that_does_not_fit_fails_and_says_where) {
  for (const auto& choices : std::vector<std::vector<std::uint32_t>>{
           {7}, {0, 7}, {0, 0, 0, 55}, std::vector<std::uint32_t>(500, 0)})
    for (const Language language : {Language::es, Language::en}) {
      auto options = picked_by(Picker::round_robin);
      options.language = language;
      options.choices = choices;
      Shown shown("threads", {{"n", "2"}, {"seconds", "1"}}, options);
      EXPECT_EQ(outcome_name(shown.run.outcome()), "failed");
      EXPECT_EQ(shown.run.error().find(language == Language::es
                                           ? "la planificación no es de este programa"
                                           : "the schedule does not fit"),
                0u);
      EXPECT_EQ(shown.run.error().find('\n'), std::string::npos);
      EXPECT_TRUE(shown.run.whole());
      // It parts there however it is walked.
      const std::string text = shown.text();
      const std::uint64_t length = shown.run.length();
      shown.run.seek(length / 2);
      shown.run.seek(length);
      EXPECT_EQ(shown.text(), text);
      EXPECT_EQ(outcome_name(shown.run.outcome()), "failed");
    }
}

TEST(VirtualSchedule, cut_short_goes_on_by_itself) {
  Shown shown("threads", {{"n", "3"}, {"seconds", "1"}}, picked_by(Picker::random, 5));
  auto options = replaying(shown.run);
  for (; !options.choices->empty(); options.choices->pop_back()) {
    Shown cut(shown.parameters, options);
    EXPECT_EQ(outcome_name(cut.run.outcome()), "finished");
    EXPECT_EQ(cut.run.elapsed(), kSecond);
  }
}

// What is shown at each step of a run, from walking it forwards once.
struct Steps {
  std::vector<std::string> texts;
  std::vector<Nanos> now;
};
Steps steps_of(Shown& shown) {
  Steps steps;
  shown.run.seek(0);
  for (std::uint64_t at = 0;; ++at) {
    EXPECT_EQ(shown.run.position(), at);
    steps.texts.push_back(shown.text());
    steps.now.push_back(shown.run.now());
    if (at == shown.run.length()) return steps;
    shown.run.seek(at + 1);
  }
}

TEST(VirtualRun, shows_at_each_step_the_same_however_it_is_reached) {
  each_program(1, [](Shown& shown) {
    SCOPED_TRACE(what(shown));
    const std::string whole = shown.text(), schedule = shown.run.schedule().text();
    const std::uint64_t length = shown.run.length();
    if (length > 400) return;
    const Nanos duration = shown.run.duration(), elapsed = shown.run.elapsed();
    const std::string outcome(outcome_name(shown.run.outcome())), error = shown.run.error();
    const Steps steps = steps_of(shown);
    ASSERT_EQ(steps.texts.back(), whole);
    Rng rng(shown.run.options().seed);
    for (int i = 0; i < 40; ++i) {
      const std::uint64_t to = rng.below(static_cast<std::uint32_t>(length + 1));
      shown.run.seek(to);
      ASSERT_EQ(shown.run.position(), to);
      ASSERT_EQ(shown.text(), steps.texts[to]) << "step " << to;
      EXPECT_EQ(shown.run.now(), steps.now[to]);
      EXPECT_EQ(shown.run.length(), length);
      EXPECT_EQ(shown.run.schedule().text(), schedule) << "wherever it is looked at";
      // Some back, and as many forward.
      const std::uint64_t back = rng.below(static_cast<std::uint32_t>(to + 1));
      shown.run.seek(to - back);
      shown.run.seek(to);
      ASSERT_EQ(shown.text(), steps.texts[to]) << back << " steps back from " << to;
    }
    shown.run.seek(length + 1000);
    EXPECT_EQ(shown.run.position(), length);
    EXPECT_EQ(shown.text(), whole);
    EXPECT_EQ(outcome_name(shown.run.outcome()), outcome);
    EXPECT_EQ(shown.run.error(), error);
    EXPECT_EQ(shown.run.duration(), duration);
    EXPECT_EQ(shown.run.elapsed(), elapsed);
    EXPECT_TRUE(shown.run.over());
    EXPECT_TRUE(shown.store.finished());
  });
}

// What is shown of a run at each of its steps is what executing it that far records, and who could
// go on there can.
TEST(VirtualRun, is_shown_at_each_step_as_an_execution_that_ends_there) {
  each_program(1, [](Shown& shown) {
    SCOPED_TRACE(what(shown));
    if (shown.run.length() > 400) return;
    const Program& program = *find_program(shown.parameters.description().name);
    VirtualKernel kernel(virtual_options(program, shown.parameters, shown.run.options().language));
    kernel.begin(program.body(shown.parameters));
    Store recorded;
    for (std::uint64_t at = 0;; ++at) {
      std::vector<Event> events;
      kernel.take_events(events);
      recorded.append(events);
      shown.run.seek(at);
      ASSERT_EQ(shown.run.now(), kernel.now());
      ASSERT_EQ(shown.run.last(), kernel.last());
      ASSERT_EQ(shown.run.over(), kernel.over());
      if (kernel.over()) break;  // its trace also tells how it ended
      ASSERT_EQ(shown.text(), text_of(recorded)) << "step " << at;
      ASSERT_EQ(shown.run.outcome(), Outcome::running);
      const auto ready = shown.run.ready();
      ASSERT_EQ(ready.size(), kernel.ready().count());
      for (const std::uint32_t number : ready) {
        ASSERT_TRUE(kernel.ready().contains(number));
        const Waiting expected = kernel.pending(number);
        const Action action = shown.run.next_action(number);
        ASSERT_EQ(name_of(action.verb), name_of(expected.verb));
        ASSERT_EQ(action.kind, expected.kind);
        ASSERT_EQ(action.payload, expected.payload);
      }
      kernel.step(shown.run.recorded_next());
    }
    EXPECT_EQ(shown.run.position(), shown.run.length());
  });
}

TEST(VirtualRun, walking_executes_nothing_and_leaves_the_trace_alone) {
  Shown shown("lost-update", {{"n", "5"}, {"increments", "20"}}, picked_by(Picker::random, 1));
  const std::uint64_t length = shown.run.length(), revision = shown.store.revision();
  ASSERT_GT(length, 200u);
  Rng rng(1);
  for (int i = 0; i < 1000; ++i) {
    shown.run.seek(rng.below(static_cast<std::uint32_t>(length + 1)));
    if (shown.run.position() > 0) shown.run.seek(shown.run.position() - 1);
    EXPECT_EQ(shown.run.kernel().steps(), length) << "the kernel stands where it stood";
  }
  EXPECT_EQ(shown.store.revision(), revision);
}

// Stores one number after the other: what is to be seen at each step is known.
constexpr int kStores = 1'000'000;
int stores_made = 0;
Task<> stores(const Parameters&) {
  Shared<int> counter{0, "counter"};
  for (int i = 0; i < kStores; ++i) {
    co_await counter.store(i);
    ++stores_made;
  }
}

TEST(VirtualRun, one_of_a_million_steps_is_walked_without_making_any_of_them) {
  const Program program = compiled_program({.name = "stores"}, stores);
  auto options = picked_by(Picker::round_robin);
  options.most_steps_at_once = options.most_steps = 2 * kStores;
  VirtualRun run(program, program.defaults(), options);
  stores_made = 0;
  run.work(kNever);
  ASSERT_TRUE(run.whole());
  ASSERT_EQ(outcome_name(run.outcome()), "finished") << run.error();
  ASSERT_GE(run.length(), static_cast<std::uint64_t>(kStores));
  ASSERT_EQ(stores_made, kStores);
  const std::uint64_t executed = run.kernel().steps(), revision = run.store().revision();
  const auto expect_shown = [&](std::uint64_t step) {
    ASSERT_EQ(run.position(), step);
    ASSERT_EQ(run.now(), static_cast<Nanos>(step) * VirtualClock::kTick);
    const Action next = run.next_action(0);
    ASSERT_EQ(next.verb, Verb::store);
    ASSERT_EQ(next.payload, Payload::of(static_cast<int>(step)));
    ASSERT_EQ(run.ready(), std::vector<std::uint32_t>{0});
    ASSERT_EQ(run.recorded_next(), 0u);
  };
  Rng rng(1);
  for (int walk = 0; walk < 500; ++walk) {
    // Anywhere, then some steps back, and as many forward.
    const std::uint64_t to = 10 + rng.below(kStores - 10);
    run.seek(to);
    expect_shown(to);
    for (std::uint64_t step = to; step > to - 10;) {
      run.seek(--step);
      expect_shown(step);
    }
    for (std::uint64_t step = to - 10; step < to;) {
      run.seek(++step);
      expect_shown(step);
    }
    if (HasFatalFailure()) return;
  }
  run.seek_time(kStores / 2 * VirtualClock::kTick);
  EXPECT_EQ(run.position(), kStores / 2 + 1) << "the step at that time is made";
  EXPECT_EQ(stores_made, kStores);
  EXPECT_EQ(run.kernel().steps(), executed);
  EXPECT_EQ(run.store().revision(), revision);
}

TEST(VirtualRun, is_walked_by_its_clock_too) {
  Shown shown("threads", {{"n", "3"}, {"seconds", "1"}}, picked_by(Picker::random, 3));
  for (const Nanos time : {Nanos{0}, 3 * kMicrosecond, kSecond / 2, kSecond - 1, 2 * kSecond}) {
    shown.run.seek_time(time);
    std::uint64_t made = 0;
    for (std::uint64_t at = 0; at < shown.run.length(); ++at) {
      const std::uint64_t position = shown.run.position();
      shown.run.seek(at);
      made += shown.run.now() <= time;
      shown.run.seek(position);
    }
    EXPECT_EQ(shown.run.position(), made) << time;
  }
}

TEST(VirtualRun, is_as_long_as_it_is_when_it_is_stopped_and_may_go_on) {
  const auto parameters = parameters_of("threads", {{"n", "100"}, {"seconds", "1"}});
  VirtualRun run(*find_program("threads"), parameters, picked_by(Picker::random, 2));
  EXPECT_FALSE(run.whole());
  run.seek(3);  // not before it is whole
  EXPECT_EQ(run.position(), 0u);
  run.stop();
  EXPECT_TRUE(run.whole());
  EXPECT_TRUE(run.stopped());
  EXPECT_EQ(outcome_name(run.outcome()), "stopped");
  EXPECT_FALSE(run.work(kNever));
  run.go_on_to_the_end();
  EXPECT_TRUE(run.work(kNever));
  EXPECT_EQ(outcome_name(run.outcome()), "finished");
  EXPECT_EQ(run.elapsed(), kSecond);
  run.stop();
  EXPECT_FALSE(run.stopped()) << "it was whole";
}

TEST(VirtualRun, one_that_was_stopped_tells_its_end_which_is_no_more_when_somebody_goes_on) {
  const auto parameters =
      parameters_of("threads", {{"n", "50"}, {"seconds", "1"}, {"work", "cpu"}});
  Shown whole(parameters, picked_by(Picker::random, 2));
  VirtualRun run(*find_program("threads"), parameters, picked_by(Picker::random, 2));
  run.work(0);
  const std::uint64_t length = run.length();
  ASSERT_GT(length, 0u);
  ASSERT_LT(length, whole.run.length());
  const auto expect_stopped = [&] {
    run.stop();
    ASSERT_TRUE(run.store().run_end());
    EXPECT_EQ(run.store().run_end()->outcome, Outcome::stopped);
    EXPECT_EQ(run.store().run_end()->elapsed, run.elapsed());
    EXPECT_EQ(last_of(run.store()).kind, EventKind::run_ended);
    EXPECT_EQ(run.store().schedule(), run.schedule().text());
  };
  expect_stopped();
  ASSERT_TRUE(run.pick(run.ready().back()));
  EXPECT_EQ(run.length(), length + 1);
  EXPECT_FALSE(run.stopped());
  EXPECT_FALSE(run.store().run_end());
  run.go_on_to_the_end();
  expect_stopped();
  run.undo();
  EXPECT_FALSE(run.stopped());
  EXPECT_FALSE(run.store().run_end());
  run.go_on_to_the_end();
  expect_stopped();
  run.go_on_to_the_end();
  EXPECT_TRUE(run.work(kNever));
  ASSERT_TRUE(run.store().run_end());
  EXPECT_EQ(run.store().run_end()->outcome, Outcome::finished);
  EXPECT_EQ(std::ranges::count(run.store().events(), EventKind::run_ended, &Event::kind), 1);
}

TEST(VirtualRun, may_be_worked_on_in_slices) {
  const auto parameters =
      parameters_of("threads", {{"n", "50"}, {"seconds", "1"}, {"work", "cpu"}});
  Shown shown(parameters, picked_by(Picker::random, 2));
  VirtualRun run(*find_program("threads"), parameters, picked_by(Picker::random, 2));
  int slices = 0;
  while (run.work(0)) ++slices;
  EXPECT_GT(slices, 1);
  EXPECT_EQ(text_of(run.store()), shown.text());
}

TEST(VirtualRun, an_endless_one_fails_and_can_still_be_walked) {
  auto options = picked_by(Picker::random, 1);
  options.most_steps = 20;
  Shown shown("threads", {{"n", "5"}}, options);
  EXPECT_EQ(outcome_name(shown.run.outcome()), "failed");
  EXPECT_EQ(shown.run.length(), 20u);
  const std::string text = shown.text();
  shown.run.seek(10);
  EXPECT_EQ(shown.run.outcome(), Outcome::running);
  shown.run.seek(20);
  EXPECT_EQ(shown.text(), text);
  EXPECT_EQ(shown.run.error().find("20 steps and not over"), 0u) << shown.run.error();
}

}  // namespace
}  // namespace telar
