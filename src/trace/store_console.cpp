// The Store's writes in order of time, and the console's lines made of them.
#include <algorithm>
#include <iterator>

#include "trace/store.hpp"

namespace telar {

// The writes of one append() come ring after ring: sorts them, and merges them with those they
// overlap in time.
void Store::merge_writes() {
  if (new_writes_.empty()) return;
  std::ranges::stable_sort(new_writes_, {}, &Write::time);
  std::size_t first = writes_.size();
  while (first > 0 && writes_[first - 1].time > new_writes_.front().time) --first;
  const auto overlap = static_cast<std::ptrdiff_t>(first);
  writes_.insert(writes_.end(), std::move_iterator(new_writes_.begin()),
                 std::move_iterator(new_writes_.end()));
  const auto middle = writes_.end() - static_cast<std::ptrdiff_t>(new_writes_.size());
  std::inplace_merge(writes_.begin() + overlap, middle, writes_.end(),
                     [](const Write& a, const Write& b) { return a.time < b.time; });
  new_writes_.clear();
  derive_console(first);
}

// Forgets what writes from `first_write` on have made of the lines, and makes it again.
void Store::derive_console(std::size_t first_write) {
  const auto forgotten = [&](std::uint32_t write) { return write >= first_write; };
  while (!console_.empty()) {
    ConsoleLine& line = console_.back();
    if (line.ended_by != ConsoleLine::kOpen && !forgotten(line.ended_by)) break;
    line.ended_by = ConsoleLine::kOpen;
    while (!line.pieces.empty() && forgotten(line.pieces.back().write)) line.pieces.pop_back();
    if (!line.pieces.empty()) break;
    console_.pop_back();
  }
  for (std::size_t index = first_write; index < writes_.size(); ++index) {
    const std::string& text = writes_[index].text;
    const auto write = static_cast<std::uint32_t>(index);
    for (std::size_t at = 0; at < text.size();) {
      if (console_.empty() || console_.back().ended_by != ConsoleLine::kOpen)
        console_.emplace_back();
      ConsoleLine& line = console_.back();
      const std::size_t newline = std::min(text.find('\n', at), text.size());
      if (newline > at)
        line.pieces.push_back(
            {write, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(newline - at)});
      if (newline < text.size()) line.ended_by = write;
      at = newline + 1;
    }
  }
}

}  // namespace telar
