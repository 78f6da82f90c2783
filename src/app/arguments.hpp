// Arguments: a command's words, sorted into positional ones and options ("--name value" or
// "--name=value").
#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.hpp"
#include "base/parse.hpp"
#include "words/bad_input.hpp"

namespace telar {

struct Arguments {
  std::vector<std::string_view> positional;
  std::vector<std::pair<std::string_view, std::string_view>>
      options;        // in order; names without the dashes, each once
  std::string error;  // one line, or empty

  // Its value; nothing if it is not there.
  std::optional<std::string_view> option(std::string_view name) const;
};

Arguments parse_arguments(std::span<const char* const> words, Language language);

// Empty, or one line: an option that the command does not have, or the wrong number of positional
// arguments, for which `usage` is shown.
std::string check_arguments(const Arguments& arguments,
                            std::initializer_list<std::string_view> options, std::size_t positional,
                            std::string_view usage, Language language);

// The values of --lang and --format, which several commands have: empty, or one line.
std::string check_common_options(const Arguments& arguments, Language language);

// Sets `to` from a whole number within [least, most]. Empty, or one line; then `to` stays.
template <class T>
std::string read_whole(std::string_view name, std::string_view word, std::int64_t least,
                       std::int64_t most, T& to, Language language) {
  const auto number = parse_integer(word);
  if (!number || *number < least || *number > most)
    return wrong_value(name, word, whole_number(least, most, language), language);
  to = static_cast<T>(*number);
  return {};
}

// The language of what the command says: --lang, if it names one; else that of the environment
// (LC_ALL, LC_MESSAGES, LANG: English if the first that is set begins with "en"); else Spanish.
Language command_language(std::span<const char* const> words);
// Empty, or one line: a --lang, wherever it stands among the words, that names no language.
std::string check_language(std::span<const char* const> words, Language language);

}  // namespace telar
