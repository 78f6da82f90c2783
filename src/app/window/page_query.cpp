#include "app/window/page_query.hpp"

#include <utility>
#include <vector>

#include "app/kernel_words.hpp"
#include "model/choices.hpp"
#include "platform/process.hpp"
#include "scenarios/library.hpp"
#include "words/bad_input.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs pairs_of(std::string_view query) {
  Pairs pairs;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    pairs.emplace_back(
        percent_decoded(pair.substr(0, equals)),
        equals == std::string_view::npos ? "" : percent_decoded(pair.substr(equals + 1)));
  }
  return pairs;
}

const std::string* find(const Pairs& pairs, std::string_view key) {
  for (const auto& [name, value] : pairs) {
    if (name == key) return &value;
  }
  return nullptr;
}

void add_line(std::string& error, const std::string& line) {
  if (!error.empty()) error += '\n';
  error += line;
}

std::string names_in(Language language) {
  std::vector<std::string_view> names;
  for (const Program& program : library()) names.push_back(program.name());
  return one_of(names, language);
}

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
        hex_value(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

PageQuery read_page_query(std::string_view query, Language language,
                          Parameters (*defaults)(const Program&)) {
  PageQuery result;
  const Pairs pairs = pairs_of(query);
  const auto refuse = [&](std::string_view key, const std::string& value,
                          std::string_view allowed) {
    add_line(result.error, wrong_value(key, value, allowed, language));
  };
  if (const std::string* lang = find(pairs, "lang")) {
    if (const auto named = kLanguages.named(*lang)) {
      result.language = language = *named;
    } else {
      refuse("lang", *lang, one_of(kLanguages.words(), language));
    }
  }
  const std::string* word = find(pairs, "scenario");
  // A schedule says whose it is.
  std::string scheduled;
  if (const std::string* schedule = find(pairs, "schedule");
      schedule != nullptr && word == nullptr) {
    scheduled = schedule->substr(0, schedule->find('~'));
    if (find_program(scheduled) != nullptr) word = &scheduled;
  }
  if (word != nullptr) {
    if (const Program* const program = find_program(*word)) {
      result.program = *program;
    } else {
      const std::string names = names_in(language);
      refuse("scenario", *word, names);
    }
  }
  if (result.program) result.parameters = defaults(*result.program);
  for (const auto& [key, value] : pairs) {
    if (key == "scenario" || key == "lang") continue;
    if (key == "autorun" || key == "embed") {
      constexpr std::string_view kSwitch[] = {"0", "1"};
      if (value != kSwitch[0] && value != kSwitch[1]) refuse(key, value, one_of(kSwitch, language));
      if (key == "autorun") result.autorun = value == "1";
    } else if (is_kernel_word(key)) {
      result.kernel_said = true;
    } else if (result.parameters) {
      if (const std::string error = result.parameters->set(key, value, language); !error.empty())
        add_line(result.error, error);
    } else if (word == nullptr) {
      const std::string names = names_in(language);
      add_line(result.error, say(language, words::needs_a_program, in_quotes(key), names));
    }
  }
  if (result.kernel_said) {
    std::vector<std::pair<std::string_view, std::string_view>> words(pairs.begin(), pairs.end());
    // A wish, where there are none: it runs in virtual time rather than not at all.
    if (!has_threads())
      result.real_in_vain = std::erase(words, std::pair(std::string_view("kernel"),
                                                        kKernels[KernelChoice::real].word)) > 0;
    // Without a program there is none whose parameters a schedule could set.
    Parameters parameters = result.parameters ? *result.parameters : defaults(library().front());
    const std::string error =
        read_kernel_words(words, true, parameters, result.virtual_time, language);
    if (!error.empty())
      add_line(result.error, error);
    else if (result.parameters)
      result.parameters = std::move(parameters);
  }
  if (!result.error.empty()) result.autorun = false;
  return result;
}

}  // namespace telar
