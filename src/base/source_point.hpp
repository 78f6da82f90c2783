// SourcePoint: a line of a program. Every operation carries the one that it stands at, so that a
// timeline, a listing and a finding can show it. An interpreter supplies its own lines; a compiled
// body's come from the compiler.
#pragma once
#include <cstdint>
#include <source_location>
#include <string_view>

namespace telar {

struct SourcePoint {
  // Relative to the project ("src/scenarios/pool/pool.cpp"), or a script's name. Lives as long as
  // the run. Null if it is not known.
  const char* file = nullptr;
  // From 1; 0 if it is not known.
  std::uint32_t line = 0;

  bool known() const { return line != 0; }
  friend bool operator==(const SourcePoint&, const SourcePoint&) = default;

  // The caller's line, as a default argument. Unknown within the runtime: its functions stand for
  // the line of the program that called them.
  static consteval SourcePoint here(std::source_location at = std::source_location::current()) {
    constexpr std::string_view kLibrary = "src/runtime/", kAbove = "../";
    std::string_view file = at.file_name();
    if (file.find(kLibrary) != std::string_view::npos) return {};
    while (file.starts_with(kAbove)) file.remove_prefix(kAbove.size());
    return {file.data(), at.line()};
  }
};

}  // namespace telar
