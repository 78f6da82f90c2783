#include "runtime/builtins.hpp"

#include <algorithm>
#include <string>

#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using testing::expect_finishes;
using testing::Ran;
using threading::Thread;

TEST(Print, writes_its_text_and_its_newline_apart) {
  const Ran ran = expect_finishes([]() -> Task<> { co_await print("one"); });
  ASSERT_EQ(ran.store.writes().size(), 2u);
  EXPECT_EQ(ran.store.writes()[0].text, "one");
  EXPECT_EQ(ran.store.writes()[1].text, "\n");
}

TEST(Write, keeps_every_byte_of_a_text_that_no_ring_has_room_for) {
  std::string text;
  for (int i = 0; text.size() < 100'000; ++i) text += std::to_string(i) + " ";
  const Ran ran = expect_finishes([&]() -> Task<> { co_await write(text); });
  EXPECT_EQ(ran.output(), text);
}

TEST(Sleep, takes_no_negative_length) {
  expect_finishes([]() -> Task<> { EXPECT_RAISES(ValueError, co_await time::sleep(-1)); });
}

TEST(Compute, with_the_interpreter_lock_one_thread_computes_at_a_time) {
  Ran ran = expect_finishes(
      []() -> Task<> {
        Thread a([]() -> Task<> { co_await compute(0.03); }),
            b([]() -> Task<> { co_await compute(0.03); });
        co_await a.start();
        co_await b.start();
        co_await a.join();
        co_await b.join();
      },
      {Language::es, true});
  // Never two between acquire and release.
  int holders = 0, most = 0, acquired = 0;
  for (const telar::Event& e : ran.store.sorted_events()) {
    if (e.kind == EventKind::acquire) most = std::max(most, ++holders), acquired++;
    if (e.kind == EventKind::release) --holders;
  }
  EXPECT_EQ(most, 1);
  EXPECT_GE(acquired, 2);
}

}  // namespace
}  // namespace telar
