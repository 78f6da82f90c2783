#include "report/trace_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "tests/golden.hpp"
#include "tests/trace/programs.hpp"

namespace telar {
namespace {

std::string text(const Store& store, Language language) {
  std::ostringstream out;
  write_text(out, store, language);
  return out.str();
}

TEST(TraceText, has_one_line_for_each_event) {
  const Store store = everything().store();
  EXPECT_EQ(store.rejected(), 0u);
  const std::string lines = text(store, Language::en);
  std::size_t events = 0;
  for (const Event& event : store.events()) events += event.kind != EventKind::text;
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(lines, '\n')), events);
  expect_golden("trace_everything.txt", lines);
  expect_golden("trace_everything_es.txt", text(store, Language::es));
}

// What there is only in virtual time: two strands that wait for each other, and a race.
TEST(TraceText, says_races_and_who_never_goes_on_in_the_language) {
  Script s;
  s.process(0, 0, "MainProcess").strand(0, 0, "MainThread").strand(0, 1, "Ann");
  s.object(0, 0, 4, ObjectKind::shared, "counter");
  s.add(race_event(5'000, 1, {4, 0, 3'000, Verb::load, Verb::store}));
  s.add(6'000, 0, EventKind::stuck).add(6'000, 1, EventKind::stuck, 0, 0, 1);
  const auto ends = [&](Language language) {
    std::string all;
    std::istringstream lines(text(s.store(), language));
    for (std::string line; std::getline(lines, line);)
      if (line.find("0.005000ms") != line.npos || line.find("0.006000ms") != line.npos)
        all += line.substr(44) + "\n";
    return all;
  };
  EXPECT_EQ(ends(Language::en),
            "data race on variable 'counter': store, and load by MainThread at 0.003000ms\n"
            "never goes on\nnever goes on without MainThread\n");
  EXPECT_EQ(ends(Language::es),
            "carrera de datos en la variable 'counter': escritura, y lectura de MainThread en "
            "0.003000ms\nnunca sigue\nnunca sigue sin MainThread\n");
}

TEST(TraceText, of_the_pool_is_as_it_was) {
  expect_golden("trace_pool.txt", text(pool_of_two().store(), Language::en));
}

TEST(TraceText, does_not_depend_on_how_events_arrive) {
  const Script script = everything();
  Store store;
  for (std::size_t at = 0; at < script.events.size();) {
    std::size_t end = at + 1;
    while (end < script.events.size() && script.events[end].kind == EventKind::text) ++end;
    store.append(std::span(script.events).subspan(at, end - at));
    at = end;
  }
  EXPECT_EQ(text(store, Language::en), text(script.store(), Language::en));
}

}  // namespace
}  // namespace telar
