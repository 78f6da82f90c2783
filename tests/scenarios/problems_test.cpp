// The programs that go wrong in some orders: mended they end well, on either kernel and whatever
// the order; and what they say when they do not.
#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/library.hpp"
#include "tests/runtime/harness.hpp"
#include "tests/scenarios/mended.hpp"

namespace telar {
namespace {

using testing::Ran;
using Words = std::initializer_list<std::pair<std::string_view, std::string_view>>;
using Lines = std::multiset<std::string>;

// With the parameters that mend it, but for these.
Ran run(std::string_view name, Words words = {}, Language language = Language::es) {
  const Program* const program = find_program(name);
  Parameters parameters = testing::mended(*program);
  for (const auto& [parameter, word] : words)
    EXPECT_EQ(parameters.set(parameter, word, Language::en), "");
  RunSettings settings;
  settings.language = language;
  settings.gil = parameters.is_on(ParameterRole::gil);
  return testing::expect_finishes([&] { return program->body(parameters)(); }, settings);
}

// Whole lines, though the writes of others fell in between.
Lines lines_of(const Ran& ran) {
  std::map<StrandId, std::string> text;
  for (const Write& write : ran.store.writes()) text[write.strand] += write.text;
  Lines lines;
  for (const auto& [strand, all] : text)
    for (std::size_t begin = 0, end; (end = all.find('\n', begin)) != all.npos; begin = end + 1)
      lines.insert(all.substr(begin, end - begin));
  return lines;
}

std::vector<std::string> lane_names(const Ran& ran) {
  std::vector<std::string> names;
  for (const Lane& lane : ran.store.lanes()) names.push_back(lane.name);
  return names;
}

TEST(Problems, a_lock_loses_no_update) {
  const Ran ran = run("lost-update", {{"n", "4"}, {"increments", "20"}});
  EXPECT_EQ(ran.lines(), std::vector<std::string>{"El contador vale 80"});
  EXPECT_EQ(run("lost-update", {}, Language::en).lines(),
            std::vector<std::string>{"The counter is 2"});
}

TEST(Problems, one_thread_loses_nothing_even_without_a_lock) {
  EXPECT_EQ(run("lost-update", {{"n", "1"}, {"increments", "20"}, {"lock", "off"}}).lines(),
            std::vector<std::string>{"El contador vale 20"});
}

TEST(Problems, locks_in_one_order_never_make_a_circle) {
  const Ran ran = run("deadlock");
  const auto lines = ran.lines();
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(Lines(lines.begin(), lines.end()),
            (Lines{"Hilo 1 tiene los dos cerrojos", "Hilo 2 tiene los dos cerrojos",
                   "Los dos han terminado"}));
  EXPECT_EQ(lines.back(), "Los dos han terminado");
}

TEST(Problems, with_a_left_handed_one_all_philosophers_eat) {
  for (const int n : {2, 3, 10}) {
    const Ran ran = run("philosophers", {{"n", std::to_string(n)}, {"rounds", "3"}}, Language::en);
    Lines expected{"All have eaten"};
    for (int i = 0; i < 3 * n; ++i)
      expected.insert("Philosopher " + std::to_string(i % n) + " eats");
    EXPECT_EQ(lines_of(ran), expected);
    EXPECT_EQ(lane_names(ran).back(), "Philosopher " + std::to_string(n - 1));
  }
}

TEST(Problems, who_looks_before_waiting_misses_no_notification) {
  EXPECT_EQ(lines_of(run("lost-wakeup", {{"n", "3"}})),
            (Lines{"Hilo 0 se ha enterado", "Hilo 1 se ha enterado", "Hilo 2 se ha enterado"}));
}

TEST(Problems, checked_and_done_under_one_lock_the_balance_stays_positive) {
  const Ran ran = run("check-then-act");
  EXPECT_EQ(ran.lines().size(), 2u);
  EXPECT_EQ(ran.lines().back(), "Quedan 40");
  EXPECT_EQ(run("check-then-act", {{"amount", "50"}, {"lock", "off"}}).lines().back(), "Quedan 0");
}

TEST(Problems, a_buffer_that_looks_again_loses_nothing) {
  const std::pair<const char*, const char*> sizes[] = {{"1", "2"}, {"3", "4"}, {"5", "1"}};
  for (const auto& [producers, consumers] : sizes) {
    const Ran ran = run("bounded-buffer",
                        {{"producers", producers}, {"consumers", consumers}, {"items", "20"}});
    std::multiset<int> taken;
    for (const std::string& line : lines_of(ran))
      taken.insert(std::stoi(line.substr(line.rfind(' '))));
    ASSERT_EQ(taken.size(), 20u);
    for (int item = 0; item < 20; ++item) EXPECT_EQ(taken.count(item), 1u);
  }
}

TEST(Problems, the_writer_waits_for_all_readers_unless_it_is_fair) {
  for (const bool fair : {false, true}) {
    const Ran ran =
        run("readers-writers", {{"n", "2"}, {"seconds", "0.05"}, {"fair", fair ? "on" : "off"}});
    const Lines lines = lines_of(ran);
    EXPECT_EQ(lines.count("Lector 0 lee"), 3u);
    EXPECT_EQ(lines.count("Lector 1 lee"), 3u);
    const auto writes = std::ranges::find_if(
        lines, [](auto& line) { return line.starts_with("El escritor escribe"); });
    ASSERT_NE(writes, lines.end());
    const int passed = std::stoi(writes->substr(writes->rfind(' ')));
    EXPECT_GE(passed, 0);
    EXPECT_LE(passed, 6);
    // How many, the clock decides: only the virtual one is on time.
    if (testing::on_virtual_kernel()) {
      if (fair)
        EXPECT_LE(passed, 1);
      else
        EXPECT_GE(passed, 3);
    }
  }
}

TEST(Problems, a_barrier_keeps_the_phases_apart) {
  const Ran ran = run("barrier", {{"n", "3"}, {"phases", "3"}, {"seconds", "0"}});
  EXPECT_EQ(lines_of(ran).size(), 9u);
  const std::string output = ran.output();
  for (const char phase : {'1', '2'}) {
    const std::string ends = std::string("acaba la fase ") + phase,
                      next = std::string("acaba la fase ") + char(phase + 1);
    EXPECT_LT(output.rfind(ends), output.find(next)) << output;
  }
  EXPECT_EQ(lines_of(run("barrier", {{"barrier", "off"}})).size(), 4u);
}

TEST(Problems, a_semaphore_lets_no_more_than_its_number_in) {
  const Ran ran = run("semaphore", {{"n", "6"}, {"k", "2"}});
  int inside = 0, most = 0;
  for (const Write& write : ran.store.writes()) {
    if (write.text.ends_with("empieza a descargar")) most = std::max(most, ++inside);
    if (write.text.ends_with("ha descargado")) --inside;
  }
  EXPECT_EQ(inside, 0);
  EXPECT_LE(most, 2);
  EXPECT_EQ(lines_of(ran).size(), 12u);
}

TEST(Problems, a_blocked_loop_beats_once_and_a_free_one_goes_on) {
  const Ran blocked = run("blocking-the-loop", {{"n", "2"}, {"seconds", "0.05"}});
  EXPECT_EQ(blocked.lines(),
            (std::vector<std::string>{"Latido", "Corrutina 0 despierta", "Corrutina 1 despierta"}));
  const Ran free = run("blocking-the-loop", {{"n", "2"}, {"seconds", "0.2"}, {"blocking", "off"}});
  EXPECT_GE(lines_of(free).count("Latido"), 2u);
  EXPECT_EQ(lines_of(free).count("Corrutina 1 despierta"), 1u);
}

TEST(Problems, a_cancelled_task_tidies_up) {
  EXPECT_EQ(run("cancelled-task", {{"seconds", "3600"}, {"timeout", "0.01"}}).lines(),
            (std::vector<std::string>{"Descarga 1: empieza", "Descarga 1: borra lo que tenía",
                                      "La descarga 1 se canceló", "Descarga 2: empieza",
                                      "Descarga 2: borra lo que tenía",
                                      "La descarga 2 tardaba demasiado"}));
  EXPECT_EQ(run("cancelled-task", {{"seconds", "0"}, {"timeout", "0.1"}}).lines(),
            (std::vector<std::string>{"Descarga 1: empieza", "Descarga 1: completa",
                                      "Descarga 2: empieza", "Descarga 2: completa"}));
  EXPECT_EQ(run("cancelled-task", {}, Language::en).lines().back(), "Download 2 took too long");
}

TEST(Problems, a_lock_keeps_lines_whole) {
  const auto lines = run("garbled-print", {{"n", "10"}}).lines();
  ASSERT_EQ(lines.size(), 10u);
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(std::ranges::count(lines, "Hilo " + std::to_string(i) + " despierto"), 1) << i;
}

TEST(Problems, the_same_work_is_timed_in_four_ways) {
  for (const char* gil : {"on", "off"}) {
    const auto lines = run("gil", {{"gil", gil}}).lines();
    ASSERT_EQ(lines.size(), 4u);
    const std::string_view ways[] = {
        "Uno tras otro: ", "Hilos: ", "Procesos: ", "Grupo de procesos: "};
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_TRUE(lines[i].starts_with(ways[i]) && lines[i].ends_with(" segundos")) << lines[i];
    }
  }
}

}  // namespace
}  // namespace telar
