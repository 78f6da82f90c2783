#include "scenarios/library.hpp"

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

std::string_view source_of(std::string_view name, SourceLanguage language) {
  return find_program(name)->description().source_in(language)->text;
}

TEST(Library, has_the_chapters_programs_in_its_order_and_then_the_others) {
  ASSERT_EQ(library().size(), std::size(kNames));
  for (std::size_t i = 0; i < std::size(kNames); ++i) {
    EXPECT_EQ(library()[i].name(), kNames[i]);
    EXPECT_EQ(find_program(kNames[i]), &library()[i]);
  }
  EXPECT_EQ(find_program("nope"), nullptr);
  EXPECT_EQ(find_program(""), nullptr);
}

TEST(Library, has_every_text_in_both_languages) {
  for (const Program& program : library()) {
    const ProgramDescription* const d = &program.description();
    for (const OwnedText* text : {&d->title, &d->summary, &d->watch, &d->teaches}) {
      expect_text(*text, d->name);
      EXPECT_NE(text->es, text->en) << d->name;
    }
    EXPECT_EQ(std::ranges::count(d->teaches.es, '\n'), std::ranges::count(d->teaches.en, '\n'))
        << d->name;
    for (const auto& spec : d->parameters) expect_text(spec.label, spec.name);
  }
}

TEST(Library, has_a_default_within_its_range_for_every_parameter) {
  for (const Program& program : library()) {
    const ProgramDescription* const d = &program.description();
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

TEST(Library, says_which_programs_start_processes) {
  for (const Program& program : library()) {
    const std::string_view source = source_of(program.name(), SourceLanguage::cpp);
    EXPECT_EQ(program.description().starts_processes,
              source.find("Process") != source.npos || source.find("Pool") != source.npos)
        << program.name();
  }
}

TEST(Sources, are_there_for_every_program_in_python_and_in_cpp) {
  for (const std::string_view name : kNames) {
    const std::string_view python = source_of(name, SourceLanguage::python),
                           cpp = source_of(name, SourceLanguage::cpp);
    EXPECT_TRUE(python.starts_with("#!/usr/bin/env python3\n")) << name;
    EXPECT_NE(python.find("if __name__ == \"__main__\":\n    main()\n"), python.npos) << name;
    EXPECT_NE(cpp.find("Task<> main(const Parameters& parameters) {"), cpp.npos) << name;
    EXPECT_EQ(cpp.find("listing"), cpp.npos) << name;
    EXPECT_TRUE(cpp.ends_with("}\n")) << name;
  }
}

TEST(Sources, of_both_languages_print_the_same_and_have_the_same_defaults) {
  for (const Program& program : library()) {
    const ProgramDescription& d = program.description();
    const std::string_view python = source_of(d.name, SourceLanguage::python),
                           cpp = source_of(d.name, SourceLanguage::cpp);
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
    const Parameters defaults = program.defaults();
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

TEST(Sources, fit_a_panel_beside_a_timeline) {
  for (const std::string_view name : kNames)
    for (const std::string_view listing :
         {source_of(name, SourceLanguage::python), source_of(name, SourceLanguage::cpp)})
      for (std::size_t begin = 0, end; (end = listing.find('\n', begin)) != listing.npos;
           begin = end + 1)
        EXPECT_LE(end - begin, 115u) << listing.substr(begin, end - begin);
}

}  // namespace
}  // namespace telar
