// The commands that command_line() chooses from. Each takes its words (without "telar" and its own
// name) and the language of what it says; returns the exit code.
#pragma once
#include <span>
#include <string_view>

#include "base/language.hpp"

namespace telar {

inline constexpr int kExitFailed = 1, kExitUsage = 2, kExitInterrupted = 130,
                     kExitNobodyReads = 141;

// Words of the command line.
using Argv = std::span<const char* const>;

int list_command(Argv words, Language language);
int run_command(Argv words, Language language);
int explore_command(Argv words, Language language);
int show_command(Argv words, Language language);
int export_command(Argv words, Language language);
int compare_command(Argv words, Language language);

// Says what was wrong with the words, in one line. Returns kExitUsage.
int usage_error(std::string_view message);

}  // namespace telar
