// Cases from https://docs.python.org/3/library/queue.html, on the real kernel.
#include "runtime/queue.hpp"

#include <numeric>
#include <string>
#include <vector>

#include "tests/runtime/deeds.hpp"
#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

using queue::Queue;
using testing::expect_finishes;
using testing::Ran;
using threading::Thread;

TEST(Queue, is_first_in_first_out) {
  expect_finishes([]() -> Task<> {
    Queue<int> q;
    for (int i = 0; i < 5; ++i) co_await q.put(i);
    EXPECT_EQ(co_await q.qsize(), 5);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(co_await q.get(), i);
  });
}

TEST(Queue, put_waits_while_it_is_full_and_loses_nothing) {
  constexpr int kItems = 3000;
  std::vector<int> got;
  expect_finishes([&got]() -> Task<> {
    Queue<int> q(4);
    Thread producer(
        [](Queue<int>* q) -> Task<> {
          for (int i = 0; i < kItems; ++i) co_await q->put(i);
        },
        &q);
    co_await producer.start();
    for (int i = 0; i < kItems; ++i) {
      got.push_back(co_await q.get());
      EXPECT_LE(co_await q.qsize(), 4);
    }
    co_await producer.join();
  });
  std::vector<int> expected(kItems);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(got, expected);
}

TEST(Queue, many_producers_and_consumers_share_out_every_item_once) {
  constexpr int kEach = 500;
  std::vector<int> got[3];
  expect_finishes([&got]() -> Task<> {
    Queue<int> q(2);
    std::vector<Thread> threads;
    for (int p = 0; p < 4; ++p)
      threads.emplace_back(
          [](Queue<int>* q, int first) -> Task<> {
            for (int i = 0; i < kEach; ++i) co_await q->put(first + i);
          },
          &q, p* kEach);
    for (auto& out : got)
      threads.emplace_back(
          [](Queue<int>* q, std::vector<int>* out) -> Task<> {
            for (int item; (item = co_await q->get()) >= 0;) out->push_back(item);
          },
          &q, &out);
    for (auto& t : threads) co_await t.start();
    for (int p = 0; p < 4; ++p) co_await threads[static_cast<std::size_t>(p)].join();
    for (int c = 0; c < 3; ++c) co_await q.put(-1);
    for (int c = 4; c < 7; ++c) co_await threads[static_cast<std::size_t>(c)].join();
  });
  std::vector<int> all;
  for (auto& g : got) all.insert(all.end(), g.begin(), g.end());
  std::sort(all.begin(), all.end());
  std::vector<int> expected(4 * kEach);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(all, expected);
}

TEST(Queue, get_and_put_raise_empty_and_full_after_their_timeout) {
  expect_finishes([]() -> Task<> {
    Queue<int> q(1);
    EXPECT_RAISES(queue::Empty, co_await q.get_nowait());
    EXPECT_RAISES(queue::Empty, co_await q.get(0.005));
    co_await q.put_nowait(1);
    EXPECT_RAISES(queue::Full, co_await q.put_nowait(2));
    EXPECT_RAISES(queue::Full, co_await q.put(2, 0.005));
    EXPECT_RAISES(ValueError, co_await q.get(-1.0));
    EXPECT_EQ(co_await q.get(), 1);
  });
}

TEST(Queue, join_waits_until_every_item_is_done) {
  int done = 0;
  // Outside of the body: the daemon still waits for it when the body has returned.
  Queue<int> q;
  const Ran ran = expect_finishes([&q, &done]() -> Task<> {
    Thread worker(
        {.daemon = true},
        [](Queue<int>* q, int* done) -> Task<> {
          for (;;) {
            co_await q->get();
            co_await time::sleep(0.001);
            ++*done;
            co_await q->task_done();
          }
        },
        &q, &done);
    co_await worker.start();
    for (int i = 0; i < 10; ++i) co_await q.put(i);
    co_await q.join();
    EXPECT_EQ(done, 10);
    EXPECT_RAISES(ValueError, co_await q.task_done());
  });
  EXPECT_EQ(done, 10);
  // How many items are left is not how many were woken.
  EXPECT_EQ(ran.woken(), std::vector<Payload>(10));
}

Task<> pass_items() {
  Queue<int> numbers(0, "numbers");
  Queue<std::string> names(0, "names");
  Queue<std::vector<int>> lists(0, "lists");
  co_await numbers.put(3);
  co_await numbers.get();
  co_await names.put("Ana María");
  co_await lists.put({1, 2});
}

TEST(Queue, tells_the_trace_its_items_if_they_are_values) {
  const std::vector<std::string> expected = {"put 3", "get 3", "put 'Ana M…'", "put into lists"};
  EXPECT_EQ(testing::deeds(testing::run(pass_items).store), expected);
  EXPECT_EQ(testing::deeds(testing::run_virtually(pass_items, {}, {}).store), expected);
}

}  // namespace
}  // namespace telar
