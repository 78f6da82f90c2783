// The programs on real threads and processes, with naps of milliseconds: what they print, which
// lanes they have, how they end.
#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/library.hpp"
#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using testing::Ran;
using Lines = std::multiset<std::string>;
using Words = std::initializer_list<std::pair<std::string_view, std::string_view>>;

Parameters parameters_of(std::string_view name, Words words) {
  const Program* const program = find_program(name);
  EXPECT_TRUE(program) << name;
  Parameters parameters = program->defaults();
  for (const auto& [parameter, word] : words)
    EXPECT_EQ(parameters.set(parameter, word, Language::en), "");
  return parameters;
}

RunSettings settings_of(const Parameters& parameters, Language language) {
  RunSettings settings;
  settings.language = language;
  settings.gil = parameters.is_on(ParameterRole::gil);
  return settings;
}

Ran run(std::string_view name, Words words, Language language = Language::es) {
  const Parameters parameters = parameters_of(name, words);
  const Program* const program = find_program(name);
  return testing::expect_finishes([&] { return program->body(parameters)(); },
                                  settings_of(parameters, language));
}

// What each strand printed, line by line: whole even if the writes of others fell in between.
std::map<StrandId, std::vector<std::string>> lines_of_strands(const Ran& ran) {
  std::map<StrandId, std::string> text;
  for (const Write& write : ran.store.writes()) text[write.strand] += write.text;
  std::map<StrandId, std::vector<std::string>> lines;
  for (auto& [strand, all] : text) {
    EXPECT_TRUE(all.ends_with('\n')) << all;
    for (std::size_t begin = 0, end; (end = all.find('\n', begin)) != all.npos; begin = end + 1)
      lines[strand].push_back(all.substr(begin, end - begin));
  }
  return lines;
}

Lines lines_of(const Ran& ran) {
  Lines all;
  for (const auto& [strand, lines] : lines_of_strands(ran)) all.insert(lines.begin(), lines.end());
  return all;
}

// Two lines for each number below n.
Lines pairs(int n, const std::string& who, const std::string& first, const std::string& second) {
  Lines lines;
  for (int i = 0; i < n; ++i) {
    lines.insert(who + " " + std::to_string(i) + " " + first);
    lines.insert(who + " " + std::to_string(i) + " " + second);
  }
  return lines;
}

int count(const Ran& ran, Lane::Kind kind) {
  return static_cast<int>(std::ranges::count(ran.store.lanes(), kind, &Lane::kind));
}
int threads(const Ran& ran) { return count(ran, Lane::Kind::thread); }
int tasks(const Ran& ran) { return count(ran, Lane::Kind::task); }
int processes(const Ran& ran) { return static_cast<int>(ran.store.processes().size()); }

void expect_all_ended_well(const Ran& ran) {
  EXPECT_EQ(ran.store.dropped(), 0u);
  EXPECT_EQ(ran.store.rejected(), 0u);
  for (const auto& process : ran.store.processes()) {
    EXPECT_TRUE(process.known && process.ended) << process.name;
    EXPECT_EQ(process.exitcode, 0) << process.name;
  }
  for (const auto& lane : ran.store.lanes()) EXPECT_TRUE(lane.finished) << lane.name;
}

TEST(Programs, threads_sleep_together_in_one_process) {
  const Ran ran = run("threads", {{"n", "4"}, {"seconds", "0.02"}});
  EXPECT_EQ(lines_of(ran), pairs(4, "Hilo", "durmiendo 0.02 segundos", "despierto"));
  EXPECT_EQ(threads(ran), 5);
  EXPECT_EQ(processes(ran), 1);
  expect_all_ended_well(ran);
}

TEST(Programs, each_thread_prints_its_own_two_lines_in_order) {
  const Ran ran = run("threads", {{"n", "3"}, {"seconds", "0.01"}}, Language::en);
  std::set<std::vector<std::string>> each;
  for (const auto& [strand, lines] : lines_of_strands(ran)) each.insert(lines);
  std::set<std::vector<std::string>> expected;
  for (const std::string i : {"0", "1", "2"})
    expected.insert({"Thread " + i + " sleeping 0.01 seconds", "Thread " + i + " awake"});
  EXPECT_EQ(each, expected);
}

TEST(Programs, a_text_and_its_newline_are_two_writes) {
  const Ran ran = run("threads", {{"n", "1"}, {"seconds", "0"}});
  std::vector<std::string> writes;
  for (const auto& write : ran.store.writes()) writes.push_back(write.text);
  EXPECT_EQ(writes, (std::vector<std::string>{"Hilo 0 durmiendo 0 segundos", "\n",
                                              "Hilo 0 despierto", "\n"}));
}

TEST(Programs, threads_that_compute_say_that_they_compute) {
  for (const char* gil : {"on", "off"}) {
    const Ran ran =
        run("threads", {{"n", "2"}, {"seconds", "0.02"}, {"work", "cpu"}, {"gil", gil}});
    EXPECT_EQ(lines_of(ran), pairs(2, "Hilo", "calculando 0.02 segundos", "ha terminado"));
    expect_all_ended_well(ran);
  }
}

TEST(Programs, the_interpreter_lock_is_taken_only_if_it_is_on) {
  for (const bool on : {true, false}) {
    const Ran ran = run(
        "threads", {{"n", "2"}, {"seconds", "0.01"}, {"work", "cpu"}, {"gil", on ? "on" : "off"}});
    const bool taken = std::ranges::any_of(
        ran.store.events(), [](const Event& e) { return e.kind == EventKind::acquire; });
    EXPECT_EQ(taken, on);
  }
}

TEST(Programs, processes_are_processes) {
  const Ran ran = run("processes", {{"n", "3"}, {"seconds", "0.01"}});
  EXPECT_EQ(lines_of(ran), pairs(3, "Proceso", "durmiendo 0.01 segundos", "despierto"));
  EXPECT_EQ(processes(ran), 4);
  EXPECT_EQ(threads(ran), 4);
  expect_all_ended_well(ran);
  std::set<std::int64_t> os_ids;
  for (const auto& process : ran.store.processes()) os_ids.insert(process.os_id);
  if (!testing::on_virtual_kernel()) EXPECT_EQ(os_ids.size(), 4u);
}

TEST(Programs, processes_compute_in_the_language_of_the_run) {
  const Ran ran =
      run("processes", {{"n", "2"}, {"seconds", "0.01"}, {"work", "cpu"}}, Language::en);
  EXPECT_EQ(lines_of(ran), pairs(2, "Process", "computing 0.01 seconds", "has finished"));
  expect_all_ended_well(ran);
}

TEST(Programs, a_pool_of_two_does_its_tasks_two_at_a_time) {
  const Ran ran = run("pool", {{"n", "5"}, {"seconds", "0.02"}, {"workers", "2"}});
  EXPECT_EQ(lines_of(ran), pairs(5, "Proceso", "durmiendo 0.02 segundos", "despierto"));
  EXPECT_EQ(processes(ran), 3);
  expect_all_ended_well(ran);
  ASSERT_EQ(ran.store.jobs().size(), 5u);
  std::vector<std::pair<Nanos, int>> changes;
  for (const Job& job : ran.store.jobs()) {
    changes.push_back({job.begun, 1});
    changes.push_back({job.ended, -1});
    EXPECT_FALSE(job.raised);
  }
  std::ranges::sort(changes);
  int now = 0, most = 0;
  for (const auto& [time, change] : changes) most = std::max(most, now += change);
  EXPECT_LE(most, 2);
}

TEST(Programs, a_pool_of_one_does_its_tasks_in_order) {
  const Ran ran =
      run("pool", {{"n", "3"}, {"seconds", "0"}, {"workers", "1"}, {"work", "cpu"}}, Language::en);
  EXPECT_EQ(ran.lines(),
            (std::vector<std::string>{"Process 0 computing 0 seconds", "Process 0 has finished",
                                      "Process 1 computing 0 seconds", "Process 1 has finished",
                                      "Process 2 computing 0 seconds", "Process 2 has finished"}));
}

TEST(Programs, processes_with_threads_have_threads_in_each_process) {
  const Ran ran = run("processes-threads", {{"n", "3"}, {"seconds", "0.01"}, {"workers", "2"}});
  Lines expected = pairs(3, "Hilo", "durmiendo 0.01 segundos", "despierto");
  expected.merge(pairs(3, "Hilo", "durmiendo 0.01 segundos", "despierto"));
  EXPECT_EQ(lines_of(ran), expected);
  EXPECT_EQ(processes(ran), 3);
  EXPECT_EQ(threads(ran), 1 + 2 * (1 + 3));
  for (const auto& process : ran.store.processes())
    EXPECT_EQ(process.lanes.size(), process.id == 0 ? 1u : 4u);
  expect_all_ended_well(ran);
}

TEST(Programs, coroutines_of_both_styles_run_in_one_thread_and_in_order) {
  for (const char* name : {"event-loop", "async-await"}) {
    for (const Language language : {Language::es, Language::en}) {
      const Ran ran = run(name, {{"n", "4"}, {"seconds", "0.02"}}, language);
      std::vector<std::string> expected;
      for (int i = 0; i < 4; ++i)
        expected.push_back(language == Language::es
                               ? "Corrutina " + std::to_string(i) + " durmiendo 0.02 segundos"
                               : "Coroutine " + std::to_string(i) + " sleeping 0.02 seconds");
      for (int i = 0; i < 4; ++i)
        expected.push_back(language == Language::es
                               ? "Corrutina " + std::to_string(i) + " despierta"
                               : "Coroutine " + std::to_string(i) + " awake");
      EXPECT_EQ(ran.lines(), expected) << name;
      EXPECT_EQ(threads(ran), 1) << name;
      EXPECT_EQ(processes(ran), 1) << name;
      EXPECT_EQ(tasks(ran), 5) << name << ": the four, and the one that waits for them";
      expect_all_ended_well(ran);
    }
  }
}

TEST(Programs, thousands_of_coroutines_sleep_in_one_thread) {
  const Ran ran = run("async-await", {{"n", "2000"}, {"seconds", "0.01"}});
  EXPECT_EQ(lines_of(ran).size(), 4000u);
  EXPECT_EQ(tasks(ran), 2001);
  EXPECT_EQ(ran.store.dropped(), 0u) << "a write makes room in a full ring";
}

TEST(Programs, the_owner_of_a_queue_serves_one_request_after_another) {
  const Ran ran = run("queue", {{"n", "4"}, {"seconds", "0.01"}});
  std::set<std::string> asked, served, told;
  std::vector<std::string> by_owner;
  for (const auto& lane : ran.store.lanes())
    if (lane.name == "owner") by_owner = lines_of_strands(ran)[lane.strand];
  ASSERT_EQ(by_owner.size(), 4u);
  for (int i = 0; i < 4; ++i) {
    const std::string balance = std::to_string(10 * (i + 1));
    EXPECT_TRUE(by_owner[i].starts_with("Petición del hilo ") &&
                by_owner[i].ends_with(" atendida, saldo " + balance))
        << by_owner[i];
    const std::string client = by_owner[i].substr(std::string("Petición del hilo ").size(), 1);
    const Lines all = lines_of(ran);
    EXPECT_EQ(all.count("Hilo " + client + " pide ingresar 10"), 1u);
    EXPECT_EQ(all.count("Hilo " + client + " sabe que el saldo es " + balance), 1u);
  }
  EXPECT_EQ(lines_of(ran).size(), 12u);
  EXPECT_EQ(threads(ran), 6);
  expect_all_ended_well(ran);
}

TEST(Programs, the_queue_speaks_english_too) {
  const Ran ran = run("queue", {{"n", "1"}, {"seconds", "0"}}, Language::en);
  EXPECT_EQ(lines_of(ran),
            (Lines{"Thread 0 asks to deposit 10", "Request of thread 0 served, balance 10",
                   "Thread 0 knows that the balance is 10"}));
}

TEST(Programs, each_of_the_chapter_can_be_stopped_in_its_sleep) {
  for (const Program& program : library().first(7)) {
    const std::string_view name = program.name();
    Parameters parameters = parameters_of(name, {{"n", "2"}, {"seconds", "3600"}});
    const Ran ran = testing::run(
        [&] { return program.body(parameters)(); }, settings_of(parameters, Language::es),
        [](Store& store) { return std::ranges::count(store.writes(), "\n", &Write::text) >= 2; });
    EXPECT_EQ(outcome_name(ran.outcome), "stopped") << name;
    for (const auto& process : ran.store.processes()) EXPECT_TRUE(process.ended) << name;
  }
}

}  // namespace
}  // namespace telar
