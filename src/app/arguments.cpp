#include "app/arguments.hpp"

#include <algorithm>
#include <cstdlib>

#include "words/bad_input.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

// What follows each --lang, wherever it stands; empty where nothing does.
std::vector<std::string_view> languages_said(std::span<const char* const> words) {
  constexpr std::string_view kOption = "--lang";
  std::vector<std::string_view> said;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == kOption) said.push_back(i + 1 < words.size() ? words[i + 1] : "");
    if (word.starts_with("--lang=")) said.push_back(word.substr(kOption.size() + 1));
  }
  return said;
}

}  // namespace

std::optional<std::string_view> Arguments::option(std::string_view name) const {
  for (const auto& [option_name, option_value] : options)
    if (option_name == name) return option_value;
  return std::nullopt;
}

Arguments parse_arguments(std::span<const char* const> words, Language language) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (!word.starts_with('-') || word == "-") {
      arguments.positional.push_back(word);
      continue;
    }
    if (!word.starts_with("--") || word.size() < 3) {
      arguments.error = say(language, words::not_understood, in_quotes(word));
      return arguments;
    }
    const std::string_view name =
        word.substr(2, word.find('=') == word.npos ? word.npos : word.find('=') - 2);
    if (arguments.option(name)) {
      arguments.error = say(language, words::repeated_option, in_quotes("--" + std::string(name)));
      return arguments;
    }
    if (name.size() + 2 < word.size()) {
      arguments.options.emplace_back(name, word.substr(name.size() + 3));
    } else if (i + 1 < words.size() && !std::string_view(words[i + 1]).starts_with("--")) {
      arguments.options.emplace_back(name, words[++i]);
    } else {
      arguments.error = say(language, words::lacks_value, in_quotes(word));
      return arguments;
    }
  }
  return arguments;
}

std::string check_arguments(const Arguments& arguments,
                            std::initializer_list<std::string_view> options, std::size_t positional,
                            std::string_view usage, Language language) {
  if (!arguments.error.empty()) return arguments.error;
  for (const auto& [name, value] : arguments.options)
    if (std::ranges::find(options, name) == options.end())
      return say(language, words::no_option, in_quotes("--" + std::string(name)), usage);
  if (arguments.positional.size() != positional) return say(language, words::argument_count, usage);
  return {};
}

std::string check_common_options(const Arguments& arguments, Language language) {
  constexpr auto kLanguageWords = kLanguages.words();
  constexpr std::string_view kFormats[] = {"text", "json"};
  struct Allowed {
    std::string_view option;
    std::span<const std::string_view> words;
  };
  for (const auto& [option, allowed] :
       {Allowed{"lang", kLanguageWords}, Allowed{"format", kFormats}}) {
    const auto value = arguments.option(option);
    if (value && std::ranges::find(allowed, *value) == allowed.end())
      return wrong_value(option, *value, one_of(allowed, language), language);
  }
  return {};
}

Language command_language(std::span<const char* const> words) {
  // Whatever is wrong around it: the message about that is to be in this language.
  std::optional<Language> said;
  for (const std::string_view word : languages_said(words))
    if (const auto language = kLanguages.named(word)) said = language;
  if (said) return *said;
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(variable); value && *value)
      return std::string_view(value).starts_with("en") ? Language::en : Language::es;
  return Language::es;
}

std::string check_language(std::span<const char* const> words, Language language) {
  for (const std::string_view word : languages_said(words))
    if (!kLanguages.named(word))
      return wrong_value("lang", word, one_of(kLanguages.words(), language), language);
  return {};
}

}  // namespace telar
