#include "scenarios/registry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <span>
#include <string>

#include "base/utf8.hpp"

namespace telar {
namespace {

constexpr std::string_view kNames[] = {
    "threads",           "processes",       "pool",          "processes-threads",
    "event-loop",        "async-await",     "queue",         "lost-update",
    "deadlock",          "philosophers",    "lost-wakeup",   "check-then-act",
    "bounded-buffer",    "readers-writers", "barrier",       "semaphore",
    "blocking-the-loop", "cancelled-task",  "garbled-print", "gil",
};
constexpr std::size_t kChapters = 7;  // the first of them

void expect_text(const Text& text, std::string_view what) {
  for (const std::string_view one : {text.es, text.en}) {
    EXPECT_FALSE(one.empty()) << what;
    EXPECT_EQ(utf8_repaired(one), one) << what;
    EXPECT_FALSE(one.starts_with(' ') || one.ends_with(' ') || one.find("  ") != one.npos)
        << what << ": " << one;
  }
}

TEST(Registry, HasTheChaptersProgramsInItsOrderAndThenTheOthers) {
  ASSERT_EQ(scenarios().size(), std::size(kNames));
  for (std::size_t i = 0; i < std::size(kNames); ++i) {
    EXPECT_EQ(scenarios()[i]->description.name, kNames[i]);
    EXPECT_EQ(find_scenario(kNames[i]), scenarios()[i]);
    EXPECT_EQ(scenario_descriptions()[i], &scenarios()[i]->description);
  }
  EXPECT_EQ(find_scenario("nope"), nullptr);
  EXPECT_EQ(find_scenario(""), nullptr);
}

TEST(Registry, EveryTextIsThereInBothLanguages) {
  for (const ScenarioDescription* d : scenario_descriptions()) {
    for (const Text* text : {&d->title, &d->summary, &d->watch, &d->teaches}) {
      expect_text(*text, d->name);
      EXPECT_NE(text->es, text->en) << d->name;
    }
    EXPECT_EQ(std::ranges::count(d->teaches.es, '\n'), std::ranges::count(d->teaches.en, '\n'))
        << d->name;
    for (const auto& spec : d->parameters) expect_text(spec.label, spec.name);
  }
}

TEST(Registry, EveryParameterHasADefaultWithinItsRange) {
  for (const ScenarioDescription* d : scenario_descriptions()) {
    std::set<std::string_view> names;
    for (const auto& spec : d->parameters) {
      EXPECT_TRUE(names.insert(spec.name).second) << spec.name;
      if (spec.kind == ParameterSpec::Kind::choice) {
        EXPECT_LT(spec.default_value, static_cast<double>(spec.choices.size()));
      } else {
        EXPECT_LE(spec.minimum, spec.default_value);
        EXPECT_LE(spec.default_value, spec.maximum);
      }
    }
    const bool of_chapter = std::ranges::count(std::span(kNames).first(kChapters), d->name) == 1;
    EXPECT_TRUE(!of_chapter || (names.contains("n") && names.contains("seconds"))) << d->name;
  }
}

TEST(Registry, TheOnesThatStartProcessesSaySo) {
  for (const ScenarioDescription* d : scenario_descriptions())
    EXPECT_EQ(d->starts_processes,
              d->name.starts_with("processes") || d->name == "pool" || d->name == "gil")
        << d->name;
}

TEST(Listings, AreThereForEveryProgramInPythonAndInCpp) {
  for (const std::string_view name : kNames) {
    const std::string_view python = listing_python(name), cpp = listing_cpp(name);
    EXPECT_TRUE(python.starts_with("#!/usr/bin/env python3\n")) << name;
    EXPECT_NE(python.find("if __name__ == \"__main__\":\n    main()\n"), python.npos) << name;
    EXPECT_NE(cpp.find("Task<> main(const Parameters& parameters) {"), cpp.npos) << name;
    EXPECT_EQ(cpp.find("listing"), cpp.npos) << name;
    EXPECT_TRUE(cpp.ends_with("}\n")) << name;
  }
  EXPECT_TRUE(listing_python("nope").empty());
  EXPECT_TRUE(listing_cpp("nope").empty());
}

TEST(Listings, OfBothLanguagesPrintTheSameAndHaveTheSameDefaults) {
  for (const Scenario* scenario : scenarios()) {
    const ScenarioDescription& d = scenario->description;
    const std::string_view python = listing_python(d.name), cpp = listing_cpp(d.name);
    // Every line that the Python prints is a Spanish text of the C++.
    std::size_t prints = 0;
    for (std::size_t at = 0; (at = python.find("print(\"", at)) != python.npos; ++prints) {
      at += 7;
      const std::string text =
          "Text{\"" + std::string(python.substr(at, python.find('"', at) - at)) + "\",";
      EXPECT_NE(cpp.find(text), cpp.npos) << d.name << ": " << text;
    }
    EXPECT_GE(prints, 1u) << d.name;
    // "n, seconds, work = 10, 5, "sleep"", of the defaults; gil is the interpreter's own.
    std::string names, values;
    const Parameters defaults(d);
    for (std::size_t i = 0; i < d.parameters.size(); ++i) {
      if (d.parameters[i].name == "gil") continue;
      const bool word = d.parameters[i].kind == ParameterSpec::Kind::choice;
      names += (i ? ", " : "") + std::string(d.parameters[i].name);
      values += (i ? ", " : "") + (word ? "\"" + defaults.word(i) + "\"" : defaults.word(i));
    }
    EXPECT_NE(python.find("\n" + names + " = " + values), python.npos)
        << d.name << ": " << names << " = " << values;
  }
}

TEST(Listings, FitAPanelBesideATimeline) {
  for (const std::string_view name : kNames)
    for (const std::string_view listing : {listing_python(name), listing_cpp(name)})
      for (std::size_t begin = 0, end; (end = listing.find('\n', begin)) != listing.npos;
           begin = end + 1)
        EXPECT_LE(end - begin, 115u) << listing.substr(begin, end - begin);
}

}  // namespace
}  // namespace telar
