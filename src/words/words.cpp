#include "words/words.hpp"

#include <cstddef>
#include <iterator>

namespace telar {
namespace {

// Writes up to the end of a buffer and counts on.
class Bounded {
 public:
  using iterator_category = std::output_iterator_tag;
  using value_type = void;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = void;

  Bounded(char* at, char* end) : at_(at), end_(end) {}
  Bounded& operator*() { return *this; }
  Bounded& operator++() { return *this; }
  Bounded& operator++(int) { return *this; }
  Bounded& operator=(char c) {
    if (at_ != end_) *at_++ = c;
    return *this;
  }
  char* at() const { return at_; }

 private:
  char *at_, *end_;
};

#define WORD(name, ...) +1
constexpr int kSpanish = 0
#include "words/es.def"
    ;
constexpr int kEnglish = 0
#include "words/en.def"
    ;
#undef WORD
static_assert(kSpanish == kEnglish, "en.def has a name that es.def has not, or has one twice");

}  // namespace

std::string filled(std::string_view text, std::format_args arguments) {
  return std::vformat(text, arguments);
}

std::string_view filled_into(std::span<char> buffer, std::string_view text,
                             std::format_args arguments) {
  if (buffer.empty()) return {};
  const Bounded begin(buffer.data(), buffer.data() + buffer.size() - 1);
  char* const end = std::vformat_to(begin, text, arguments).at();
  *end = '\0';
  return {buffer.data(), end};
}

}  // namespace telar
