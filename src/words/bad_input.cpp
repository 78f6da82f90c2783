#include "words/bad_input.hpp"

#include "base/utf8.hpp"
#include "words/words.hpp"

namespace telar {

std::string in_quotes(std::string_view word) {
  constexpr std::size_t kMost = 60;
  return "'" + in_one_line(word.substr(0, kMost)) + (word.size() > kMost ? "...'" : "'");
}

std::string wrong_value(std::string_view name, std::string_view word, std::string_view allowed,
                        Language language) {
  return say(language, words::must_be, name, in_quotes(word), allowed);
}

std::string one_of(std::span<const std::string_view> words, Language language) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_last = i + 1 == words.size();
    // "on u off": the Spanish word for `or` is another before its own sound.
    const Word& last = words[i].starts_with('o') ? words::or_before_o : words::or_the_last;
    if (i > 0) text += is_last ? " " + std::string(last.in(language)) + " " : ", ";
    text += words[i];
  }
  return text;
}

std::string whole_number(std::int64_t least, std::int64_t most, Language language) {
  return say(language, words::whole_number, least, most);
}

}  // namespace telar
