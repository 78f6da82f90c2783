// How runs end that neither finish nor deadlock: endless ones, exceptions, runs that are stopped;
// and what is said of them.
#include <string>
#include <vector>

#include "runtime/shared.hpp"
#include "runtime/threading.hpp"
#include "tests/app/virtual.hpp"

namespace telar {
namespace {

using namespace testing;
using threading::Thread;

TEST(VirtualFailure, a_livelock_makes_too_many_steps_while_no_time_passes_and_says_so) {
  for (const auto& [language, text] : {std::pair(Language::en, "1000 steps while no time passes"),
                                       {Language::es, "1000 pasos sin que pase el tiempo"}}) {
    auto options = virtual_options({.language = language});
    options.most_steps_at_once = 1000;
    options.describe_overrun = [language](const VirtualKernel::Overrun& overrun) {
      return overrun_text(overrun, language);
    };
    auto kernel = ran(
        []() -> Task<> {
          Shared<int> flag{0, "flag"};
          Thread other([&]() -> Task<> {
            while (co_await flag.load() == 0) {
            }
          });
          co_await other.start();
          while (co_await flag.load() == 0) {
          }
        },
        options);
    EXPECT_EQ(outcome_name(kernel->outcome()), "failed");
    EXPECT_EQ(kernel->steps(), 1000u);
    EXPECT_EQ(kernel->error().find(text), 0u) << kernel->error();
    EXPECT_EQ(kernel->error().find('\n'), std::string::npos);
    EXPECT_TRUE(kernel->waiting().empty());
  }
}

TEST(VirtualFailure, a_long_program_is_no_livelock) {
  auto options = virtual_options();
  options.most_steps_at_once = 100;
  auto kernel = ran(
      []() -> Task<> {
        for (int i = 0; i < 1000; ++i) co_await time::sleep(0.1);
      },
      options);
  EXPECT_EQ(outcome_name(kernel->outcome()), "finished");
  EXPECT_EQ(kernel->elapsed(), 100 * kSecond);
}

TEST(VirtualFailure, an_exception_of_main_is_the_runs_and_one_of_a_thread_is_not) {
  auto kernel = ran([]() -> Task<> {
    Thread thread([]() -> Task<> {
      co_await turn();
      throw ValueError("mine alone");
    });
    co_await thread.start();
    co_await thread.join();
    co_await write("on");
  });
  EXPECT_EQ(outcome_name(kernel->outcome()), "finished");
  EXPECT_EQ(kernel->output(), "Exception in thread Thread-1: ValueError: mine alone\non");
  kernel = ran([]() -> Task<> {
    co_await time::sleep(1);
    throw ValueError("everybody's");
  });
  EXPECT_EQ(outcome_name(kernel->outcome()), "failed");
  EXPECT_EQ(kernel->error(), "ValueError: everybody's");
  EXPECT_EQ(kernel->elapsed(), kSecond);
}

TEST(VirtualFailure, mains_exception_is_the_outcome_only_once_its_threads_have_ended) {
  auto kernel = ran([]() -> Task<> {
    Thread thread([]() -> Task<> {
      co_await time::sleep(2);
      co_await write("late");
    });
    co_await thread.start();
    throw ValueError("early");
  });
  EXPECT_EQ(outcome_name(kernel->outcome()), "failed");
  EXPECT_NE(kernel->output().find("late"), std::string::npos);
  EXPECT_EQ(kernel->elapsed(), 2 * kSecond);
}

TEST(VirtualFailure, a_stopped_run_has_unwound_everybody) {
  int unwound = 0;
  struct Count {
    int& n;
    ~Count() { ++n; }
  };
  const auto body = [&]() -> Task<> {
    const auto nap = [&]() -> Task<> {
      Count count{unwound};
      co_await time::sleep(1);
    };
    std::vector<Thread> threads;
    for (int i = 0; i < 3; ++i) co_await threads.emplace_back(nap).start();
    for (Thread& thread : threads) co_await thread.join();
  };
  // Wherever it is stopped; then again from the beginning, and to the end.
  for (int steps = 0; steps < 9; ++steps) {
    unwound = 0;
    auto kernel = begun(body);
    for (int i = 0; i < steps && !kernel->over(); ++i) kernel->step(kernel->ready().first());
    const auto begun_threads = static_cast<int>(kernel->strand_count()) - 1;
    if (kernel->over()) break;
    kernel->stop();
    EXPECT_EQ(outcome_name(kernel->outcome()), "stopped");
    EXPECT_TRUE(kernel->over());
    EXPECT_TRUE(kernel->ready().empty());
    EXPECT_EQ(unwound, begun_threads);
    kernel->stop();
    kernel->begin_again();
    RoundRobin strategy;
    EXPECT_TRUE(kernel->run(strategy));
    EXPECT_EQ(outcome_name(kernel->outcome()), "finished");
    EXPECT_EQ(kernel->elapsed(), kSecond);
  }
}

}  // namespace
}  // namespace telar
