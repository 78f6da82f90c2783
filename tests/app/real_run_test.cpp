#include "app/real_run.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

#include "scenarios/library.hpp"
#include "tests/no_room.hpp"

namespace telar {
namespace {

TEST(RealRun, that_cannot_begin_says_why_in_the_language) {
  const NoRoom no_room;
  if (no_room.memory_is_had_all_the_same()) GTEST_SKIP() << "memory is no file here";
  const Program& program = library().front();
  for (const auto& [language, error] :
       {std::pair(Language::es, "el sistema no da memoria compartida"),
        std::pair(Language::en, "the system gives no shared memory")}) {
    RealRun run(program, program.defaults(), language, true);
    run.poll();
    EXPECT_FALSE(run.live());
    EXPECT_EQ(run.outcome(), Outcome::failed);
    EXPECT_EQ(run.error(), error);
  }
}

TEST(RealRun, there_are_words_for_whatever_keeps_it_from_beginning) {
  using enum NoSharedMemory;
  for (const Language language : {Language::es, Language::en}) {
    std::set<std::string> texts;
    for (const auto why : {none, refused, not_isolated, too_much, in_child, all_in_use})
      texts.insert(refusal_text(why, language));
    EXPECT_EQ(texts.size(), 6u);
    EXPECT_FALSE(texts.contains(""));
  }
}

}  // namespace
}  // namespace telar
