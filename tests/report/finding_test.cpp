#include "report/finding.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/trace/script.hpp"

namespace telar {
namespace {

constexpr ObjectId kCounter = 7;

// Two threads, a counter, and who does what with it, a microsecond each.
class Steps : public Script {
 public:
  Steps() {
    process(0, 0, "MainProcess").strand(0, 0, "MainThread");
    strand(0, 1, "Ann").strand(0, 2, "Bob");
    object(0, 0, kCounter, ObjectKind::shared, "counter");
  }
  Steps& load(StrandId who) { return step(who, EventKind::load); }
  Steps& save(StrandId who) { return step(who, EventKind::store); }

 private:
  Steps& step(StrandId who, EventKind kind) {
    add(++time_ * kMicrosecond, who, kind, kCounter);
    return *this;
  }
  Nanos time_ = 0;
};

std::vector<Finding> found_in(const Script& script) { return findings_of(script.store(), {}, {}); }

TEST(Finding, a_run_in_which_nothing_goes_wrong_has_none) {
  EXPECT_TRUE(found_in(Steps().load(1).save(1).load(2).save(2)).empty());
}

TEST(Finding, a_store_over_one_that_was_made_since_the_own_load_loses_it) {
  const Steps steps = Steps().load(1).load(2).save(2).save(1).load(1);
  const auto findings = found_in(steps);
  ASSERT_EQ(findings.size(), 1u);
  const Finding& lost = findings[0];
  EXPECT_EQ(lost.kind, Finding::Kind::lost_update);
  EXPECT_EQ(lost.subject, "counter");
  ASSERT_EQ(lost.places.size(), 3u);
  EXPECT_EQ(lost.places[0].what.strand, 1u);
  EXPECT_EQ(lost.places[0].time, 1 * kMicrosecond);
  EXPECT_EQ(lost.places[1].what.strand, 2u);
  EXPECT_EQ(lost.places[1].time, 3 * kMicrosecond);
  EXPECT_EQ(lost.places[2].time, 4 * kMicrosecond);
  EXPECT_EQ(lost.since, steps.store().events().size() - 1) << "with the store, not before";
  EXPECT_EQ(finding_text(lost, Language::en),
            "what Bob stored in counter is lost: Ann had loaded it before and stores over it");
  EXPECT_EQ(place_text(lost, 1, Language::es), "guarda counter: se perderá");
}

TEST(Finding, only_the_first_lost_updates_of_a_variable_are_told) {
  Steps steps;
  for (int i = 0; i < 10; ++i) steps.load(1).load(2).save(2).save(1);
  EXPECT_EQ(found_in(steps).size(), 3u);
}

TEST(Finding, a_store_over_the_own_one_or_after_a_new_load_loses_nothing) {
  EXPECT_TRUE(found_in(Steps().load(1).save(1).save(1)).empty());
  EXPECT_TRUE(found_in(Steps().load(1).load(2).save(2).load(1).save(1)).empty());
  EXPECT_TRUE(found_in(Steps().save(2).save(1)).empty()) << "who has not loaded wanted to store";
}

Waiting waits(StrandId strand, std::string name, std::string lock, StrandId holder) {
  Waiting w;
  w.strand = strand;
  w.name = std::move(name);
  w.verb = Verb::acquire;
  w.kind = ObjectKind::lock;
  w.object = std::move(lock);
  w.holder = holder;
  return w;
}

TEST(Finding, a_deadlock_is_its_cycle_in_order_and_since_when_each_waits) {
  Steps steps;
  steps.state(5, 1, State::blocked, 8).state(9, 2, State::blocked, 9);
  const std::vector<Waiting> waiting = {waits(0, "MainThread", "C", 1), waits(1, "Ann", "B", 2),
                                        waits(2, "Bob", "A", 1)};
  const auto findings = findings_of(steps.store(), waiting, {});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, Finding::Kind::deadlock);
  ASSERT_EQ(findings[0].places.size(), 2u) << "who only waits for one of them is not part of it";
  EXPECT_EQ(findings[0].places[0].time, 5);
  EXPECT_EQ(findings[0].places[1].time, 9);
  EXPECT_EQ(place_text(findings[0], 0, Language::en), "waits for lock B, held by Bob");
  EXPECT_EQ(finding_text(findings[0], Language::en), deadlock_text(waiting, Language::en));
}

TEST(Finding, without_a_cycle_all_who_wait_are_starved) {
  const std::vector<Waiting> waiting = {waits(1, "Ann", "B", 9), waits(2, "Bob", "A", 9)};
  const auto findings = findings_of(Steps().store(), waiting, {});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, Finding::Kind::starved);
  EXPECT_EQ(findings[0].places.size(), 2u);
}

TEST(Finding, one_race_of_each_variable_is_told) {
  const Race::Access load{1, 1, Verb::load, 3, 30}, store{2, 2, Verb::store, 4, 40};
  const std::vector<Race> races = {
      {"counter", load, store}, {"counter", store, load}, {"other", load, store}};
  const auto findings = findings_of(Steps().store(), {}, races);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(finding_text(findings[0], Language::en),
            "data race on counter: \"Ann load counter\" and \"Bob store counter\" are ordered by "
            "nothing");
  EXPECT_EQ(findings[0].places[1].time, 40);
  EXPECT_EQ(findings[1].subject, "other");
}

}  // namespace
}  // namespace telar
