#include "app/command_line.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/arguments.hpp"
#include "app/bench.hpp"
#include "app/commands.hpp"
#include "app/output.hpp"
#include "app/version.hpp"
#include "words/bad_input.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

// Where the command stands: after the language, if that is said first.
std::size_t command_at(Argv words) {
  for (std::size_t at = 0; at < words.size();) {
    const std::string_view word = words[at];
    if (word != "--lang" && !word.starts_with("--lang=")) return at;
    at += word == "--lang" ? 2 : 1;
  }
  return words.size();
}

}  // namespace

int usage_error(std::string_view message) {
  write_error_line("telar: " + std::string(message));
  return kExitUsage;
}

int command_line(int argc, char** argv) {
  const Argv words = Argv(argv, static_cast<std::size_t>(argc)).subspan(argc > 0 ? 1 : 0);
  const Language language = command_language(words);
  const auto print = [](std::string_view text) {
    return write_output(text) ? 0 : kExitNobodyReads;
  };

  const std::size_t at = command_at(words);
  const std::string_view command = at < words.size() ? words[at] : "--help";
  const bool asks_for_help = std::ranges::any_of(
      words, [](std::string_view word) { return word == "--help" || word == "-h"; });
  if (asks_for_help || command == "help" || at >= words.size()) {
    if (const auto error = check_language(words, language); !error.empty())
      return usage_error(error);
    return print(words::help.in(language));
  }
  if (command == "--version") return print("telar " + std::string(kVersion) + "\n");

  // What was said before the command is said after it as well.
  std::vector<const char*> others(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at));
  others.insert(others.end(), words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
  const Argv rest = others;
  if (command == "list") return list_command(rest, language);
  if (command == "run") return run_command(rest, language);
  if (command == "show") return show_command(rest, language);
  if (command == "export") return export_command(rest, language);
  if (command == "compare") return compare_command(rest, language);
  if (command == "bench") return bench_command(rest, language);
  if (command == "explore") return explore_command(rest, language);
  return usage_error(say(language, words::no_command, in_quotes(command)));
}

}  // namespace telar
