// Whatever bytes a trace file holds: a clear error, or events that everything which reads a Store
// survives.
#include <gtest/gtest.h>

#include <sstream>

#include "base/rng.hpp"
#include "report/action_words.hpp"
#include "report/finding.hpp"
#include "report/trace_text.hpp"
#include "tests/trace/programs.hpp"
#include "trace/chrome_json.hpp"
#include "trace/metrics.hpp"
#include "trace/packet.hpp"

namespace telar {
namespace {

std::vector<std::byte> small_trace() {
  Script script;
  script.process(0, 0, "MainProcess")
      .strand(0, 1, "Thread-1")
      .print(1, 1, "Hilo 0 durmiendo 5 segundos");
  std::vector<std::byte> bytes;
  write_header_packet(bytes, "scenario=threads\nversion=1\n");
  write_packet(bytes, script.events);
  write_packet(bytes, Script().state(2, 1, State::finished).events);
  return bytes;
}

// Whatever the events, what is told of them agrees with itself.
void expect_sense(const std::vector<Event>& events, std::size_t portion) {
  Store store;
  for (std::size_t at = 0; at < events.size(); at += portion)
    store.append(std::span(events).subspan(at, std::min(portion, events.size() - at)));
  const auto look = [&] {
    for (const Lane& lane : store.lanes()) {
      EXPECT_LE(lane.begin, lane.end);
      Nanos last = lane.begin;
      for (const Span& span : lane.spans) {
        EXPECT_LE(last, span.begin);
        EXPECT_LE(span.begin, span.end);
        last = span.begin;
      }
      for (std::size_t i = 1; i < lane.marks.size(); ++i)
        EXPECT_LE(store.events()[lane.marks[i - 1]].time, store.events()[lane.marks[i]].time);
      for (std::size_t i = 1; i < lane.stands.size(); ++i)
        EXPECT_LE(store.time_of(lane.stands[i - 1]), store.time_of(lane.stands[i]));
      for (const Stand& stand : lane.stands)
        EXPECT_TRUE(is_verb(static_cast<unsigned>(store.action_of(stand).verb)));
    }
    std::size_t bytes = 0, shown = 0;
    for (const Write& write : store.writes())
      for (char c : write.text) bytes += c != '\n';
    for (const ConsoleLine& line : store.console())
      for (const auto& piece : line.pieces) shown += piece.length;
    EXPECT_EQ(bytes, shown);
    const Metrics metrics = measure(store, 0, 4);
    EXPECT_GE(metrics.task_time, 0);
    EXPECT_LE(metrics.parallelism_peak, 4);
    std::ostringstream text, json;
    for (const Language language : {Language::es, Language::en}) {
      write_text(text, store, language);
      for (const Finding& finding : findings_of(store))
        EXPECT_FALSE(finding_lines(finding, language).empty());
    }
    write_chrome_json(json, store, say_in_english);
  };
  look();
  store.finish(100);
  look();
}

TEST(TraceFuzz, every_truncation_is_told) {
  const auto bytes = small_trace();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const TraceFile file = read_trace(std::span(bytes).first(size));
    // A file that ends after a whole packet is a shorter trace.
    if (size == 48 || size == bytes.size() - 48)
      EXPECT_FALSE(file.error);
    else
      EXPECT_TRUE(file.error);
  }
}

TEST(TraceFuzz, every_changed_bit_or_byte_is_told) {
  auto bytes = small_trace();
  for (auto& byte : bytes) {
    const std::byte before = byte;
    for (int bit = 0; bit < 8; ++bit) {
      byte = before ^ std::byte{1} << bit;
      EXPECT_TRUE(read_trace(bytes).error);
    }
    for (int value = 0; value < 256; value += 5) {
      byte = static_cast<std::byte>(value);
      if (byte != before) EXPECT_TRUE(read_trace(bytes).error);
    }
    byte = before;
  }
}

TEST(TraceFuzz, absurd_counts_are_told_and_not_believed) {
  for (const std::uint32_t count : {0u, 65'537u, 0x7fffffffu, 0xffffffffu}) {
    auto bytes = small_trace();
    std::memcpy(bytes.data() + 8, &count, 4);
    EXPECT_EQ(read_trace(bytes).error, (TraceError{TraceError::Kind::bad_header, 0, true}));
  }
}

TEST(TraceFuzz, random_bytes_are_told) {
  Rng rng(1);
  for (int i = 0; i < 5'000; ++i) {
    std::vector<std::byte> noise(rng.below(300) + 1);
    for (auto& byte : noise) byte = static_cast<std::byte>(rng.below(256));
    if (i % 2) std::memcpy(noise.data(), "TLR2\0\0\0", std::min<std::size_t>(noise.size(), 8));
    EXPECT_TRUE(read_trace(noise).error);
  }
}

// Events that are well packed but senseless: kinds, ids, times and details at random, mostly small
// so that they meet.
TEST(TraceFuzz, senseless_events_hurt_nobody) {
  Rng rng(2);
  constexpr std::uint64_t kExtremes[] = {
      0, 1, 4095, 4096, 0xfffff, 0xffffffff, 0x100000000, 0x7fffffffffffffff, ~0ull};
  const auto number = [&](std::uint32_t below) -> std::uint64_t {
    return rng.below(10) == 0 ? kExtremes[rng.below(std::size(kExtremes))] : rng.below(below);
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<Event> events(rng.below(400));
    for (Event& event : events) {
      event.time = static_cast<Nanos>(number(1000));
      event.strand = rng.below(3) == 0 ? static_cast<StrandId>(number(5))
                                       : make_strand_id(rng.below(3), rng.below(3));
      event.kind = static_cast<EventKind>(rng.below(20) == 0 ? rng.below(65'536) : rng.below(122));
      event.detail =
          static_cast<std::uint16_t>(rng.below(8) == 0 ? rng.below(65'536) : rng.below(20));
      event.a = number(6);
      event.b = number(6);
      if (rng.below(3) == 0 && &event != events.data()) {  // a text that belongs
        const Event& before = *(&event - 1);
        event = {before.time,     before.strand,
                 EventKind::text, static_cast<std::uint16_t>(rng.below(18)),
                 rng.next(),      rng.below(2) ? rng.next() : 0x0a0a'0a0a'2020'2020};
      }
    }
    expect_sense(events, 1 + rng.below(50));
  }
}

// Real traces with events lost, doubled and moved.
TEST(TraceFuzz, mutilated_traces_hurt_nobody) {
  Rng rng(3);
  for (const Script& script : {ten_threads(), pool_of_two(), ten_tasks(), two_cpu_threads(true)})
    for (int round = 0; round < 30; ++round) {
      std::vector<Event> events = script.events;
      for (std::uint32_t n = rng.below(20); n > 0 && !events.empty(); --n) {
        const auto size = static_cast<std::uint32_t>(events.size());
        const auto at = events.begin() + rng.below(size);
        switch (rng.below(3)) {
          case 0:
            events.erase(at);
            break;
          case 1:
            events.insert(at, events[rng.below(size)]);
            break;
          default:
            std::swap(*at, events[rng.below(size)]);
        }
      }
      expect_sense(events, 1 + rng.below(200));
    }
}

}  // namespace
}  // namespace telar
