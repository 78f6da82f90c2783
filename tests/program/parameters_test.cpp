#include "program/parameters.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "scenarios/library.hpp"

namespace telar {
namespace {

SharedDescription description(std::string_view name) {
  return find_program(name)->shared_description();
}

TEST(Parameters, are_the_chapters_unless_set) {
  const auto words = [](std::string_view name) { return Parameters(description(name)).words(); };
  EXPECT_EQ(words("threads"), "n=10 seconds=5 work=sleep gil=on");
  EXPECT_EQ(words("processes"), "n=10 seconds=5 work=sleep");
  EXPECT_EQ(words("pool"), "n=10 seconds=5 workers=2 work=sleep");
  EXPECT_EQ(words("processes-threads"), "n=5 seconds=5 workers=2 work=sleep gil=on");
  EXPECT_EQ(words("event-loop"), "n=10 seconds=5");
  EXPECT_EQ(words("async-await"), "n=10 seconds=5");
  EXPECT_EQ(words("queue"), "n=10 seconds=1");
}

TEST(Parameters, are_read_from_words) {
  Parameters p(description("threads"));
  for (const auto& [name, word] :
       {std::pair{"n", "3"}, {"seconds", "0.25"}, {"work", "cpu"}, {"gil", "off"}})
    EXPECT_EQ(p.set(name, word, Language::en), "");
  EXPECT_EQ(p.integer("n"), 3);
  EXPECT_EQ(p.real("seconds"), 0.25);
  EXPECT_EQ(p.choice("work"), "cpu");
  EXPECT_EQ(p.choice("gil"), "off");
}

TEST(Parameters, read_real_numbers_as_people_write_them) {
  Parameters p(description("threads"));
  for (const auto& [word, value] : {std::pair{"0", 0.0},
                                    {"5", 5.0},
                                    {"0.5", 0.5},
                                    {".5", 0.5},
                                    {"2.", 2.0},
                                    {"1e-3", 0.001},
                                    {"3600", 3600.0},
                                    {"-0", 0.0}}) {
    EXPECT_EQ(p.set("seconds", word, Language::en), "") << word;
    EXPECT_EQ(p.real("seconds"), value);
    EXPECT_FALSE(std::signbit(p.real("seconds")));
  }
}

TEST(Parameters, refuse_what_is_not_allowed_and_stay_as_they_were) {
  Parameters p(description("threads"));
  const Parameters before = p;
  const std::pair<const char*, const char*> wrong[] = {{"n", ""},
                                                       {"n", "0"},
                                                       {"n", "-1"},
                                                       {"n", "101"},
                                                       {"n", "1.5"},
                                                       {"n", "3x"},
                                                       {"n", " 3"},
                                                       {"n", "3 "},
                                                       {"n", "+3"},
                                                       {"n", "0x3"},
                                                       {"n", "99999999999999999999"},
                                                       {"n", "tres"},
                                                       {"n", "1e1"},
                                                       {"seconds", ""},
                                                       {"seconds", "nan"},
                                                       {"seconds", "inf"},
                                                       {"seconds", "-inf"},
                                                       {"seconds", "-1"},
                                                       {"seconds", "3601"},
                                                       {"seconds", "1e999"},
                                                       {"seconds", "0x1p3"},
                                                       {"seconds", "5s"},
                                                       {"seconds", " 5"},
                                                       {"seconds", "5 "},
                                                       {"seconds", "."},
                                                       {"seconds", "1e"},
                                                       {"seconds", "1.2.3"},
                                                       {"seconds", "--1"},
                                                       {"seconds", "0,5"},
                                                       {"work", ""},
                                                       {"work", "CPU"},
                                                       {"work", "cpu "},
                                                       {"work", "io"},
                                                       {"gil", "1"},
                                                       {"nope", "1"},
                                                       {"", "1"},
                                                       {"N", "3"}};
  for (const auto& [name, word] : wrong)
    for (const Language language : {Language::es, Language::en}) {
      const std::string error = p.set(name, word, language);
      EXPECT_FALSE(error.empty()) << name << "=" << word;
      EXPECT_EQ(error.find('\n'), std::string::npos);
      EXPECT_EQ(p, before) << name << "=" << word;
    }
}

TEST(Parameters, say_what_was_wrong_and_what_is_allowed_in_both_languages) {
  Parameters p(description("pool"));
  EXPECT_EQ(p.set("workers", "0", Language::es),
            "workers no puede ser '0': tiene que ser un número entero de 1 a 16");
  EXPECT_EQ(p.set("workers", "0", Language::en),
            "workers cannot be '0': it must be a whole number from 1 to 16");
  EXPECT_EQ(p.set("seconds", "x", Language::en),
            "seconds cannot be 'x': it must be a number from 0 to 3600, such as 0.5");
  EXPECT_EQ(p.set("work", "x", Language::es), "work no puede ser 'x': tiene que ser sleep o cpu");
  EXPECT_EQ(p.set("gil", "on", Language::es),
            "pool no tiene el parámetro 'gil'; tiene n, seconds, workers, work");
  EXPECT_EQ(p.set("gil", "on", Language::en),
            "pool has no parameter 'gil'; it has n, seconds, workers, work");
}

TEST(Parameters, are_written_as_the_words_that_read_back) {
  for (const Program& program : library()) {
    const auto& specs = program.description().parameters;
    for (std::size_t i = 0; i < specs.size(); ++i)
      for (const double value : {specs[i].minimum, specs[i].maximum, specs[i].default_value, 0.1,
                                 1.0 / 3, 2.0, 1234.5}) {
        std::vector<double> values(specs.size(), std::nan(""));
        values[i] = value;
        const Parameters written(program.shared_description(), values);
        Parameters read = program.defaults();
        for (std::size_t k = 0; k < specs.size(); ++k)
          EXPECT_EQ(read.set(specs[k].name, written.word(k), Language::en), "") << written.words();
        EXPECT_EQ(read, written) << written.words();
      }
  }
}

TEST(Parameters, of_a_form_are_brought_into_their_range) {
  const double inf = std::numeric_limits<double>::infinity();
  const Parameters p(description("threads"), std::vector<double>{inf, -1, 7, std::nan("")});
  EXPECT_EQ(p.words(), "n=100 seconds=0 work=cpu gil=on");
  EXPECT_EQ(Parameters(description("threads"), std::vector<double>{2.4}).words(),
            "n=2 seconds=5 work=sleep gil=on");
  EXPECT_EQ(Parameters(description("threads"), std::vector<double>{1, 1, 1, 1, 1, 1}).integer("n"),
            1);
}

TEST(Parameters, know_which_there_are) {
  const Parameters p(description("queue"));
  EXPECT_FALSE(p.has("gil"));
  EXPECT_TRUE(p.has("n"));
}

TEST(Parameters, are_found_by_their_role_whatever_their_name) {
  ProgramDescription made;
  made.name = "made";
  made.parameters = {{.name = "cuántos",
                      .role = ParameterRole::count,
                      .default_value = 3,
                      .minimum = 1,
                      .maximum = 9},
                     {.name = "cerrojo",
                      .kind = ParameterSpec::Kind::choice,
                      .role = ParameterRole::gil,
                      .choices = {"off", "on"}}};
  Parameters p(std::make_shared<const ProgramDescription>(made));
  EXPECT_EQ(p.value(ParameterRole::count), 3);
  EXPECT_EQ(p.value(ParameterRole::naps), std::nullopt);
  EXPECT_FALSE(p.is_on(ParameterRole::gil));
  EXPECT_FALSE(p.is_on(ParameterRole::work));
  p.set(ParameterRole::gil, 1);
  p.set(ParameterRole::count, 100);
  p.set(ParameterRole::naps, 7);  // there is none
  EXPECT_TRUE(p.is_on(ParameterRole::gil));
  EXPECT_EQ(p.words(), "cuántos=9 cerrojo=on");
}

TEST(Parameters, keep_the_description_that_they_are_of) {
  auto description = std::make_shared<const ProgramDescription>(
      ProgramDescription{.name = "gone", .parameters = {{.name = "n", .maximum = 5}}});
  const Parameters p(std::move(description));
  EXPECT_EQ(p.description().name, "gone");
  EXPECT_EQ(p.words(), "n=0");
}

}  // namespace
}  // namespace telar
