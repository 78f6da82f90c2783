// The searches there are, and what each says of itself.
#include "explore/searches.hpp"

#include "tests/explore/programs.hpp"

namespace telar::testing {
namespace {

TEST(Searches, are_known_by_their_names_only) {
  for (const SearchKind* kind : search_kinds()) EXPECT_EQ(find_search(kind->name), kind);
  for (const char* name : {"", "Random", "by-hand", "exhaustive "})
    EXPECT_EQ(find_search(name), nullptr) << name;
}

TEST(Searches, say_what_they_have_seen) {
  const std::pair<ExploreOptions, Coverage> searches[] = {
      {{.search = "exhaustive"}, Coverage::every_schedule},
      {{.bound = 1}, Coverage::every_schedule},
      {{.cache = true}, Coverage::every_order},
      {{.search = "dpor"}, Coverage::every_order},
      {{.search = "random", .most_executions = 10}, Coverage::sample},
      {{.search = "pct", .most_executions = 10}, Coverage::sample}};
  for (const auto& [options, coverage] : searches) {
    const ExploreReport report = explore(increments(2, 1), options);
    EXPECT_EQ(report.strategy, options.search);
    EXPECT_EQ(report.coverage, coverage) << options.search;
    EXPECT_EQ(report.exhausted, coverage != Coverage::sample) << options.search;
    EXPECT_TRUE(report.over);
  }
}

TEST(Searches, forget_what_they_do_not_mind) {
  const std::string dpor = text_of(explore(increments(2, 2), {.search = "dpor"}));
  EXPECT_EQ(text_of(explore(increments(2, 2),
                            {.search = "dpor", .bound = 0, .seed = 3, .jobs = 3, .cache = true})),
            dpor);
}

TEST(Searches, have_words_for_what_they_have_seen) {
  std::set<std::string_view> words;
  for (const Coverage coverage :
       {Coverage::every_schedule, Coverage::every_order, Coverage::sample})
    words.insert(coverage_name(coverage));
  EXPECT_EQ(words.size(), 3u);
  EXPECT_FALSE(words.contains(""));
}

}  // namespace
}  // namespace telar::testing
