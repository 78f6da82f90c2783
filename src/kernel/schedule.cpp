#include "kernel/schedule.hpp"

#include <algorithm>
#include <charconv>
#include <format>

namespace telar {
namespace {

constexpr std::uint32_t kLetters = 52;
// Nobody's schedule is longer; a link with a run of a billion is not to take all memory.
constexpr std::size_t kMostChoices = 20'000'000;

bool is_plain(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
  });
}

// Takes digits from the front; false if there are none, or too many.
bool take_number(std::string_view& text, std::uint32_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

// Takes one strand and how often; false if it is written wrong.
bool take_run(std::string_view& text, std::vector<std::uint32_t>& choices) {
  const char c = text[0];
  text.remove_prefix(1);
  std::uint32_t strand = 0, times = 1;
  if (c >= 'a' && c <= 'z') {
    strand = static_cast<std::uint32_t>(c - 'a');
  } else if (c >= 'A' && c <= 'Z') {
    strand = static_cast<std::uint32_t>(c - 'A') + 26;
  } else if (c != '_' || !take_number(text, strand) || text.empty() || text[0] != '_') {
    return false;
  } else {
    text.remove_prefix(1);
  }
  if (!text.empty() && text[0] >= '0' && text[0] <= '9' &&
      (!take_number(text, times) || times == 0))
    return false;
  if (times > kMostChoices - choices.size()) return false;
  choices.insert(choices.end(), times, strand);
  return true;
}

bool parse_choices(std::string_view text, std::vector<std::uint32_t>& choices) {
  choices.clear();
  while (!text.empty()) {
    if (text[0] != '.') {
      if (!take_run(text, choices)) return false;
      continue;
    }
    text.remove_prefix(1);
    const std::size_t begin = choices.size();
    while (!text.empty() && text[0] != '.')
      if (!take_run(text, choices)) return false;
    if (text.empty()) return false;
    text.remove_prefix(1);
    std::uint32_t times = 0;
    const std::size_t length = choices.size() - begin;
    if (length == 0 || !take_number(text, times) || times == 0 ||
        times > (kMostChoices - begin) / length)
      return false;
    choices.resize(begin + length * times);
    for (std::size_t i = begin + length; i < choices.size(); ++i) choices[i] = choices[i - length];
  }
  return true;
}

// A strand, how often in a row.
struct Run {
  std::uint32_t strand;
  std::size_t times;
  friend bool operator==(const Run&, const Run&) = default;
};

void write_run(const Run& run, std::string& text) {
  if (run.strand < kLetters) {
    text += static_cast<char>(run.strand < 26 ? 'a' + run.strand : 'A' + (run.strand - 26));
  } else {
    text += "_" + std::to_string(run.strand) + "_";
  }
  if (run.times > 1) text += std::to_string(run.times);
}

// Of runs that come again and again: how many there are of them, and how often.
struct Period {
  std::size_t length = 1, times = 1;
};
Period period_at(const std::vector<Run>& runs, std::size_t at) {
  constexpr std::size_t kLongest = 32;
  Period best;
  for (std::size_t length = 2; length <= kLongest && at + 2 * length <= runs.size(); ++length) {
    std::size_t same = at;
    while (same + length < runs.size() && runs[same] == runs[same + length]) ++same;
    const std::size_t times = (same - at) / length + 1;
    // Two dots and a number are to be worth it.
    if (times > 1 &&
        (times - 1) * length > std::max<std::size_t>(4, (best.times - 1) * best.length))
      best = {length, times};
  }
  return best;
}

std::uint32_t fnv_1a(std::string_view text, std::uint32_t hash = 2166136261u) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

// Of a text without its check.
std::string check_of(std::string_view head, std::string_view tail) {
  constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
  std::uint32_t hash = fnv_1a(tail, fnv_1a(head));
  hash ^= hash >> 16;
  std::string check;
  for (int i = 0; i < 3; i++, hash /= 36) check += kDigits[hash % 36];
  return check;
}

}  // namespace

std::string choices_text(std::span<const std::uint32_t> choices) {
  std::vector<Run> runs;
  for (const std::uint32_t strand : choices) {
    if (!runs.empty() && runs.back().strand == strand)
      ++runs.back().times;
    else
      runs.push_back({strand, 1});
  }
  std::string text;
  for (std::size_t i = 0; i < runs.size();) {
    const auto [length, times] = period_at(runs, i);
    if (times > 1) text += '.';
    for (std::size_t j = 0; j < length; ++j) write_run(runs[i + j], text);
    if (times > 1) text += "." + std::to_string(times);
    i += length * times;
  }
  return text;
}

std::string Schedule::text() const {
  std::string head = program;
  for (const auto& [name, value] : parameters) head += "~" + name + "_" + value;
  head += "~" + (behaviour.known() ? behaviour.text() : "0");
  const std::string tail = "~" + choices_text(choices);
  return head + "-" + check_of(head, tail) + tail;
}

Schedule::Error Schedule::parse(std::string_view text, Schedule& to) {
  std::vector<std::string_view> fields;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('~', begin), text.size());
    fields.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  if (fields.size() < 3) return Error::incomplete;
  to = {};
  to.program = fields[0];
  const std::string_view field = fields[fields.size() - 2];
  const std::size_t dash = field.find('-');
  const std::string_view behaviour = field.substr(0, dash);
  const bool is_of_old =
      !behaviour.empty() && behaviour.find_first_not_of("0123456789abcdef") == behaviour.npos;
  if (!is_plain(to.program) || (!is_of_old && !Behaviour::parse(behaviour, to.behaviour)))
    return Error::nameless;
  if (dash != field.npos) {
    const std::string_view check = field.substr(dash + 1);
    const std::size_t head = static_cast<std::size_t>(check.data() - text.data()) - 1;
    if (check != check_of(text.substr(0, head), text.substr(head + 1 + check.size())))
      return Error::changed;
  }
  for (std::size_t i = 1; i + 2 < fields.size(); ++i) {
    const std::size_t split = fields[i].find('_');
    if (split == fields[i].npos || split == 0 || !is_plain(fields[i])) return Error::bad_parameter;
    to.parameters.emplace_back(fields[i].substr(0, split), fields[i].substr(split + 1));
  }
  if (!parse_choices(fields.back(), to.choices)) return Error::bad_choices;
  return Error::none;
}

}  // namespace telar
