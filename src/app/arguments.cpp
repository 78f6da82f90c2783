#include "app/arguments.hpp"

#include <algorithm>
#include <cstdlib>

#include "program/parameters.hpp"
#include "words/words.hpp"

namespace telar {

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
  struct Allowed {
    std::string_view option, first, second;
  };
  for (const auto& [option, first, second] :
       {Allowed{"lang", "es", "en"}, Allowed{"format", "text", "json"}}) {
    const auto value = arguments.option(option);
    if (value && *value != first && *value != second)
      return say(language, words::must_be_one_of, option, in_quotes(*value), first, second);
  }
  return {};
}

Language command_language(std::span<const char* const> words) {
  // Wherever it stands and whatever is wrong around it: the message about that is to be in this
  // language.
  for (std::size_t i = words.size(); i-- > 0;) {
    const std::string_view word = words[i], before = i > 0 ? words[i - 1] : "";
    if (word == "--lang=es" || (before == "--lang" && word == "es")) return Language::es;
    if (word == "--lang=en" || (before == "--lang" && word == "en")) return Language::en;
  }
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(variable); value && *value)
      return std::string_view(value).starts_with("en") ? Language::en : Language::es;
  return Language::es;
}

}  // namespace telar
