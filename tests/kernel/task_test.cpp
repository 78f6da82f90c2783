#include "kernel/task.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "kernel/virtual/virtual_kernel.hpp"
#include "tests/kernel/gate.hpp"

namespace telar {
namespace {

using testing::Gate;

// Runs a body to its end; how it ended.
Outcome run(Body body) {
  VirtualKernel kernel({});
  kernel.begin(std::move(body));
  RoundRobin in_turn;
  kernel.run(in_turn);
  return kernel.outcome();
}

// Of a body or a function, in which nothing outlives its frame.
struct Log {
  std::vector<std::string> lines;
  struct Frame {
    Log& log;
    std::string name;
    Frame(Log& to, std::string its_name) : log(to), name(std::move(its_name)) {
      log.lines.push_back(name);
    }
    ~Frame() { log.lines.push_back("~" + name); }
  };
};

using Lines = std::vector<std::string>;

TEST(Task, runs_when_it_is_awaited_and_not_before) {
  Log log;
  const auto called = [&](std::string name) -> Task<> {
    Log::Frame frame(log, name);
    co_return;
  };
  EXPECT_EQ(run([&]() -> Task<> {
              Log::Frame frame(log, "body");
              Task<> first = called("first");
              Task<> second = called("second");
              co_await second;
              co_await std::move(first);
            }),
            Outcome::finished);
  EXPECT_EQ(log.lines, (Lines{"body", "second", "~second", "first", "~first", "~body"}));
}

TEST(Task, that_nobody_awaits_lets_go_of_its_arguments) {
  const auto argument = std::make_shared<int>(0);
  const auto holds = [](std::shared_ptr<int>) -> Task<> { co_return; };
  {
    Task<> first = holds(argument), second = std::move(first);
    EXPECT_FALSE(first);
    EXPECT_TRUE(second);
    EXPECT_EQ(argument.use_count(), 2);
  }
  EXPECT_EQ(argument.use_count(), 1);
}

TEST(Task, gives_its_result_away) {
  const auto make = [](int n) -> Task<std::unique_ptr<int>> { co_return std::make_unique<int>(n); };
  int got = 0;
  run([&]() -> Task<> { got = *co_await make(42); });
  EXPECT_EQ(got, 42);
}

TEST(Task, an_exception_goes_through_all_callers_that_do_not_handle_it) {
  Log log;
  Gate gate;
  const auto raises = [&]() -> Task<int> {
    Log::Frame frame(log, "raises");
    co_await gate.set_open();
    throw std::runtime_error("no");
  };
  const auto calls = [&]() -> Task<int> {
    Log::Frame frame(log, "calls");
    co_return co_await raises();
  };
  std::string caught;
  EXPECT_EQ(run([&]() -> Task<> {
              try {
                co_await calls();
              } catch (const std::runtime_error& e) {
                caught = e.what();
              }
            }),
            Outcome::finished);
  EXPECT_EQ(caught, "no");
  EXPECT_EQ(log.lines, (Lines{"calls", "raises", "~raises", "~calls"}));
}

Task<int> depth(int levels) {
  if (levels == 0) co_return 0;
  co_return 1 + co_await depth(levels - 1);
}

TEST(Task, calls_take_no_stack_however_deep) {
  int reached = 0;
  run([&]() -> Task<> { reached = co_await depth(50'000); });
  EXPECT_EQ(reached, 50'000);
}

// Passes a gate within a time that counts from when it is awaited.
struct PassWithin {
  Gate& gate;
  Nanos duration;
  Gate::Pass bind(Strand& s) const { return gate.pass(s.deadline_in(duration)); }
};

TEST(Task, binds_what_needs_its_strand_when_it_is_awaited) {
  Gate never;
  VirtualKernel kernel({});
  kernel.begin([&]() -> Task<> {
    const PassWithin later{never, 3 * kSecond};
    EXPECT_FALSE((co_await PassWithin{never, 2 * kSecond}));
    EXPECT_FALSE(co_await later);
  });
  RoundRobin in_turn;
  kernel.run(in_turn);
  EXPECT_EQ(kernel.elapsed(), 5 * kSecond);
}

// Opens a gate at its end.
struct Opens {
  Strand& strand;
  Gate& gate;
  ~Opens() { perform_now(strand, gate.set_open()); }
};

TEST(Task, what_a_destructor_performs_is_part_of_its_step_and_lets_others_go_on) {
  Gate gate, other;
  const Body bodies[] = {[&]() -> Task<> {
                           Opens at_end{co_await current_strand(), gate};
                           co_await other.set_open();
                         },
                         [&]() -> Task<> { co_await gate.pass(); }};
  VirtualKernel kernel({});
  kernel.begin(bodies);
  EXPECT_FALSE(kernel.ready().contains(1));
  kernel.step(0);
  EXPECT_TRUE(kernel.ready().contains(1));
  kernel.step(1);
  EXPECT_EQ(kernel.outcome(), Outcome::finished);
  EXPECT_EQ(kernel.steps(), 2u);
}

TEST(Task, a_destructor_performs_also_while_its_strand_is_being_stopped) {
  Gate gate, never, ready;
  const Body bodies[] = {[&]() -> Task<> {
                           Opens at_end{co_await current_strand(), gate};
                           co_await never.pass();
                         },
                         [&]() -> Task<> { co_await ready.set_open(); }};
  VirtualKernel kernel({});
  kernel.begin(bodies);
  EXPECT_FALSE(gate.open);
  kernel.stop();
  EXPECT_TRUE(gate.open);
}

}  // namespace
}  // namespace telar
