// What `telar explore` says of what it found: as a table for people, and as JSON.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "explore/explorer.hpp"
#include "program/program.hpp"

namespace telar {

struct Explored {
  const Program& program;
  const Parameters& parameters;
  const ExploreOptions& options;
  int cores;  // modelled
  int jobs;   // threads that searched
  ExploreReport report;
};

// Lines, each with its newline.
std::string explore_text(const Explored& explored, Language language);
// One object, without a newline.
std::string explore_json(const Explored& explored);
// How far it is: one line without a newline.
std::string explore_progress(const ExploreReport& report, Language language);

}  // namespace telar
