#include "ui/explore/outcome_words.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace telar::ui {
namespace {

// Less in common than this is read faster than an ellipsis.
constexpr std::size_t kWorthDropping = 10;

// Its lines one after another, those with nothing on them left out.
std::string on_one_line(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const std::string_view part = text.substr(0, end);
        part.find_first_not_of(' ') != std::string_view::npos) {
      if (!line.empty()) line += " \xc2\xb7 ";
      line += part;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return line;
}

std::size_t length_in_common(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first -
                                  a.begin());
}

struct Kind {
  std::string first;
  std::size_t common = 0, outcomes = 0;
};

}  // namespace

std::vector<OutcomeWords> outcome_words(std::span<const Found> outcomes) {
  std::vector<OutcomeWords> words;
  for (const Found& outcome : outcomes) words.push_back({{}, on_one_line(outcome.text())});
  std::map<Outcome, Kind> kinds;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const std::string_view text = words[i].own;
    Kind& kind = kinds[outcomes[i].kind];
    if (kind.outcomes++ == 0) kind = {std::string(text), text.size(), 1};
    kind.common = std::min(kind.common, length_in_common(kind.first, text));
  }
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Kind& kind = kinds[outcomes[i].kind];
    if (kind.outcomes < 2) continue;
    std::string& own = words[i].own;
    // Whole words, and never all of it: of two equal ones, and of one that goes on, something is
    // left to read.
    const std::size_t space =
        kind.common == 0 ? std::string::npos : kind.first.rfind(' ', kind.common - 1);
    if (space == std::string::npos || space < kWorthDropping) continue;
    words[i].common = own.substr(0, space);
    own.erase(0, space + 1);
  }
  return words;
}

}  // namespace telar::ui
