#include "base/serialise.hpp"

#include <limits>

namespace telar {

void serialise_detail::fail(const char* what, std::size_t at) {
  throw SerialiseError(std::string(what) + " at byte " + std::to_string(at));
}

void Writer::put(const void* from, std::size_t size) {
  const auto* first = static_cast<const std::byte*>(from);
  bytes_.insert(bytes_.end(), first, first + size);
}

void Writer::put_count(std::size_t count) {
  if (count > std::numeric_limits<std::uint32_t>::max())
    serialise_detail::fail("too many elements", bytes_.size());
  write(static_cast<std::uint32_t>(count));
}

void Reader::get(void* to, std::size_t size) {
  if (size > remaining()) serialise_detail::fail("the bytes end too early", at_);
  if (size > 0) std::memcpy(to, bytes_.data() + at_, size);
  at_ += size;
}

std::uint8_t Reader::get_byte(unsigned limit, const char* what) {
  std::uint8_t byte;
  get(&byte, 1);
  if (byte >= limit) serialise_detail::fail(what, at_ - 1);
  return byte;
}

std::size_t Reader::get_count(std::size_t element_bytes) {
  std::uint32_t count;
  get(&count, sizeof count);
  // Every element has at least that many bytes, and they must be there.
  if (count > remaining() / element_bytes)
    serialise_detail::fail("more elements than bytes", at_ - sizeof count);
  return count;
}

void Reader::expect_end() const {
  if (remaining() > 0) serialise_detail::fail("bytes left over", at_);
}

}  // namespace telar
