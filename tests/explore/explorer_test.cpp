// What is found, and that it can be had again; limits, slices, jobs.
#include "explore/explorer.hpp"

#include <thread>

#include "platform/clock.hpp"
#include "tests/counting_new.hpp"
#include "tests/explore/programs.hpp"
#include "tests/threads.hpp"

namespace telar::testing {
namespace {

TEST(Explorer, a_lost_update_is_found) {
  const ExploreReport report = explore(lost_update(false));
  EXPECT_TRUE(report.exhausted);
  ASSERT_EQ(report.outcomes.size(), 2u);
  EXPECT_EQ(report.outcomes[0].kind, Outcome::finished);
  EXPECT_EQ(report.outcomes[1].kind, Outcome::failed);
  EXPECT_EQ(report.outcomes[1].error, "RuntimeError: it is 1");
  EXPECT_EQ(report.first_failure_at, report.outcomes[1].first_at);
  EXPECT_EQ(report.outcomes[0].count + report.outcomes[1].count, report.executions);
  EXPECT_EQ(report.shortest_failure, 1u);
  expect_replays(lost_update(false), report);
}

TEST(Explorer, with_a_lock_nothing_fails) {
  const ExploreReport report = explore(lost_update(true));
  EXPECT_TRUE(report.exhausted);
  EXPECT_EQ(report.outcomes.size(), 1u);
  EXPECT_EQ(report.first_failure_at, 0u);
  EXPECT_EQ(report.shortest_failure, ExploreReport::kNoFailure);
}

TEST(Explorer, a_deadlock_is_found_with_who_waits_for_whom) {
  const ExploreReport report = explore(two_locks());
  EXPECT_TRUE(report.exhausted);
  const auto found = std::ranges::find(report.outcomes, Outcome::deadlock, &Found::kind);
  ASSERT_NE(found, report.outcomes.end());
  EXPECT_NE(found->error.find("lock B, held by"), std::string::npos) << found->error;
  EXPECT_NE(found->error.find("lock A, held by"), std::string::npos) << found->error;
  expect_replays(two_locks(), report);
}

TEST(Explorer, every_schedule_of_every_outcome_leads_to_it) {
  for (const Program& program : {increments(2, 3), increments(3, 1), independent(2, 2)}) {
    expect_replays(program, explore(program));
    expect_replays(program, explore(program, {.bound = 1}));
  }
}

TEST(Explorer, the_schedule_has_the_fewest_switches) {
  for (const Program& program : {increments(2, 2), lost_update(false), two_locks()}) {
    // By hand: all executions, and the least of switches for each end.
    std::map<std::string, std::uint64_t> least;
    VirtualKernel kernel(kernel_options());
    const Bodies bodies = program();
    DepthFirst search;
    do {
      kernel.begin(bodies);
      kernel.run_with(search);
      const std::string end = std::string(outcome_name(kernel.outcome())) + kernel.final_state();
      const auto [known, is_new] = least.try_emplace(end, kernel.switches());
      known->second = std::min(known->second, kernel.switches());
    } while (search.next());
    for (const Found& f : explore(program).outcomes)
      EXPECT_EQ(f.switches, least.at(std::string(outcome_name(f.kind)) + f.state));
  }
}

TEST(Explorer, an_endless_loop_is_a_failure) {
  const Program spins = main_of([]() -> Task<> {
    Shared<bool> flag{false, "flag"};
    while (!co_await flag.load()) {
    }
  });
  const ExploreReport report = explore(spins);
  EXPECT_EQ(report.executions, 1u);
  ASSERT_EQ(report.outcomes.size(), 1u);
  EXPECT_EQ(report.outcomes[0].kind, Outcome::failed);
}

TEST(Explorer, outputs_are_told_apart) {
  const auto say = [](std::string word) -> Task<> { co_await print(Text{"{}", "{}"}, word); };
  const Program program = [say] {
    return Bodies{[say] { return say("a"); }, [say] { return say("b"); }};
  };
  // The newline is a write of its own, as in Python.
  const std::set<std::string> all{"finished|a\nb\n||", "finished|ab\n\n||", "finished|b\na\n||",
                                  "finished|ba\n\n||"};
  EXPECT_EQ(kinds(explore(program)), all);
}

TEST(Explorer, a_program_that_is_another_each_time_is_said_to_be) {
  const Program program = [] {
    auto times = std::make_shared<int>(0);
    Bodies bodies;
    for (int i = 0; i < 2; ++i)
      bodies.push_back([times, i]() -> Task<> {
        Shared<int> own;
        if (i == 0) ++*times;
        for (int k = 0; k < (*times % 2 ? 3 : 1); ++k) co_await own.add(1);
      });
    return bodies;
  };
  const ExploreReport report = explore(program, {.most_executions = 100});
  EXPECT_GT(report.diverged, 0u);
  EXPECT_FALSE(report.exhausted);
}

TEST(Explorer, it_can_be_stopped_from_another_thread_and_tells_what_it_has) {
  TELAR_NEEDS_THREADS();
  for (const int jobs : {1, 2}) {
    Explorer explorer(increments(2, 12), kernel_options(), {.jobs = jobs});
    std::thread stopper([&] {
      const Nanos give_up = monotonic_now() + 10 * kSecond;
      while (explorer.report().executions < 100 && monotonic_now() < give_up)
        std::this_thread::yield();
      explorer.stop();
    });
    while (explorer.work(kNever)) {
    }
    stopper.join();
    const ExploreReport report = explorer.report();
    EXPECT_GE(report.executions, 100u);
    EXPECT_FALSE(report.exhausted);
    std::uint64_t all = 0;
    for (const Found& f : report.outcomes) all += f.count;
    EXPECT_EQ(all, report.executions);
    EXPECT_GT(report.seconds, 0);
  }
}

TEST(Explorer, it_ends_when_its_time_is_over) {
  for (const int jobs : {1, 2}) {
    const Nanos begin = monotonic_now();
    const ExploreReport report =
        explore(increments(2, 12), {.most_time = 300 * kMillisecond, .jobs = jobs});
    EXPECT_FALSE(report.exhausted);
    EXPECT_GT(report.executions, 0u);
    EXPECT_GE(report.seconds, 0.29);
    EXPECT_LT(monotonic_now() - begin, 10 * kSecond);
  }
}

TEST(Explorer, slice_by_slice_is_the_same_as_at_once) {
  Explorer explorer(increments(2, 3), kernel_options(), {});
  int slices = 0;
  std::uint64_t before = 0;
  while (explorer.work(0)) {  // one execution each
    ++slices;
    const std::uint64_t executions = explorer.report().executions;
    EXPECT_GE(executions, before);
    before = executions;
  }
  EXPECT_GT(slices, 1);
  EXPECT_EQ(text_of(explorer.report()), text_of(explore(increments(2, 3))));
}

TEST(Explorer, several_jobs_report_what_one_does) {
  for (const Program& program :
       {increments(2, 4), independent(4, 2), lost_update(false), two_locks()}) {
    for (const std::uint64_t most : {0, 1, 5, 100, 1'000, 12'870}) {
      const std::string one = text_of(explore(program, {.most_executions = most}));
      for (const int jobs : {2, 3, 8})
        EXPECT_EQ(text_of(explore(program, {.most_executions = most, .jobs = jobs})), one)
            << jobs << " jobs, " << most;
    }
    for (const std::uint64_t most : {0, 3, 20}) {
      const std::string one = text_of(explore(program, {.bound = 2, .most_executions = most}));
      EXPECT_EQ(text_of(explore(program, {.bound = 2, .most_executions = most, .jobs = 3})), one)
          << most;
    }
  }
}

TEST(Explorer, the_most_is_exact) {
  EXPECT_EQ(explore(increments(2, 3), {.most_executions = 100}).executions, 100u);
  EXPECT_FALSE(explore(increments(2, 3), {.most_executions = 923}).exhausted);
  EXPECT_TRUE(explore(increments(2, 3), {.most_executions = 924}).exhausted);
}

TEST(Explorer, ten_thousand_executions_more_allocate_nothing) {
  if (!allocations_are_counted()) GTEST_SKIP() << "a sanitizer counts for itself";
  // Long enough for nothing to be new at its end: outcomes, branches, frames.
  std::uint64_t allocations[2] = {};
  for (const std::uint64_t more : {0, 1}) {
    Explorer explorer(increments(2, 6), kernel_options(),
                      {.most_executions = 300'000 + more * 10'000});
    const std::uint64_t before = allocations_of_this_thread();
    while (explorer.work(kNever)) {
    }
    allocations[more] = allocations_of_this_thread() - before;
  }
  EXPECT_EQ(allocations[1], allocations[0]);
}

}  // namespace
}  // namespace telar::testing
