#include "report/waiting.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "base/rng.hpp"
#include "trace/names.hpp"

namespace telar {
namespace {

Waiting waiting(StrandId strand, Verb verb, ObjectKind kind, std::string object,
                std::optional<StrandId> holder = {}) {
  Waiting w;
  w.strand = strand;
  w.name = "T" + std::to_string(strand);
  w.verb = verb;
  w.kind = kind;
  w.object = std::move(object);
  w.holder = holder;
  return w;
}
Waiting lock(StrandId strand, std::string object, std::optional<StrandId> holder) {
  return waiting(strand, Verb::acquire, ObjectKind::lock, std::move(object), holder);
}

TEST(Waiting, says_a_cycle_in_its_order_and_leaves_out_the_others) {
  const std::vector<Waiting> all = {waiting(0, Verb::join, ObjectKind::thread, "T1", 1),
                                    lock(1, "B", 2), lock(2, "A", 1)};
  EXPECT_EQ(cycle_of(all), (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(deadlock_text(all, Language::en),
            "T1 waits for lock B, held by T2; T2 waits for lock A, held by T1");
  EXPECT_EQ(deadlock_text(all, Language::es),
            "T1 espera el cerrojo B, que tiene T2; T2 espera el cerrojo A, que tiene T1");
}

TEST(Waiting, says_who_holds_what_it_waits_for_itself) {
  const std::vector<Waiting> all = {lock(3, "A", 3)};
  EXPECT_EQ(cycle_of(all), (std::vector<std::size_t>{0}));
  EXPECT_EQ(deadlock_text(all, Language::en), "T3 waits for lock A, which it holds itself");
  EXPECT_EQ(deadlock_text(all, Language::es), "T3 espera el cerrojo A, que él mismo tiene");
}

TEST(Waiting, without_a_cycle_says_that_nobody_is_left) {
  const std::vector<Waiting> all = {waiting(0, Verb::join, ObjectKind::thread, "T1", 1),
                                    waiting(1, Verb::wait, ObjectKind::condition, "news"),
                                    lock(2, "", 9)};
  EXPECT_TRUE(cycle_of(all).empty());
  EXPECT_EQ(deadlock_text(all, Language::en),
            "T0 waits for the end of T1; T1 waits for condition news; T2 waits for lock, held by a "
            "thread that has ended; "
            "nobody is left who could wake them");
  EXPECT_EQ(deadlock_text(all, Language::es),
            "T0 espera el final de T1; T1 espera la condición news; T2 espera el cerrojo, que "
            "tiene un hilo que ya terminó; "
            "no queda nadie que pueda despertarlos");
}

TEST(Waiting, names_eight_of_many_without_a_cycle) {
  std::vector<Waiting> all;
  for (StrandId i = 0; i < 9; ++i) all.push_back(lock(i, "A", 99));
  const std::string text = deadlock_text(all, Language::en);
  EXPECT_NE(text.find("T7"), text.npos) << text;
  EXPECT_EQ(text.find("T8"), text.npos) << text;
  EXPECT_NE(text.find("; …"), text.npos) << text;
}

TEST(Waiting, finds_a_cycle_exactly_if_there_is_one) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    std::vector<Waiting> all;
    const std::uint32_t n = 1 + rng.below(8);
    // Strands are not named by their index; some holders are of nobody who waits.
    for (std::uint32_t i = 0; i < n; ++i)
      all.push_back(
          lock(10 + i, "A",
               rng.below(3) ? std::optional<StrandId>(10 + rng.below(n + 2)) : std::nullopt));
    const auto next = [&](std::size_t i) {
      return all[i].holder && *all[i].holder - 10 < n ? *all[i].holder - 10 : n;
    };
    bool expected = false;
    for (std::size_t start = 0; start < n; ++start) {
      std::size_t at = start;
      for (std::uint32_t steps = 0; steps < n && at < n && !expected; ++steps)
        expected = (at = next(at)) == start;
    }
    const auto cycle = cycle_of(all);
    ASSERT_EQ(!cycle.empty(), expected);
    for (std::size_t i = 0; i < cycle.size(); ++i)
      EXPECT_EQ(next(cycle[i]), cycle[(i + 1) % cycle.size()]);
    EXPECT_EQ(std::set(cycle.begin(), cycle.end()).size(), cycle.size());
  }
}

TEST(Waiting, says_what_a_strand_is_about_to_do) {
  Waiting store = waiting(1, Verb::store, ObjectKind::shared, "counter");
  store.payload = Payload::of(1);
  EXPECT_EQ(action_text(store, Language::en), "counter = 1");
  EXPECT_EQ(action_text(store, Language::es), "counter = 1");
  EXPECT_EQ(action_text(lock(1, "A", {}), Language::en), "acquire lock A");
  EXPECT_EQ(action_text(lock(1, "A", {}), Language::es), "toma el cerrojo A");
  EXPECT_EQ(action_text(waiting(1, Verb::write, ObjectKind::console, "stdout"), Language::en),
            "write");
  // Every verb and every kind has words, in each language.
  for (const Language language : {Language::es, Language::en})
    for (unsigned verb = 0; is_verb(verb); ++verb)
      for (unsigned kind = 0; is_object_kind(kind); ++kind) {
        const Waiting w = waiting(1, static_cast<Verb>(verb), static_cast<ObjectKind>(kind), "x");
        EXPECT_FALSE(action_text(w, language).empty());
        EXPECT_NE(waiting_text(w, {w}, language), "");
        EXPECT_NE(name_of(w.verb), "");
      }
}

}  // namespace
}  // namespace telar
