#include "kernel/real/run.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "platform/process.hpp"
#include "tests/kernel/gate.hpp"
#include "tests/kernel/run_to_end.hpp"
#include "tests/no_room.hpp"
#include "tests/threads.hpp"
#include "tests/trace/script.hpp"

namespace telar {
namespace {

using testing::Gate;
using testing::poll;

// "no" of std::runtime_error("no").
std::string what(std::exception_ptr error) {
  try {
    std::rethrow_exception(std::move(error));
  } catch (const std::exception& e) {
    return e.what();
  }
}

Task<> writes(std::string text) {
  Strand& self = co_await current_strand();
  self.write_text(self.process().console, text);
}

TEST(Run, tells_in_its_trace_who_it_is_and_how_it_ended) {
  TELAR_NEEDS_THREADS();
  Store store;
  telar::Run run([] { return writes("hello"); }, {.process_name = "Main", .strand_name = "Thread"});
  poll(run, store);
  EXPECT_EQ(run.outcome(), Outcome::finished);
  EXPECT_EQ(run.error(), "");
  ASSERT_EQ(store.processes().size(), 1u);
  EXPECT_EQ(store.processes()[0].name, "Main");
  EXPECT_EQ(store.processes()[0].os_id, static_cast<std::int64_t>(os_process_id()));
  EXPECT_TRUE(store.processes()[0].ended);
  EXPECT_EQ(store.processes()[0].exitcode, 0);
  ASSERT_EQ(store.lanes().size(), 1u);
  EXPECT_EQ(store.lanes()[0].name, "Thread");
  ASSERT_EQ(store.writes().size(), 1u);
  EXPECT_EQ(store.writes()[0].text, "hello");
  ASSERT_TRUE(store.run_end());
  EXPECT_EQ(store.run_end()->outcome, Outcome::finished);
  EXPECT_EQ(store.dropped() + store.rejected(), 0u);
}

TEST(Run, fails_with_what_is_said_of_the_exception_that_ended_its_main_strand) {
  TELAR_NEEDS_THREADS();
  const auto raises = []() -> Task<> {
    co_await current_strand();
    throw std::runtime_error("no");
  };
  std::string reported;
  Store store;
  telar::Run run(raises,
                 {.describe = what, .report_error = [&](Strand& strand, std::exception_ptr error) {
                    reported = strand.name() + ": " + what(std::move(error));
                  }});
  poll(run, store);
  EXPECT_EQ(run.outcome(), Outcome::failed);
  EXPECT_EQ(run.error(), "no");
  EXPECT_EQ(reported, "MainThread: no");
  EXPECT_EQ(store.processes()[0].exitcode, 1);
  ASSERT_TRUE(store.run_end());
  EXPECT_EQ(store.run_end()->outcome, Outcome::failed);
  EXPECT_EQ(store.run_end()->error, "no");
}

TEST(Run, of_which_nobody_says_why_it_failed_has_no_words_for_it) {
  TELAR_NEEDS_THREADS();
  Store store;
  telar::Run run(
      []() -> Task<> {
        throw std::runtime_error("no");
        co_return;
      },
      {});
  poll(run, store);
  EXPECT_EQ(run.outcome(), Outcome::failed);
  EXPECT_EQ(run.error(), "");
}

// Writes, and then waits until it is unwound.
struct Waits {
  Gate never;
  bool unwound = false;

  Task<> body() {
    struct Unwinds {
      bool& unwound;
      ~Unwinds() { unwound = true; }
    } unwinds{unwound};
    co_await writes("waits");
    co_await never.pass();
  }
};

TEST(Run, shows_what_is_written_while_it_runs_and_unwinds_what_waits_when_it_is_stopped) {
  TELAR_NEEDS_THREADS();
  Waits waits;
  Store store;
  telar::Run run([&] { return waits.body(); }, {});
  poll(run, store, [&] { return !store.writes().empty(); });
  EXPECT_FALSE(run.over());
  EXPECT_EQ(run.outcome(), Outcome::running);
  EXPECT_FALSE(waits.unwound);
  run.stop();
  poll(run, store);
  EXPECT_TRUE(waits.unwound);
  EXPECT_EQ(run.outcome(), Outcome::stopped);
  EXPECT_EQ(run.error(), "");
  ASSERT_TRUE(store.run_end());
  EXPECT_EQ(store.run_end()->outcome, Outcome::stopped);
}

TEST(Run, once_it_is_over_has_lasted_so_long_and_has_no_more_to_tell) {
  TELAR_NEEDS_THREADS();
  Store store;
  telar::Run run([] { return writes("hello"); }, {});
  poll(run, store);
  EXPECT_EQ(run.elapsed(), store.elapsed());
  const auto events = store.events().size();
  EXPECT_FALSE(run.poll(store));
  EXPECT_EQ(store.events().size(), events);
}

TEST(Run, that_is_destroyed_has_unwound_what_still_ran) {
  TELAR_NEEDS_THREADS();
  Waits waits;
  {
    Store store;
    telar::Run run([&] { return waits.body(); }, {});
    poll(run, store, [&] { return !store.writes().empty(); });
  }
  EXPECT_TRUE(waits.unwound);
}

TEST(Run, has_memory_to_share_only_if_it_may_have_processes) {
  TELAR_NEEDS_THREADS();
  for (const bool processes : {true, false}) {
    std::shared_ptr<Segment> segment;
    const auto looks = [&]() -> Task<> {
      segment = (co_await current_strand()).process().segment();
    };
    Store store;
    telar::Run run(looks, {.processes = processes});
    poll(run, store);
    EXPECT_EQ(run.outcome(), Outcome::finished);
    EXPECT_EQ(segment != nullptr, processes);
  }
}

TEST(Run, that_cannot_begin_has_failed_and_tells_so) {
  TELAR_NEEDS_THREADS();
  telar::Run::Options options;
  options.describe_refusal = [](NoSharedMemory why) {
    return why == NoSharedMemory::none ? "no thread" : "no memory";
  };
  const NoRoom no_room;
  if (no_room.memory_is_had_all_the_same()) GTEST_SKIP() << "memory is no file here";
  bool began = false;
  telar::Run run(
      [&began]() -> Task<> {
        began = true;
        co_return;
      },
      options);
  Store store;
  run.poll(store);
  EXPECT_TRUE(run.over());
  EXPECT_FALSE(began);
  EXPECT_EQ(run.outcome(), Outcome::failed);
  EXPECT_EQ(run.error(), "no memory");
  ASSERT_TRUE(store.run_end());
  EXPECT_EQ(store.run_end()->outcome, Outcome::failed);
  EXPECT_EQ(store.run_end()->error, run.error());
  EXPECT_EQ(last_of(store).kind, EventKind::run_ended);
}

}  // namespace
}  // namespace telar
