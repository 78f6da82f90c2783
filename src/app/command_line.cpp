#include "app/command_line.hpp"

#include <span>
#include <string>
#include <string_view>

#include "app/arguments.hpp"
#include "app/bench.hpp"
#include "app/commands.hpp"
#include "app/output.hpp"
#include "app/version.hpp"
#include "program/parameters.hpp"
#include "words/words.hpp"

namespace telar {

int usage_error(std::string_view message) {
  write_error_line("telar: " + std::string(message));
  return kExitUsage;
}

int command_line(int argc, char** argv) {
  const Words words = Words(argv, static_cast<std::size_t>(argc)).subspan(argc > 0 ? 1 : 0);
  const Language language = command_language(words);
  const auto print = [](std::string_view text) {
    return write_output(text) ? 0 : kExitNobodyReads;
  };

  const std::string_view command = words.empty() ? "--help" : words[0];
  for (const char* word : words)
    if (std::string_view(word) == "--help" || std::string_view(word) == "-h")
      return print(words::help.in(language));
  if (words.empty() || command == "help" || command.starts_with("--lang"))
    return print(words::help.in(language));
  if (command == "--version") return print("telar " + std::string(kVersion) + "\n");

  const Words rest = words.subspan(1);
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
