#include "trace/recorder.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "tests/counting_new.hpp"
#include "tests/threads.hpp"

namespace telar {
namespace {

Event numbered(std::uint64_t number, StrandId strand = 1) {
  return {static_cast<Nanos>(number), strand, EventKind::put, 0, number, 0};
}

std::vector<Event> drained(Recorder& recorder) {
  std::vector<Event> events;
  const std::size_t count = recorder.drain(events);
  EXPECT_EQ(count, events.size());
  return events;
}

std::string text_of(const std::vector<Event>& events, std::size_t first) {
  std::string text;
  for (std::size_t i = first; i < events.size() && events[i].kind == EventKind::text; ++i)
    text.append(reinterpret_cast<const char*>(&events[i].a), events[i].detail);
  return text;
}

// "1 2 3 -2@4 7": the numbers of the events in order, and losses as how many @ the number of the
// first.
std::string described(const std::vector<Event>& events) {
  std::string line;
  for (const Event& event : events) {
    if (!line.empty()) line += ' ';
    if (event.kind == EventKind::dropped)
      line += "-" + std::to_string(event.a) + "@" + std::to_string(event.time);
    else
      line += std::to_string(event.a);
  }
  return line;
}

TEST(Recorder, gives_back_what_was_recorded_in_order) {
  Recorder recorder(8);
  for (int round = 0; round < 5; ++round) {
    for (std::uint64_t i = 1; i <= 5; ++i) recorder.record(numbered(i));
    EXPECT_EQ(described(drained(recorder)), "1 2 3 4 5");
  }
  EXPECT_EQ(described(drained(recorder)), "");
}

TEST(Recorder, uses_every_slot_and_tells_of_the_gap_at_its_place) {
  Recorder recorder(4);
  for (std::uint64_t i = 1; i <= 6; ++i) recorder.record(numbered(i, 7));
  const auto first = drained(recorder);
  EXPECT_EQ(described(first), "1 2 3 4 -2@5");
  EXPECT_EQ(first.back().strand, 7u);
  recorder.record(numbered(7));
  EXPECT_EQ(described(drained(recorder)), "7");
}

TEST(Recorder, tells_of_a_gap_once_however_it_is_drained) {
  Recorder recorder(4);
  for (std::uint64_t i = 1; i <= 5; ++i) recorder.record(numbered(i));
  EXPECT_EQ(described(drained(recorder)), "1 2 3 4 -1@5");
  EXPECT_EQ(described(drained(recorder)), "");
  // The gap goes into the ring before 6, though it has been told; it takes a slot, so one less
  // fits.
  for (std::uint64_t i = 6; i <= 10; ++i) recorder.record(numbered(i));
  EXPECT_EQ(described(drained(recorder)), "6 7 8 -2@9");
  for (std::uint64_t i = 11; i <= 13; ++i) recorder.record(numbered(i));
  EXPECT_EQ(described(drained(recorder)), "11 12 13");
}

TEST(Recorder, keeps_texts_of_every_length) {
  Recorder recorder(64);
  const std::string letters = "abcdefghijklmnopqrstuvwxyzñabcdefghijklmnopqrstuvwxyz";
  for (std::size_t size = 0; size <= letters.size(); ++size) {
    recorder.record(numbered(size), std::string_view(letters).substr(0, size));
    const auto events = drained(recorder);
    EXPECT_EQ(events[0].a, size);
    EXPECT_EQ(text_of(events, 1), letters.substr(0, size));
  }
}

TEST(Recorder, keeps_an_event_and_its_text_or_neither) {
  Recorder recorder(4);
  EXPECT_TRUE(recorder.fits(48));
  EXPECT_FALSE(recorder.fits(49));
  recorder.record(numbered(1));
  EXPECT_FALSE(recorder.fits(48));
  recorder.record(numbered(2), std::string(48, 'x'));
  recorder.record(numbered(3));
  const auto events = drained(recorder);
  EXPECT_EQ(described(events), "1 -4@2 3");
  recorder.record(numbered(4), std::string(1000, 'x'));
  EXPECT_EQ(described(drained(recorder)), "-64@4");
}

TEST(Recorder, counts_the_slot_of_an_untold_gap_as_used) {
  Recorder recorder(4);
  for (std::uint64_t i = 1; i <= 5; ++i) recorder.record(numbered(i));
  drained(recorder);
  EXPECT_TRUE(recorder.fits(32));
  EXPECT_FALSE(recorder.fits(48));
}

TEST(Recorder, allocates_nothing) {
  if (!allocations_are_counted()) GTEST_SKIP();
  Recorder recorder(64);
  const auto before = allocations_of_this_thread();
  for (std::uint64_t i = 0; i < 1000; ++i) {
    recorder.record(numbered(i));
    recorder.record(numbered(i), "Hilo 0 durmiendo 5 segundos");
  }
  EXPECT_EQ(allocations_of_this_thread(), before);
}

// One thread records (events and texts), another drains now and then. Every event is there in
// order, or is counted as lost exactly where it is missing.
TEST(Recorder, loses_nothing_uncounted_between_two_threads) {
  TELAR_NEEDS_THREADS();
  Recorder recorder(256);
  constexpr std::uint64_t kEvents = 200'000;
  std::atomic<bool> done{false};
  std::thread producer([&] {
    for (std::uint64_t i = 0; i < kEvents; ++i) {
      if (i % 10 == 0)
        recorder.record(numbered(i), "sixteen bytes, 16");
      else
        recorder.record(numbered(i));
      if (i % 1000 == 0) std::this_thread::yield();
    }
    done = true;
  });
  std::vector<Event> events;
  for (bool last = false; !last;) {
    last = done;
    recorder.drain(events);
  }
  producer.join();

  std::uint64_t next = 0, recorded = 0, lost = 0;
  const auto slots = [](std::uint64_t i) { return i % 10 == 0 ? 3u : 1u; };
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    if (event.kind == EventKind::dropped) {
      // A gap that is told in parts keeps the time of its first.
      ASSERT_LE(static_cast<std::uint64_t>(event.time), next);
      std::uint64_t count = 0;
      while (count < event.a) count += slots(next++);
      ASSERT_EQ(count, event.a);
      lost += event.a;
    } else if (event.kind == EventKind::put) {
      ASSERT_EQ(event.a, next);
      ++next;
      recorded += slots(event.a);
      if (event.a % 10 == 0) {
        ASSERT_EQ(text_of(events, i + 1), "sixteen bytes, 16");
      }
    }
  }
  EXPECT_EQ(next, kEvents);
  EXPECT_EQ(recorded + lost, kEvents * 12 / 10);
}

TEST(Collector, reuses_the_ring_of_a_thread_that_has_ended) {
  Collector collector(16);
  std::vector<Event> events;
  Recorder* const first = collector.open();
  for (std::uint64_t i = 1; i <= 100; ++i) {
    Recorder* const recorder = i == 1 ? first : collector.open();
    EXPECT_EQ(recorder, first);
    recorder->record(numbered(i));
    collector.close(recorder);
    collector.drain(events);
  }
  EXPECT_EQ(events.size(), 100u);
}

TEST(Collector, keeps_the_last_words_of_a_closed_ring) {
  Collector collector(4);
  Recorder* a = collector.open();
  for (std::uint64_t i = 1; i <= 6; ++i) a->record(numbered(i));
  collector.close(a);
  Recorder* b = collector.open();
  EXPECT_NE(a, b);  // not drained yet
  b->record(numbered(9));
  std::vector<Event> events;
  collector.drain(events);
  EXPECT_EQ(described(events), "1 2 3 4 -2@5 9");
  // Its next owner does not tell of the gap again.
  Recorder* c = collector.open();
  EXPECT_EQ(a, c);
  c->record(numbered(10));
  events.clear();
  collector.drain(events);
  EXPECT_EQ(described(events), "10");
}

TEST(Collector, drains_while_threads_come_and_go) {
  TELAR_NEEDS_THREADS();
  Collector collector(1024);
  constexpr int kThreads = 8, kEvents = 500;
  std::vector<std::thread> threads;
  std::atomic<int> running{kThreads};
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      Recorder* recorder = collector.open();
      for (std::uint64_t i = 0; i < kEvents; ++i)
        recorder->record(numbered(i, static_cast<StrandId>(t)));
      collector.close(recorder);
      --running;
    });
  std::vector<Event> events;
  for (bool last = false; !last;) {
    last = running == 0;
    collector.drain(events);
  }
  for (auto& thread : threads) thread.join();
  std::vector<std::uint64_t> next(kThreads);
  for (const Event& event : events) EXPECT_EQ(event.a, next[event.strand]++);
  EXPECT_EQ(events.size(), std::size_t{kThreads * kEvents});
}

}  // namespace
}  // namespace telar
