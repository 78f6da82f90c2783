// Every word that a person reads: es.def and en.def hold the same names, one file a language, and
// each name is a constant in namespace words. say() fills in what a text leaves open. A name that
// one language lacks, a {} that only one of them has, and an argument that a text does not take do
// not compile. The programs of the library have their own texts, and Python's errors are Python's.
#pragma once
#include <cstddef>
#include <format>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/language.hpp"

namespace telar {

// How many arguments a text takes: one for each {}, or as many as its highest number says.
constexpr std::size_t arguments_of(std::string_view text) {
  std::size_t taken = 0, highest = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{') continue;
    if (i + 1 < text.size() && text[i + 1] == '{') {
      ++i;  // a brace that is meant
      continue;
    }
    std::size_t number = 0, digits = 0;
    for (; i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9'; ++i, ++digits)
      number = number * 10 + static_cast<std::size_t>(text[i + 1] - '0');
    if (digits == 0) ++taken;
    if (digits > 0 && number + 1 > highest) highest = number + 1;
  }
  return taken > highest ? taken : highest;
}

// What is said in both languages, with N things to fill in. Views of literals, each ended by a
// zero.
template <std::size_t N>
struct Phrase {
  consteval Phrase(std::string_view spanish, std::string_view english) : es(spanish), en(english) {
    if (arguments_of(es) != N || arguments_of(en) != N)
      throw "the two languages leave different things open";
  }
  constexpr std::string_view in(Language language) const
    requires(N == 0)
  {
    return language == Language::en ? en : es;
  }

  std::string_view es, en;
};

// One with nothing to fill in.
using Word = Phrase<0>;

// A phrase that was found, when this was compiled, to take arguments of these types in both
// languages.
template <class... A>
class CheckedPhrase {
 public:
  consteval CheckedPhrase(const Phrase<sizeof...(A)>& phrase) : es_(phrase.es), en_(phrase.en) {}
  std::string_view in(Language language) const {
    return language == Language::en ? en_.get() : es_.get();
  }

 private:
  std::format_string<const A&...> es_, en_;
};

// `text` is one that was checked. The second writes what fits, ends it with a zero and returns it
// without that.
std::string filled(std::string_view text, std::format_args arguments);
std::string_view filled_into(std::span<char> buffer, std::string_view text,
                             std::format_args arguments);

// say(language, words::no_command, name): the phrase with its {} filled in.
template <class... A>
std::string say(Language language, CheckedPhrase<std::type_identity_t<A>...> phrase,
                const A&... arguments) {
  return filled(phrase.in(language), std::make_format_args(arguments...));
}

// The same without allocating, as far as it fits: for what is said anew in every frame.
template <class... A>
std::string_view say_into(std::span<char> buffer, Language language,
                          CheckedPhrase<std::type_identity_t<A>...> phrase, const A&... arguments) {
  return filled_into(buffer, phrase.in(language), std::make_format_args(arguments...));
}

namespace words {

namespace spanish {
#define WORD(name, ...) inline constexpr std::string_view name = __VA_ARGS__;
#include "words/es.def"
#undef WORD
}  // namespace spanish

namespace english {
#define WORD(name, ...) inline constexpr std::string_view name = __VA_ARGS__;
#include "words/en.def"
#undef WORD
}  // namespace english

#define WORD(name, ...) \
  inline constexpr Phrase<arguments_of(spanish::name)> name{spanish::name, english::name};
#include "words/es.def"
#undef WORD

}  // namespace words
}  // namespace telar
