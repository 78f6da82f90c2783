#include "trace/packet.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace telar {
namespace {

static_assert(std::endian::native == std::endian::little, "events are copied as they are");

constexpr std::uint32_t kMagic = 0x32524c54;  // "TLR2"
// "TLR", any version.
constexpr std::uint32_t kAnyMagic = 0x00524c54, kMagicMask = 0x00ffffff;
constexpr std::uint32_t kHeaderFlag = 1;

struct PacketHeader {
  std::uint32_t magic, flags, count, checksum;
};
static_assert(sizeof(PacketHeader) == kPacketHeaderBytes);

// Eight bytes at a time: each step is a bijection of the sum, so that one changed word always
// changes it (all but one in 2^32 survive the folding). `size` is a multiple of 32.
std::uint32_t checksum(std::uint32_t flags, std::uint32_t count, const std::byte* payload,
                       std::size_t size) {
  std::uint64_t sum = 0x9e3779b97f4a7c15 ^ (std::uint64_t{flags} << 32 | count);
  for (std::size_t at = 0; at < size; at += 8) {
    std::uint64_t word;
    std::memcpy(&word, payload + at, 8);
    sum = std::rotl((sum ^ word) * 0xd6e8feb86659fd93, 29);
  }
  return static_cast<std::uint32_t>(sum ^ sum >> 32);
}

void write(std::vector<std::byte>& out, std::uint32_t flags, const void* payload,
           std::size_t size) {
  const std::size_t padded = (size + sizeof(Event) - 1) / sizeof(Event) * sizeof(Event);
  const std::size_t begin = out.size();
  out.resize(begin + kPacketHeaderBytes + padded);
  std::byte* const body = out.data() + begin + kPacketHeaderBytes;
  std::memcpy(body, payload, size);
  PacketHeader header{kMagic, flags, static_cast<std::uint32_t>(padded / sizeof(Event)), 0};
  header.checksum = checksum(flags, header.count, body, padded);
  std::memcpy(out.data() + begin, &header, sizeof header);
}

}  // namespace

void write_packet(std::vector<std::byte>& out, std::span<const Event> events) {
  while (!events.empty()) {
    std::size_t count = std::min(events.size(), kMaxEventsOfPacket);
    if (count <
        events.size())  // not between an event and its text, unless the text alone is too long
      while (count > 1 && events[count].kind == EventKind::text) --count;
    if (count == 1 && events.size() > 1 && events[1].kind == EventKind::text)
      count = std::min(events.size(), kMaxEventsOfPacket);
    write(out, 0, events.data(), count * sizeof(Event));
    events = events.subspan(count);
  }
}

void write_header_packet(std::vector<std::byte>& out, std::string_view text) {
  constexpr std::size_t kMost = kMaxEventsOfPacket * sizeof(Event);
  for (; !text.empty(); text.remove_prefix(std::min(text.size(), kMost)))
    write(out, kHeaderFlag, text.data(), std::min(text.size(), kMost));
}

void PacketReader::feed(std::span<const std::byte> bytes) {
  bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(at_));
  at_ = 0;
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

std::size_t PacketReader::pending_bytes() const { return bytes_.size() - at_; }

void PacketReader::fail(TraceError::Kind what) { error_ = {what, offset_, offset_ == 0}; }

std::optional<PacketReader::Packet> PacketReader::next() {
  if (error_ || pending_bytes() < kPacketHeaderBytes) return std::nullopt;
  PacketHeader header;
  std::memcpy(&header, bytes_.data() + at_, sizeof header);
  // What a header says is believed only as far as it bounds the bytes to wait for: 2 MiB.
  if (header.magic != kMagic) {
    const bool is_other_version = offset_ == 0 && (header.magic & kMagicMask) == kAnyMagic;
    fail(is_other_version ? TraceError::Kind::other_version : TraceError::Kind::bad_magic);
    return std::nullopt;
  }
  if (header.flags > kHeaderFlag || header.count == 0 || header.count > kMaxEventsOfPacket)
    return fail(TraceError::Kind::bad_header), std::nullopt;
  const std::size_t size = header.count * sizeof(Event);
  if (pending_bytes() < kPacketHeaderBytes + size) return std::nullopt;
  const std::byte* const payload = bytes_.data() + at_ + kPacketHeaderBytes;
  if (checksum(header.flags, header.count, payload, size) != header.checksum)
    return fail(TraceError::Kind::bad_packet), std::nullopt;

  Packet packet;
  packet.is_header = header.flags == kHeaderFlag;
  if (packet.is_header) {
    packet.text.assign(reinterpret_cast<const char*>(payload), size);
    packet.text.erase(packet.text.find_last_not_of('\0') + 1);
  } else {
    packet.events.resize(header.count);
    std::memcpy(packet.events.data(), payload, size);
  }
  at_ += kPacketHeaderBytes + size;
  offset_ += kPacketHeaderBytes + size;
  return packet;
}

TraceFile read_trace(std::span<const std::byte> bytes) {
  TraceFile file;
  PacketReader reader;
  reader.feed(bytes);
  file.events.reserve(bytes.size() / sizeof(Event));
  while (auto packet = reader.next()) {
    file.header += packet->text;
    file.events.insert(file.events.end(), packet->events.begin(), packet->events.end());
  }
  if (bytes.empty())
    file.error = {TraceError::Kind::empty, 0, true};
  else if (reader.error())
    file.error = reader.error();
  else if (reader.pending_bytes() > 0)
    file.error = {TraceError::Kind::truncated, bytes.size(), false};
  return file;
}

}  // namespace telar
