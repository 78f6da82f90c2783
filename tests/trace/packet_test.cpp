#include "trace/packet.hpp"

#include <gtest/gtest.h>

#include "tests/trace/programs.hpp"

namespace telar {
namespace {

std::vector<std::byte> trace_of(const Script& script,
                                std::string_view header = "scenario=threads\n") {
  std::vector<std::byte> bytes;
  write_header_packet(bytes, header);
  write_packet(bytes, script.events);
  return bytes;
}

bool same(std::span<const Event> a, std::span<const Event> b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

TEST(Packet, gives_back_header_and_events) {
  const Script script = ten_threads();
  const TraceFile file = read_trace(trace_of(script));
  EXPECT_FALSE(file.error);
  EXPECT_EQ(file.header, "scenario=threads\n");
  EXPECT_TRUE(same(file.events, script.events));
}

TEST(Packet, writes_nothing_for_no_events) {
  std::vector<std::byte> bytes;
  write_packet(bytes, {});
  write_header_packet(bytes, "");
  EXPECT_TRUE(bytes.empty());
}

TEST(Packet, has_the_layout_that_its_header_says) {
  std::vector<std::byte> bytes;
  const Event event{1, 2, EventKind::put, 3, 4, 5};
  write_packet(bytes, std::span(&event, 1));
  ASSERT_EQ(bytes.size(), kPacketHeaderBytes + 32);
  EXPECT_EQ(std::memcmp(bytes.data(), "TLR2\0\0\0\0\1\0\0\0", 12), 0);
  EXPECT_EQ(
      std::memcmp(bytes.data() + 16, "\1\0\0\0\0\0\0\0\2\0\0\0\43\0\3\0\4\0\0\0\0\0\0\0\5", 25), 0);
}

TEST(Packet, cuts_many_events_but_never_between_an_event_and_its_text) {
  Script script;
  for (std::size_t i = 0; script.events.size() < kMaxEventsOfPacket + 100; ++i)
    script.write(static_cast<Nanos>(i), 1,
                 "cuatro trozos, puesto que son más de 48 bytes en total");
  std::vector<std::byte> bytes;
  write_packet(bytes, script.events);
  PacketReader reader;
  reader.feed(bytes);
  std::vector<Event> events;
  int packets = 0;
  for (; auto packet = reader.next(); ++packets) {
    EXPECT_EQ(packet->events.front().kind, EventKind::write);
    events.insert(events.end(), packet->events.begin(), packet->events.end());
  }
  EXPECT_EQ(packets, 2);
  EXPECT_TRUE(same(events, script.events));
}

TEST(Packet, reader_takes_bytes_in_any_portions) {
  const Script script = ten_threads();
  std::vector<std::byte> bytes = trace_of(script);
  write_packet(bytes, script.events);
  for (std::size_t portion : {1u, 7u, 16u, 1000u}) {
    PacketReader reader;
    std::size_t events = 0, headers = 0;
    for (std::size_t at = 0; at < bytes.size(); at += portion) {
      reader.feed(std::span(bytes).subspan(at, std::min<std::size_t>(portion, bytes.size() - at)));
      while (auto packet = reader.next()) {
        events += packet->events.size();
        headers += packet->is_header;
      }
    }
    EXPECT_EQ(events, 2 * script.events.size());
    EXPECT_EQ(headers, 1u);
    EXPECT_EQ(reader.pending_bytes(), 0u);
    EXPECT_FALSE(reader.error());
  }
}

TEST(Packet, says_what_is_wrong_with_a_file) {
  const auto error = [](std::vector<std::byte> bytes) { return read_trace(bytes).error; };
  std::vector<std::byte> bytes = trace_of(Script().print(1, 1, "hola"));
  using Kind = TraceError::Kind;
  EXPECT_EQ(error({}), (TraceError{Kind::empty, 0, true}));
  EXPECT_EQ(error(std::vector<std::byte>(100, std::byte{'x'})),
            (TraceError{Kind::bad_magic, 0, true}));
  auto older = bytes;
  older[3] = std::byte{'1'};
  EXPECT_EQ(error(older), (TraceError{Kind::other_version, 0, true}));
  std::vector<std::byte> short_one(bytes.begin(), bytes.end() - 1);
  EXPECT_EQ(error(short_one), (TraceError{Kind::truncated, bytes.size() - 1, false}));
  EXPECT_EQ(read_trace(short_one).header, "scenario=threads\n");  // what could be read
  bytes.back() ^= std::byte{1};
  EXPECT_EQ(error(bytes), (TraceError{Kind::bad_packet, 48, false}));
  bytes[48] = std::byte{0};
  EXPECT_EQ(error(bytes), (TraceError{Kind::bad_magic, 48, false}));
}

}  // namespace
}  // namespace telar
