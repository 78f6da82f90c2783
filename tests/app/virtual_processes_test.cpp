// Processes in virtual time; and one execution after another on the same kernel.
#include <string>
#include <vector>

#include "runtime/multiprocessing.hpp"
#include "runtime/pool.hpp"
#include "runtime/shared.hpp"
#include "runtime/threading.hpp"
#include "tests/app/virtual.hpp"
#include "tests/counting_new.hpp"

namespace telar {
namespace {

using namespace testing;
using multiprocessing::Function;
using multiprocessing::Pool;
using multiprocessing::Process;
using threading::Lock;
using threading::Thread;

int cleaned_up = 0;
struct CleanUp {
  ~CleanUp() { ++cleaned_up; }
};

Task<> nap(Seconds seconds) {
  CleanUp clean_up;
  co_await time::sleep(seconds);
  co_await write("napped ");
}
const Function kNap{"virtual_processes.nap", nap};

Task<> fail(std::string message) {
  co_await time::sleep(1);
  throw ValueError(message);
}
const Function kFail{"virtual_processes.fail", fail};

TEST(VirtualProcesses, run_beside_each_other_and_end_with_their_codes) {
  auto kernel = ran_to_the_end([]() -> Task<> {
    Process fine(kNap, 2.0), bad(kFail, "no");
    EXPECT_EQ(fine.exitcode(), std::nullopt);
    co_await fine.start();
    co_await bad.start();
    EXPECT_TRUE(fine.is_alive());
    co_await bad.join();
    Strand& s = co_await current_strand();
    EXPECT_GE(s.now(), kSecond);
    EXPECT_LT(s.now(), kSecond + kMillisecond);
    EXPECT_EQ(bad.exitcode(), 1);
    EXPECT_EQ(fine.exitcode(), std::nullopt);
    co_await fine.join();
    EXPECT_EQ(fine.exitcode(), 0);
    EXPECT_FALSE(fine.is_alive());
  });
  EXPECT_EQ(kernel->output(), "Process Process-2: ValueError: no\nnapped ");
  EXPECT_EQ(kernel->elapsed(), 2 * kSecond);
}

TEST(VirtualProcesses, who_reads_of_a_pool_does_not_wait_on_once_it_is_terminated) {
  auto kernel = begun([]() -> Task<> {
    Pool pool = co_await Pool::make(1);
    auto result = co_await pool.apply_async(kNap, 3600.0);
    bool raised = false;
    Thread waiting([&]() -> Task<> {
      try {
        co_await result.get();
      } catch (const RuntimeError&) {
        raised = true;
      }
    });
    co_await waiting.start();
    co_await time::sleep(1);
    co_await pool.terminate();
    co_await waiting.join();
    co_await pool.join();
    EXPECT_TRUE(raised);
  });
  RoundRobin strategy;
  kernel->run(strategy);
  EXPECT_EQ(outcome_name(kernel->outcome()), "finished");
  EXPECT_EQ(kernel->elapsed(), kSecond) << "and not when the job would have ended";
}

TEST(VirtualProcesses, a_killed_one_is_unwound_at_once_and_says_nothing_more) {
  cleaned_up = 0;
  auto kernel = begun([]() -> Task<> {
    Process child(kNap, 10.0), other(kNap, 10.0);
    co_await child.start();
    co_await other.start();
    co_await time::sleep(1);
    co_await child.kill();
    EXPECT_EQ(cleaned_up, 1);
    EXPECT_EQ(child.exitcode(), -9);
    co_await child.join();
    co_await other.terminate();
    EXPECT_EQ(other.exitcode(), -15);
    co_await child.kill();
    EXPECT_EQ(child.exitcode(), -9) << "it has ended already";
  });
  RoundRobin strategy;
  kernel->run(strategy);
  EXPECT_EQ(outcome_name(kernel->outcome()), "finished");
  EXPECT_EQ(kernel->output(), "");
  EXPECT_EQ(kernel->elapsed(), kSecond);
  EXPECT_EQ(cleaned_up, 2);
  Store store;
  std::vector<Event> events;
  kernel->take_events(events);
  store.append(events);
  EXPECT_EQ(store.processes()[1].exitcode, -9);
  EXPECT_EQ(store.processes()[2].exitcode, -15);
  EXPECT_EQ(store.rejected(), 0u);
}

TEST(VirtualProcesses, may_be_killed_at_any_of_their_steps) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    cleaned_up = 0;
    RandomWalk strategy(seed);
    auto kernel = ran(
        []() -> Task<> {
          Process child(kNap, 0.0);
          co_await child.start();
          for (int i = 0; i < 3; ++i) co_await turn();
          co_await child.kill();
          co_await child.join();
          EXPECT_TRUE(child.exitcode() == 0 || child.exitcode() == -9);
        },
        strategy);
    EXPECT_EQ(outcome_name(kernel->outcome()), "finished")
        << "seed " << seed << deadlock_text(kernel->waiting(), Language::en);
    EXPECT_EQ(cleaned_up, 1);
  }
}

Task<> has_children() {
  Process child(kNap, 100.0);
  co_await child.start();
  Thread thread([]() -> Task<> {
    CleanUp clean_up;
    co_await compute(100);
  });
  co_await thread.start();
  co_await child.join();
}
const Function kHasChildren{"virtual_processes.has_children", has_children};

TEST(VirtualProcesses, the_children_of_a_killed_one_end_with_it_and_its_core_is_free) {
  cleaned_up = 0;
  auto options = virtual_options();
  options.cores = 1;
  auto kernel = ran(
      []() -> Task<> {
        Process child(kHasChildren);
        co_await child.start();
        co_await time::sleep(10);
        co_await child.kill();
        co_await compute(1);
        co_await write("done");
      },
      options);
  EXPECT_EQ(outcome_name(kernel->outcome()), "finished");
  EXPECT_EQ(kernel->output(), "done");
  EXPECT_EQ(cleaned_up, 2);
  // With one core, main may not even wake up before its child has computed.
  EXPECT_EQ(kernel->elapsed(), 101 * kSecond);
}

TEST(VirtualProcesses, daemons_end_with_their_parent_and_others_are_waited_for) {
  auto kernel = ran_to_the_end([]() -> Task<> {
    Process daemon({.daemon = true}, kNap, 50.0), child(kNap, 3.0);
    co_await daemon.start();
    co_await child.start();
  });
  EXPECT_EQ(kernel->output(), "napped ");
  EXPECT_EQ(kernel->elapsed(), 3 * kSecond);
}

int global = 0;
Task<int> change_global(std::vector<int> mine) {
  mine.push_back(++global);
  co_return mine.back();
}
const Function kChangeGlobal{"virtual_processes.change_global", change_global};

Task<> fill(multiprocessing::Queue<std::vector<int>> queue, std::vector<int> items) {
  for (int& item : items) {
    co_await queue.put({item, item * item});
    item = -1;
  }
}
const Function kFill{"virtual_processes.fill", fill};

TEST(VirtualProcesses, talk_over_queues_in_order_and_share_no_arguments) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    RandomWalk strategy(seed);
    auto kernel = ran(
        []() -> Task<> {
          auto queue = co_await multiprocessing::Queue<std::vector<int>>::make(2);
          std::vector<int> items{1, 2, 3, 4, 5};
          Process child(kFill, queue, items);
          co_await child.start();
          for (int i = 1; i <= 5; ++i)
            EXPECT_EQ(co_await queue.get(), (std::vector<int>{i, i * i}));
          EXPECT_EQ(items, (std::vector<int>{1, 2, 3, 4, 5}));
          co_await child.join();
          EXPECT_RAISES(queue::Empty, co_await queue.get(1));
        },
        strategy);
    EXPECT_EQ(outcome_name(kernel->outcome()), "finished");
    EXPECT_EQ(kernel->elapsed(), kSecond);
  }
}

TEST(VirtualProcesses, have_their_own_names_and_numbers_in_the_trace) {
  Shown shown("processes-threads", {{"n", "2"}, {"workers", "2"}, {"seconds", "1"}},
              picked_by(Picker::random, 4));
  ASSERT_EQ(shown.store.processes().size(), 3u);
  EXPECT_EQ(shown.store.processes()[0].name, "MainProcess");
  EXPECT_EQ(shown.store.processes()[1].name, "Process-1");
  EXPECT_EQ(shown.store.processes()[2].parent, 0u);
  EXPECT_EQ(shown.store.lanes().size(), 7u);
  EXPECT_EQ(std::ranges::count(shown.store.lanes(), "Thread-2", &Lane::name), 2);
  EXPECT_EQ(std::ranges::count(shown.store.lanes(), "MainThread", &Lane::name), 3);
}

// --- again and again

// Traces of ten executions of a body on one kernel, some of them stopped in the middle, and on one
// of its own.
void expect_same_again(const char* what, const Body& main, const VirtualKernel::Options& options) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE(what + std::string(", seed ") + std::to_string(seed));
    RandomWalk strategy(seed);
    VirtualKernel fresh(options);
    fresh.begin(main);
    ASSERT_TRUE(fresh.run(strategy));
    const std::string text = take_text(fresh), output = fresh.output(),
                      schedule = choices_text(fresh.choices());
    VirtualKernel again(options);
    again.begin(main);
    for (int i = 0; i < 5; ++i) {
      RandomWalk other(seed + 100);
      other.begin();
      for (int step = 0; step < i * 7 && !again.over(); ++step) again.step_with(other);
      again.stop();
      take_text(again);
      again.begin_again();
      ASSERT_TRUE(again.run(strategy));
      EXPECT_EQ(choices_text(again.choices()), schedule);
      EXPECT_EQ(again.output(), output);
      EXPECT_EQ(again.steps(), fresh.steps());
      EXPECT_EQ(again.elapsed(), fresh.elapsed());
      EXPECT_EQ(again.final_state(), fresh.final_state());
      EXPECT_EQ(again.races().size(), fresh.races().size());
      EXPECT_EQ(outcome_name(again.outcome()), outcome_name(fresh.outcome()));
      EXPECT_EQ(take_text(again), text);
      again.begin_again();
    }
  }
}

TEST(VirtualAgain, every_program_leaves_the_same_trace_each_time) {
  for (const Parameters& parameters : small_programs()) {
    const Program& program = *find_program(parameters.description().name);
    expect_same_again((program.name() + " " + parameters.words()).c_str(), program.body(parameters),
                      virtual_options(program, parameters, Language::en));
  }
}

TEST(VirtualAgain,
     a_hundred_ready_threads_too_though_there_is_room_for_them_from_the_beginning_then) {
  expect_same_again(
      "threads",
      []() -> Task<> {
        std::vector<Thread> threads;
        for (int i = 0; i < 100; ++i)
          co_await threads
              .emplace_back([]() -> Task<> {
                for (int j = 0; j < 300; ++j) co_await turn();
              })
              .start();
        for (Thread& thread : threads) co_await thread.join();
      },
      virtual_options());
}

TEST(VirtualAgain, events_not_taken_are_not_the_next_executions) {
  const auto parameters = parameters_of("threads", {{"n", "2"}, {"seconds", "1"}});
  VirtualKernel kernel(virtual_options(*find_program("threads"), parameters, Language::en));
  kernel.begin(find_program("threads")->body(parameters));
  RoundRobin strategy;
  ASSERT_TRUE(kernel.run(strategy));
  const std::string text = take_text(kernel);
  for (int i = 0; i < 3; ++i) {
    kernel.begin_again();
    for (int step = 0; step < 5; ++step) kernel.step_with(strategy);
    kernel.begin_again();
    ASSERT_TRUE(kernel.run(strategy));
    EXPECT_EQ(take_text(kernel), text);
  }
}

TEST(VirtualAgain, another_body_may_follow) {
  VirtualKernel kernel(virtual_options());
  RoundRobin strategy;
  for (int i = 0; i < 3; ++i) {
    kernel.begin([]() -> Task<> { co_await write("one"); });
    EXPECT_TRUE(kernel.run(strategy));
    EXPECT_EQ(kernel.output(), "one");
    const Body bodies[] = {[]() -> Task<> { co_await write("a"); },
                           []() -> Task<> { co_await write("b"); },
                           []() -> Task<> { co_await write("c"); }};
    kernel.begin(bodies);
    EXPECT_EQ(kernel.strand_count(), 3u);
    EXPECT_TRUE(kernel.run(strategy));
    EXPECT_EQ(kernel.output(), "abc");
    EXPECT_EQ(kernel.strand(2).name(), "Thread-2");
    kernel.begin([]() -> Task<> { co_await time::sleep(1); });  // and is given up
  }
}

TEST(VirtualAgain, nothing_is_allocated_once_it_has_run_a_few_times) {
  if (!allocations_are_counted()) GTEST_SKIP() << "a sanitizer counts for itself";
  auto options = virtual_options();
  options.record = false;
  VirtualKernel kernel(options);
  Shared<int>* shared = nullptr;
  const Body main = [&]() -> Task<> {
    Shared<int> x{0, "x"};
    shared = &x;
    for (int i = 0; i < 3; ++i) co_await x.add(1);
    while (co_await x.load() < 9) {
    }
  };
  const Body thread = [&]() -> Task<> {
    for (int i = 0; i < 3; ++i) co_await shared->add(1);
  };
  const Body bodies[] = {main, thread, thread};
  kernel.begin(bodies);
  RandomWalk strategy(1);
  const auto once = [&](std::uint64_t seed) {
    RandomWalk random(seed);
    kernel.begin_again();
    EXPECT_TRUE(kernel.run(random));
    EXPECT_EQ(kernel.final_state(), "x=9");
  };
  for (std::uint64_t seed = 0; seed < 300; ++seed) once(seed);
  const auto before = allocations_of_this_thread();
  for (std::uint64_t seed = 0; seed < 300; ++seed) once(seed);
  EXPECT_EQ(allocations_of_this_thread(), before);
}

TEST(VirtualAgain, a_thousand_executions_of_threads_allocate_no_more_each_than_the_first) {
  if (!allocations_are_counted()) GTEST_SKIP() << "a sanitizer counts for itself";
  const auto parameters = parameters_of("threads", {{"n", "5"}, {"seconds", "1"}});
  auto options = virtual_options(*find_program("threads"), parameters, Language::en);
  options.record = false;
  VirtualKernel kernel(options);
  kernel.begin(find_program("threads")->body(parameters));
  const auto executions = [&](int n) {
    const auto before = allocations_of_this_thread();
    for (int i = 0; i < n; ++i) {
      RandomWalk strategy(7);
      kernel.begin_again();
      EXPECT_TRUE(kernel.run(strategy));
    }
    return allocations_of_this_thread() - before;
  };
  executions(10);
  const auto hundred = executions(100);
  EXPECT_EQ(executions(1000), 10 * hundred);
}

}  // namespace
}  // namespace telar
