#include "program/program.hpp"

#include <gtest/gtest.h>

#include "runtime/builtins.hpp"
#include "scenarios/library.hpp"
#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using testing::Ran;

// A way to write programs that is not compiled in: its text is a number, which its main process
// prints, and which a child has to be given before it can print it too.
class Number final : public ProgramBodies {
 public:
  explicit Number(std::string text) : text_(std::move(text)) {}
  ProgramBody main(const Parameters&) const override {
    return [text = text_] { return start_child(text); };
  }
  ProgramBody child(std::string entry, Bytes arguments) const override {
    if (entry != "say") throw RuntimeError("no entry '" + entry + "'");
    return [text = text_, n = deserialise<int>(arguments)] { return say(text, n); };
  }
  std::string text_for_children() const override { return text_; }

  static Program program(std::string text) {
    ProgramDescription description;
    description.name = "number.txt";
    description.sources = {{.file = "number.txt", .text = text}};
    return Program(std::move(description), std::make_shared<const Number>(std::move(text)));
  }
  // As an executable would do it that knows this way.
  static ProgramBody child_of(const Bytes& program, std::string entry, Bytes arguments) {
    const auto reference = ProgramReference::from(program);
    return Number::program(reference.text).child(std::move(entry), std::move(arguments));
  }

 private:
  static Task<> say(std::string text, int n) {
    co_await print(Text{"el hijo {} dice {}", "child {} says {}"}, n, text);
  }
  static Task<> start_child(std::string text);

  const std::string text_;
};

// Only its name is asked for: what a child runs, the program says.
Task<> never(int) { co_return; }
const multiprocessing::Function kSay{"say", never};

Task<> Number::start_child(std::string text) {
  co_await print(Text{"soy {}", "I am {}"}, text);
  multiprocessing::Process child(kSay, 7);
  co_await child.start();
  co_await child.join();
  co_await print(Text{"acabó con {}", "it ended with {}"}, child.exitcode().value());
}

// A child of the tests' program whose start message has a reference runs that program.
const bool children_know_numbers = [] {
  testing::child_body = [](const Bytes& program, std::string entry, Bytes arguments) {
    if (program.empty() || ProgramReference::from(program).text.empty())
      return multiprocessing::registered_body(std::move(entry), std::move(arguments));
    return Number::child_of(program, std::move(entry), std::move(arguments));
  };
  return true;
}();

TEST(Program, that_is_a_text_reaches_its_children_on_either_kernel) {
  const Program program = Number::program("42");
  const Ran ran =
      testing::expect_finishes(program.body(program.defaults()),
                               {.language = Language::en, .program = program.reference().bytes()});
  EXPECT_EQ(ran.lines(),
            (std::vector<std::string>{"I am 42", "child 7 says 42", "it ended with 0"}));
}

TEST(Program, says_what_its_children_find_it_by) {
  const auto found = ProgramReference::from(Number::program("42").reference().bytes());
  EXPECT_EQ(found.name, "number.txt");
  EXPECT_EQ(found.text, "42");
  const auto in_library = find_program("pool")->reference();
  EXPECT_EQ(in_library.name, "pool");
  EXPECT_EQ(in_library.text, "");
}

TEST(Program, is_a_value_that_shares_what_it_is) {
  const Program one = Number::program("1"), copy = one;
  EXPECT_EQ(copy, one);
  EXPECT_EQ(&copy.description(), &one.description());
  EXPECT_FALSE(Number::program("1") == one);
}

TEST(Program, whose_body_outlives_it_still_runs) {
  ProgramBody body;
  {
    const Program program = *find_program("lost-update");
    Parameters parameters = program.defaults();
    ASSERT_EQ(parameters.set("lock", "on", Language::en), "");
    body = program.body(parameters);
  }
  EXPECT_EQ(testing::expect_finishes(body, {.language = Language::en}).lines(),
            (std::vector<std::string>{"The counter is 2"}));
}

}  // namespace
}  // namespace telar
