// The text of a line of a program, as far as its listings have it. Pure.
#pragma once
#include <cstdint>
#include <string_view>

#include "program/description.hpp"

namespace telar::ui {

// What it does: without the blanks that it begins with and the comment that it may end with. Empty
// if no listing of the program has that line.
inline std::string_view source_line(const ProgramDescription& program, std::string_view file,
                                    std::uint32_t line) {
  for (const Source& source : program.sources) {
    const auto first = static_cast<std::uint32_t>(source.first_line);
    if (source.file != file || line < first) continue;
    std::string_view rest = source.text;
    for (std::uint32_t i = first; i < line && !rest.empty(); ++i) {
      const std::size_t end = rest.find('\n');
      rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
    }
    rest = rest.substr(0, rest.find('\n'));
    rest = rest.substr(0, rest.find(source.language == SourceLanguage::cpp ? "  //" : "  #"));
    const std::size_t begin = rest.find_first_not_of(" \t");
    return begin == rest.npos ? std::string_view() : rest.substr(begin);
  }
  return {};
}

}  // namespace telar::ui
