#include "app/live_output.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <string_view>

namespace telar {
namespace {

// A write and the text events that hold its bytes, as a recorder makes them.
void add_write(std::vector<Event>& events, Nanos time, StrandId strand, std::string_view text) {
  events.push_back({time, strand, EventKind::write, 0, 1, text.size()});
  while (!text.empty()) {
    Event piece{time, strand, EventKind::text, 0, 0, 0};
    const std::string_view part = text.substr(0, 16);
    piece.detail = static_cast<std::uint16_t>(part.size());
    std::memcpy(&piece.a, part.data(), std::min<std::size_t>(part.size(), 8));
    if (part.size() > 8) std::memcpy(&piece.b, part.data() + 8, part.size() - 8);
    events.push_back(piece);
    text.remove_prefix(part.size());
  }
}

TEST(LiveOutput, gives_out_writes_in_order_of_time_though_they_come_in_batches) {
  LiveOutput output;
  std::vector<Event> first, second;
  add_write(first, 10, 1, "one ");
  add_write(first, 30, 1, "three ");
  add_write(second, 20, 2, "two ");
  add_write(second, 40, 2, "four");
  output.feed(first);
  output.feed(second);
  EXPECT_EQ(output.take(35), "one two three ");
  EXPECT_TRUE(output.pending());
  EXPECT_EQ(output.take(39), "");
  EXPECT_EQ(output.take(kNever), "four");
  EXPECT_FALSE(output.pending());
}

TEST(LiveOutput, keeps_the_order_of_writes_at_the_same_time) {
  LiveOutput output;
  std::vector<Event> events;
  for (const char* text : {"a", "b", "c", "d"}) add_write(events, 5, 1, text);
  output.feed(events);
  EXPECT_EQ(output.take(5), "abcd");
}

TEST(LiveOutput, keeps_every_byte) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += static_cast<char>(i);
  LiveOutput output;
  std::vector<Event> events;
  add_write(events, 1, 1, text);
  add_write(events, 2, 1, "");
  add_write(events, 3, 1, "\n");
  output.feed(events);
  EXPECT_EQ(output.take(kNever), text + "\n");
}

TEST(LiveOutput, text_of_other_events_is_not_output) {
  LiveOutput output;
  std::vector<Event> events;
  add_write(events, 1, 1, "yes");
  add_write(events, 2, 1, "no");
  for (Event& event : events)
    if (event.kind == EventKind::write && event.time == 2) event.kind = EventKind::object_named;
  output.feed(events);
  EXPECT_EQ(output.take(kNever), "yes");
}

}  // namespace
}  // namespace telar
