// Hashes of 64 bits, for tables of this program only: multiply and fold, eight bytes at a time.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

namespace telar {

constexpr std::uint64_t hash_mix(std::uint64_t hash, std::uint64_t value) {
  std::uint64_t z = (hash ^ value) + 0x9e3779b97f4a7c15;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}

inline std::uint64_t hash_text(std::uint64_t hash, std::string_view text) {
  hash = (hash ^ text.size()) * 0x9e3779b97f4a7c15;
  std::uint64_t piece = 0;
  for (; text.size() >= sizeof piece; text.remove_prefix(sizeof piece)) {
    std::memcpy(&piece, text.data(), sizeof piece);
    hash = (hash ^ piece) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 32;
  }
  piece = 0;
  std::memcpy(&piece, text.data(), text.size());
  hash = (hash ^ piece) * 0x9e3779b97f4a7c15;
  return hash ^ hash >> 32;
}

}  // namespace telar
