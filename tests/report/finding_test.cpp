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

std::vector<Finding> found_in(const Script& script) { return findings_of(script.store()); }

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

// Who stands before a lock and never gets it, since somebody else holds it.
Steps& stands_stuck(Steps& steps, Nanos time, StrandId who, ObjectId lock, StrandId holder) {
  steps.add(operation_event(time, who, EventKind::stands, lock, {}, {}, detail_of(Verb::acquire)));
  steps.state(time, who, State::blocked, lock);
  steps.add(100, who, EventKind::stuck, holder, 0, 1);
  return steps;
}
Steps locks() {
  Steps steps;
  steps.object(0, 0, 8, ObjectKind::lock, "A").object(0, 0, 9, ObjectKind::lock, "B");
  return steps;
}

TEST(Finding, a_deadlock_is_its_cycle_in_order_and_since_when_each_waits) {
  Steps steps = locks();
  stands_stuck(steps, 3, 0, 8, 1);
  stands_stuck(steps, 5, 1, 9, 2);
  stands_stuck(steps, 9, 2, 8, 1);
  const auto findings = found_in(steps);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, Finding::Kind::deadlock);
  ASSERT_EQ(findings[0].places.size(), 2u) << "who only waits for one of them is not part of it";
  EXPECT_EQ(findings[0].places[0].time, 5);
  EXPECT_EQ(findings[0].places[1].time, 9);
  EXPECT_EQ(findings[0].since, steps.store().events().size());
  EXPECT_EQ(place_text(findings[0], 0, Language::en), "waits for lock B, held by Bob");
  EXPECT_EQ(finding_text(findings[0], Language::en),
            "Ann waits for lock B, held by Bob; Bob waits for lock A, held by Ann");
}

TEST(Finding, without_a_cycle_all_who_wait_are_starved) {
  Steps steps = locks();
  stands_stuck(steps, 5, 1, 9, 7);
  stands_stuck(steps, 9, 2, 8, 7);
  const auto findings = found_in(steps);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, Finding::Kind::starved);
  EXPECT_EQ(findings[0].places.size(), 2u);
}

// Each line, a place's with a star before it.
std::string lines_of(const Finding& finding, Language language) {
  std::string text;
  for (const FindingLine& line : finding_lines(finding, language))
    text += (line.is_place ? "*" : "") + line.text + "\n";
  return text;
}

// Names are whatever a program says: nothing is taken apart to be told.
TEST(Finding, is_told_in_lines_once_whatever_the_names) {
  Steps steps;
  steps.strand(0, 3, "Ann; …").strand(0, 4, "Bob;");
  steps.object(0, 0, 8, ObjectKind::lock, "A; B").object(0, 0, 9, ObjectKind::lock, "; ");
  stands_stuck(steps, 5, 3, 9, 4);
  stands_stuck(steps, 9, 4, 8, 3);
  auto findings = found_in(steps);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(lines_of(findings[0], Language::en),
            "*Ann; … waits for lock ; , held by Bob;\n*Bob; waits for lock A; B, held by Ann; …\n");
  EXPECT_EQ(place_text(findings[0], 1, Language::es), "espera el cerrojo A; B, que tiene Ann; …");
  findings[0].kind = Finding::Kind::starved;
  EXPECT_TRUE(
      lines_of(findings[0], Language::es).ends_with("\nno queda nadie que pueda despertarlos\n"));

  const auto lost = found_in(Steps().load(1).load(2).save(2).save(1));
  ASSERT_EQ(lost.size(), 1u);
  EXPECT_EQ(lines_of(lost[0], Language::en),
            "what Bob stored in counter is lost: Ann had loaded it before and stores over it\n"
            "*Ann loads counter\n*Bob stores counter: it will be lost\n*Ann stores over it\n");
}

TEST(Finding, of_many_who_starve_each_has_a_line) {
  Steps steps = locks();
  for (StrandId who = 3; who < 13; ++who) {
    steps.strand(0, who, "T" + std::to_string(who));
    stands_stuck(steps, 5, who, 9, 70);
  }
  const auto findings = found_in(steps);
  ASSERT_EQ(findings.size(), 1u);
  const auto lines = finding_lines(findings[0], Language::en);
  ASSERT_EQ(lines.size(), 11u) << "though the sentence names but eight";
  EXPECT_EQ(lines[10].text, "nobody is left who could wake them");
}

TEST(Finding, who_waits_in_a_child_process_is_named_with_it) {
  Steps steps;
  const StrandId child = make_strand_id(1, 0);
  steps.process(1, 1, "Process-1").strand(1, child, "MainThread");
  steps.add(100, child, EventKind::stuck);
  const auto findings = found_in(steps);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].places[0].what.name, "Process-1 MainThread");
}

TEST(Finding, each_race_that_the_kernel_has_told_is_one_also_on_variables_of_one_name) {
  Steps steps;
  steps.object(0, 0, 9, ObjectKind::shared, "other");
  steps.object(0, 0, 8, ObjectKind::shared, "other");
  steps.add(race_event(40, 2, {kCounter, 1, 30, Verb::load, Verb::store}));
  steps.add(race_event(50, 1, {kCounter, 2, 40, Verb::store, Verb::store}));
  steps.add(race_event(60, 1, {8, 2, 40, Verb::store, Verb::load}));
  steps.add(race_event(70, 1, {9, 2, 40, Verb::store, Verb::load}));
  const auto findings = found_in(steps);
  ASSERT_EQ(findings.size(), 4u);
  EXPECT_EQ(findings[0].kind, Finding::Kind::race);
  EXPECT_EQ(findings[0].subject, "counter");
  EXPECT_EQ(findings[0].places[0].what.verb, Verb::load);
  EXPECT_EQ(findings[0].places[0].time, 30);
  EXPECT_EQ(findings[0].places[1].what.name, "Bob");
  EXPECT_EQ(findings[0].places[1].time, 40);
  EXPECT_EQ(findings[0].since, steps.store().events().size() - 3);
  EXPECT_TRUE(finding_text(findings[0], Language::en).starts_with("data race on counter: \"Ann "));
  EXPECT_EQ(findings[1].subject, "counter");
  EXPECT_EQ(findings[1].places[0].what.verb, Verb::store);
  EXPECT_EQ(findings[2].subject, "other");
  EXPECT_EQ(findings[3].subject, "other");
}

TEST(Finding, a_race_says_the_lines_of_both_accesses) {
  Steps steps;
  steps.source(0, 0, 1, "src/a.cpp");
  const auto access = [&](Nanos time, StrandId who, EventKind kind, std::uint32_t line) {
    steps.did(time, who, kind, kCounter, {}, 0, Place(1, line));
  };
  access(20, 1, EventKind::load, 3);
  access(30, 1, EventKind::load, 4);
  access(40, 2, EventKind::store, 9);
  steps.add(race_event(40, 2, {kCounter, 1, 30, Verb::load, Verb::store}));
  access(50, 1, EventKind::load, 5);
  const auto findings = found_in(steps);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].places[0].file, "src/a.cpp");
  EXPECT_EQ(findings[0].places[0].line, 4u);
  EXPECT_EQ(findings[0].places[1].line, 9u);
  EXPECT_EQ(finding_text(findings[0], Language::en),
            "data race on counter: \"Ann loads counter (a.cpp:4)\" and \"Bob stores counter "
            "(a.cpp:9)\" are ordered by nothing");
  EXPECT_EQ(place_text(findings[0], 1, Language::es), "guarda counter (a.cpp:9)");
}

TEST(Finding, a_run_that_failed_says_its_error) {
  Steps steps;
  steps.add({9, 0, EventKind::run_ended, static_cast<std::uint16_t>(Outcome::failed), 0, 0},
            "AssertionError: 1");
  const auto findings = found_in(steps);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, Finding::Kind::failed);
  EXPECT_EQ(finding_text(findings[0], Language::es), "AssertionError: 1");
}

}  // namespace
}  // namespace telar
