// What `telar explore` says of what it found: as a table for people, and as JSON.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "explore/explorer.hpp"
#include "program/parameters.hpp"

namespace telar {

struct Explored {
  const Parameters& parameters;
  const ExploreOptions& options;
  int cores;                  // modelled
  std::string_view strategy;  // its word
  ExploreReport report;
  // A data race on a variable, in the execution that the report keeps of an outcome: the search
  // itself looks for none.
  struct Racing {
    std::string variable;
    const Found* found;  // of the report
  };
  std::vector<Racing> races = {};
};

// Lines, each with its newline.
std::string explore_text(const Explored& explored, Language language);
// One object, without a newline.
std::string explore_json(const Explored& explored);
// How far it is: one line without a newline.
std::string explore_progress(const ExploreReport& report, Language language);

}  // namespace telar
