// Finding: what went wrong in a run, as codes, arguments and places on the timeline: who waits for
// whom, the accesses of a data race, an update that was lost. Plain data, computed from what was
// recorded; finding_text() and place_text() make sentences of it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/language.hpp"
#include "base/time.hpp"
#include "report/waiting.hpp"
#include "trace/store.hpp"

namespace telar {

class JsonWriter;

struct Finding {
  enum class Kind : unsigned char {
    deadlock,  // places: the strands of the cycle, each waiting for the next
    starved,   // a deadlock without a cycle; places: all who wait
    // Subject: the variable; places: the two accesses. One of each pair of lines and verbs, as
    // FoundRace (found.hpp) is.
    race,
    // Subject: the variable; places: the load, the store that is lost, the store over it.
    lost_update,
    failed,  // subject: the error; places: none
  };
  struct Place {
    Waiting what;    // who, and what it did there or waits to do
    Nanos time = 0;  // of the run
    // The line of the program; 0 if it is not known.
    std::string file = {};
    std::uint32_t line = 0;
  };
  Kind kind = Kind::failed;
  std::string subject;
  std::vector<Place> places;
  // It is so once so many events of the store have happened.
  std::uint64_t since = 0;
};

// "deadlock", "lost-update", …: what JSON calls it.
std::string_view finding_name(Finding::Kind kind);

// What went wrong in the run that the store holds.
std::vector<Finding> findings_of(const Store& store);

// One line.
std::string finding_text(const Finding& finding, Language language);
// What happened in one of its places, without saying who did it: "waits for lock B, held by
// Thread-2", "stores counter (lost_update.cpp:31)".
std::string place_text(const Finding& finding, std::size_t place, Language language);
// The same with who did it.
std::string told_place(const Finding& finding, std::size_t place, Language language);

// All of it in lines, for where there is room: one a place, unless the sentence quotes its places,
// and what the places alone do not say.
struct FindingLine {
  bool is_place;
  std::string text;
};
std::vector<FindingLine> finding_lines(const Finding& finding, Language language);

// As an array: [{kind, text, lines [{strand, verb, file, line}]}], a line for each place.
void write_findings(JsonWriter& json, std::span<const Finding> findings, Language language);

}  // namespace telar
