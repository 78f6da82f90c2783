// Listing marks: at which lines of a program's listing its strands stand at the moment on show.
// Pure.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "trace/store.hpp"

namespace telar::ui {

// What is listed: so many lines of a file, of which the first has this number.
struct ListedLines {
  std::string_view file;
  std::uint32_t first = 1;
  std::size_t count = 0;
};

struct ListingMark {
  std::size_t line;     // from 0, of those listed
  std::uint32_t lane;   // whose strand stands there
  std::uint32_t stand;  // index into the lane's stands
};

struct ListingMarks {
  std::vector<ListingMark> marks;  // by line, then by lane
  // Of them, that of the strand which came to stand last, so that it made the last step; kNone.
  std::size_t latest = kNone;
  static constexpr std::size_t kNone = SIZE_MAX;
};

// A strand that has ended stands nowhere, and neither does one whose line is not listed or not
// known.
void find_listing_marks(const Store& store, Nanos now, const ListedLines& listed,
                        ListingMarks& out);

}  // namespace telar::ui
