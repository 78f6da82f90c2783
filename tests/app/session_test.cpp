#include "app/session.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "app/run_json.hpp"
#include "app/run_settings.hpp"
#include "platform/clock.hpp"
#include "platform/process.hpp"
#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"
#include "scenarios/library.hpp"
#include "tests/json_check.hpp"
#include "tests/runtime/harness.hpp"
#include "tests/scenarios/mended.hpp"
#include "tests/trace/script.hpp"

namespace telar {
namespace {

using testing::kHangs;

Parameters tiny(const Program& program, std::string_view seconds = "0.01") {
  Parameters parameters = program.defaults();
  EXPECT_EQ(parameters.set("n", "2", Language::en), "");
  EXPECT_EQ(parameters.set("seconds", seconds, Language::en), "");
  return parameters;
}

// Polls as a window does, until the condition holds; a hang fails the test.
template <class F>
void poll_until(Session& session, F condition) {
  for (const Nanos hangs = monotonic_now() + kHangs; !condition();) {
    session.poll();
    ASSERT_LT(monotonic_now(), hangs) << "the session hangs";
    if (!condition()) session.wait(monotonic_now() + 5 * kMillisecond);
  }
}
void poll_to_end(Session& session) {
  poll_until(session, [&] { return !session.busy(); });
}

std::string output_of(const Session& session) {
  std::string all;
  for (const Write& write : session.store().writes()) all += write.text;
  return all;
}

const Program& threads() { return *find_program("threads"); }
const Program& processes() { return *find_program("processes"); }

TEST(Session, before_its_first_run_it_is_idle) {
  Session session;
  EXPECT_FALSE(session.poll());
  EXPECT_FALSE(session.live() || session.busy() || session.stopping());
  EXPECT_EQ(session.run_number(), 0u);
  EXPECT_EQ(session.parameters(), nullptr);
  EXPECT_EQ(session.elapsed(), 0);
  EXPECT_EQ(session.metrics().concurrency_peak, 0);
  session.stop();
}

TEST(Session, runs_every_program_one_after_the_other) {
  Session session;
  for (const Program& program : library()) {
    session.start(program, testing::mended(program));
    EXPECT_TRUE(session.live());
    poll_to_end(session);
    EXPECT_EQ(outcome_name(session.outcome()), "finished") << program.name() << session.error();
    EXPECT_TRUE(session.store().finished());
    EXPECT_EQ(session.store().end(), session.elapsed());
    EXPECT_EQ(last_of(session.store()).kind, EventKind::run_ended);
    EXPECT_FALSE(session.store().writes().empty());
    EXPECT_GT(session.metrics().task_time, 0);
    EXPECT_FALSE(session.poll()) << "nothing happens after the end";
  }
  EXPECT_EQ(session.run_number(), library().size());
}

TEST(Session, poll_says_whether_anything_changed) {
  Session session;
  session.start(threads(), tiny(threads()));
  bool last = false;
  unsigned changes = 0;
  for (const Nanos hangs = monotonic_now() + kHangs; session.live();) {
    ASSERT_LT(monotonic_now(), hangs) << "the session hangs";
    last = session.poll();
    changes += last;
    if (session.live()) session.wait(monotonic_now() + 5 * kMillisecond);
  }
  EXPECT_TRUE(last) << "the end is a change";
  EXPECT_GE(changes, 2u);
}

TEST(Session, stops_a_run_in_its_sleep_and_keeps_what_it_printed) {
  for (const Program* program : {&threads(), &processes()}) {
    Session session;
    session.start(*program, tiny(*program, "3600"));
    poll_until(session, [&] { return output_of(session).find('\n') != std::string::npos; });
    EXPECT_FALSE(session.stopping());
    session.stop();
    EXPECT_TRUE(session.stopping());
    poll_to_end(session);
    EXPECT_EQ(outcome_name(session.outcome()), "stopped");
    EXPECT_NE(output_of(session).find("durmiendo 3600 segundos"), std::string::npos);
    EXPECT_EQ(output_of(session).find("despierto"), std::string::npos);
    EXPECT_FALSE(session.stopping());
    EXPECT_EQ(last_of(session.store()).kind, EventKind::run_ended);
    ASSERT_TRUE(session.store().run_end());
    EXPECT_EQ(session.store().run_end()->outcome, Outcome::stopped);
    EXPECT_EQ(session.store().run_end()->elapsed, session.elapsed());
  }
}

TEST(Session, a_new_run_replaces_one_that_lives) {
  Session session;
  session.start(processes(), tiny(processes(), "3600"));
  poll_until(session, [&] { return !session.store().writes().empty(); });
  session.start(threads(), tiny(threads()), {.language = Language::en});
  EXPECT_TRUE(session.store().writes().empty()) << "the old run's trace is gone at once";
  EXPECT_EQ(*session.program(), threads());
  poll_to_end(session);
  EXPECT_EQ(outcome_name(session.outcome()), "finished");
  EXPECT_EQ(session.store().processes().size(), 1u) << "nothing of the old run came late";
  EXPECT_NE(output_of(session).find("Thread 1 awake"), std::string::npos);
}

TEST(Session, many_runs_can_be_started_without_waiting_for_their_ends) {
  Session session;
  const auto start = [&session](std::string_view seconds) {
    // In a browser no more than four live at once: another fails to start, and says so.
    while (session.start(threads(), tiny(threads(), seconds)), !session.error().empty())
      session.poll();
  };
  for (int i = 0; i < 20; ++i) start("3600");
  start("0.01");
  poll_to_end(session);
  EXPECT_EQ(outcome_name(session.outcome()), "finished");
  EXPECT_GE(session.run_number(), 21u);
}

TEST(Session, leaves_no_process_behind_when_it_is_destroyed_while_a_run_sleeps) {
  {
    Session session;
    session.start(processes(), tiny(processes(), "3600"));
    poll_until(session, [&] { return !session.store().writes().empty(); });
    EXPECT_GT(population().processes, 0);
  }
  // They have been told to end, and are gone soon after: not in an hour.
  for (const Nanos hangs = monotonic_now() + kHangs; population().processes > 0;) {
    ASSERT_LT(monotonic_now(), hangs) << "a process is left";
    std::this_thread::yield();
  }
}

std::atomic<int> unwound;
struct Unwound {
  ~Unwound() { ++unwound; }
};
Task<> sleeper() {
  Unwound here;
  co_await write("asleep");
  co_await time::sleep(3600);
}
Task<> two_sleepers(const Parameters&) {
  threading::Thread thread(sleeper);
  co_await thread.start();
  co_await sleeper();
}

TEST(Session, has_unwound_every_strand_once_it_is_destroyed) {
  unwound = 0;
  {
    Session session;
    const Program program = compiled_program({.name = "sleepers"}, two_sleepers);
    session.start(program, program.defaults());
    poll_until(session, [&] { return session.store().writes().size() == 2; });
    EXPECT_EQ(unwound, 0);
  }
  EXPECT_EQ(unwound, 2);
}

TEST(Session, starting_does_not_wait_for_the_run) {
  Session session;
  session.start(threads(), tiny(threads(), "3600"));
  EXPECT_TRUE(session.live());
  EXPECT_LT(session.elapsed(), 3600 * kSecond);
  session.stop();
  poll_to_end(session);
}

TEST(Session, without_processes_a_program_that_needs_them_fails_with_a_line) {
  Session session;
  session.start(processes(), tiny(processes()), {.language = Language::es, .processes = false});
  poll_to_end(session);
  EXPECT_EQ(outcome_name(session.outcome()), "failed");
  EXPECT_TRUE(session.error().starts_with("OSError: ")) << session.error();
}

TEST(Session, tells_the_run_what_its_parameters_say) {
  Parameters parameters = threads().defaults();
  EXPECT_TRUE(run_settings(parameters, Language::en).gil);
  EXPECT_EQ(run_settings(parameters, Language::en).language, Language::en);
  EXPECT_EQ(parameters.set("gil", "off", Language::en), "");
  EXPECT_FALSE(run_settings(parameters, Language::es).gil);
  EXPECT_FALSE(run_settings(processes().defaults(), Language::es).gil);
}

TEST(RunJson, is_one_value_with_the_keys_that_users_rely_on) {
  Session session;
  session.start(*find_program("pool"), tiny(*find_program("pool")));
  poll_to_end(session);
  const std::string json = run_json(session);
  EXPECT_TRUE(JsonCheck::valid(json)) << json;
  EXPECT_TRUE(json.starts_with(
      R"({"scenario":"pool","parameters":{"n":2,"seconds":0.01,"workers":2,"work":"sleep"},)"
      R"("kernel":"real","seed":null,"schedule":null,"outcome":"finished","elapsed_ns":)"))
      << json;
  for (const char* key :
       {R"("output":[{"time_ns":)", R"("processes":[{"id":0,"name":"MainProcess","os_id":)",
        R"("strands":[{"id":0,"process":0,"name":"MainThread","kind":"thread"})", R"("tasks":[])",
        R"("metrics":{"task_ns":)", R"("text":"Proceso 1 despierto"})", R"("dropped":0})"})
    EXPECT_NE(json.find(key), std::string::npos) << key << "\n" << json;
  EXPECT_EQ(json.find("\"error\""), std::string::npos);
}

TEST(RunJson, says_why_a_run_failed) {
  Session session;
  session.start(processes(), tiny(processes()), {.language = Language::es, .processes = false});
  poll_to_end(session);
  const std::string json = run_json(session);
  EXPECT_TRUE(JsonCheck::valid(json)) << json;
  EXPECT_NE(json.find(R"("outcome":"failed","error":"OSError: )"), std::string::npos) << json;
}

}  // namespace
}  // namespace telar
