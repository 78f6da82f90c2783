#include "trace/vocabulary.hpp"

#include <gtest/gtest.h>

#include <iterator>
#include <set>

namespace telar {
namespace {

constexpr EventKind kEventKinds[] = {
#define TELAR_EVENT_KIND(name, number) EventKind::name,
#include "trace/vocabulary.def"
};

template <class Enum>
void expect_distinct_names(bool (*is_valid)(std::uint64_t), std::size_t count) {
  std::set<std::string_view> names;
  std::uint64_t number = 0;
  for (; is_valid(number); ++number) names.insert(name_of(static_cast<Enum>(number)));
  EXPECT_EQ(number, count);
  EXPECT_EQ(names.size(), count);
  EXPECT_FALSE(names.contains(""));
  EXPECT_EQ(name_of(static_cast<Enum>(count)), "");
  EXPECT_EQ(name_of(static_cast<Enum>(255)), "");
}

TEST(Vocabulary, has_a_name_for_each_value_and_none_for_others) {
  expect_distinct_names<State>(is_state, kStateNames.size());
  expect_distinct_names<ObjectKind>(is_object_kind, kObjectKindNames.size());
  expect_distinct_names<Verb>(is_verb, kVerbNames.size());
  std::set<std::string_view> names;
  for (const EventKind kind : kEventKinds) names.insert(name_of(kind));
  EXPECT_EQ(names.size(), std::size(kEventKinds));
  EXPECT_FALSE(names.contains(""));
  EXPECT_EQ(name_of(EventKind{}), "");
  EXPECT_EQ(name_of(static_cast<EventKind>(999)), "");
}

TEST(Vocabulary, says_the_words_of_a_trace) {
  EXPECT_EQ(name_of(State::blocked), "blocked");
  EXPECT_EQ(name_of(ObjectKind::interpreter_lock), "interpreter lock");
  EXPECT_EQ(name_of(ObjectKind::shared), "variable");
  EXPECT_EQ(name_of(Verb::arrive), "arrive");
  EXPECT_EQ(name_of(EventKind::strand_started), "strand_started");
}

// A number that changes makes every trace file say something else.
TEST(Vocabulary, keeps_the_numbers_of_trace_files) {
  EXPECT_EQ(static_cast<int>(EventKind::process_started), 1);
  EXPECT_EQ(static_cast<int>(EventKind::object_named), 6);
  EXPECT_EQ(static_cast<int>(EventKind::schedule), 10);
  EXPECT_EQ(static_cast<int>(EventKind::acquire), 33);
  EXPECT_EQ(static_cast<int>(EventKind::write), 40);
  EXPECT_EQ(static_cast<int>(EventKind::store), 42);
  EXPECT_EQ(static_cast<int>(EventKind::task_gathers), 67);
  EXPECT_EQ(static_cast<int>(EventKind::job_ended), 82);
  EXPECT_EQ(static_cast<int>(EventKind::dropped), 121);
}

}  // namespace
}  // namespace telar
