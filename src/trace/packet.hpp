// Packet: a batch of events as bytes. A live stream between processes, a trace file and a golden
// test are all just packets end to end. Layout, little endian: magic u32 "TLR2" (the number is
// the version of this layout and of the events'), flags u32, count
// u32, checksum u32 (of flags, count and payload), then `count` events of 32 bytes. Flag bit 0: a
// header packet, whose payload is UTF-8 "key=value\n" lines (scenario, parameters, kernel, seed,
// language, version) padded with zeros to 32 bytes; `count` counts those units. An event and the
// text events that continue it are always in one packet.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "trace/event.hpp"

namespace telar {

inline constexpr std::size_t kPacketHeaderBytes = 16;
inline constexpr std::size_t kMaxEventsOfPacket = 65'536;

// Appends one packet that holds the events (no packet for no events; several for more than
// kMaxEventsOfPacket).
void write_packet(std::vector<std::byte>& out, std::span<const Event> events);
// Appends the text as header packets: one, unless it is longer than 2 MiB. Zeros at its end are not
// kept.
void write_header_packet(std::vector<std::byte>& out, std::string_view text);

// What is wrong with the bytes of a trace.
struct TraceError {
  enum class Kind : unsigned char {
    none,
    empty,          // no bytes at all
    other_version,  // of a Telar with another layout
    bad_magic,
    bad_header,  // of a packet
    bad_packet,
    truncated,
  };
  Kind kind = Kind::none;
  std::uint64_t at = 0;  // the byte in question
  // No packet could be read before it, so that the bytes may be anything.
  bool is_no_trace = false;

  explicit operator bool() const { return kind != Kind::none; }
  bool operator==(const TraceError&) const = default;
};

// Cuts a stream into packets. Feed bytes as they come, then take packets until there is none.
class PacketReader {
 public:
  void feed(std::span<const std::byte> bytes);
  struct Packet {
    bool is_header = false;
    std::string text;           // of a header packet
    std::vector<Event> events;  // else
  };
  // The next whole packet; nothing if more bytes are needed or after an error. Take every packet
  // out before feeding more, or the reader keeps them all.
  std::optional<Packet> next();
  // What is wrong, if anything is. Final.
  const TraceError& error() const { return error_; }
  // Bytes fed that do not make a whole packet: not 0 at the end of a file means that it is
  // truncated.
  std::size_t pending_bytes() const;

 private:
  void fail(TraceError::Kind what);

  std::vector<std::byte> bytes_;  // from at_ on: not yet a packet
  std::size_t at_ = 0;
  std::uint64_t offset_ = 0;  // of bytes_[at_] in the stream
  TraceError error_;
};

// Reads a whole trace file. Returns what could be read, and what is wrong with the rest. Never
// throws, never reads past the bytes, whatever they hold.
struct TraceFile {
  std::string header;
  std::vector<Event> events;
  TraceError error;
};
TraceFile read_trace(std::span<const std::byte> bytes);

}  // namespace telar
