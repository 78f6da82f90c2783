#include "app/kernel_words.hpp"

#include <algorithm>
#include <charconv>

#include "platform/process.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

// Digits alone, at most `most`.
bool read_number(std::string_view word, std::uint64_t most, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc() && end == word.data() + word.size() && number <= most;
}

std::string take_cores(std::string_view word, int& cores, Language language) {
  std::uint64_t number = 0;
  if (!read_number(word, VirtualSettings::kMostCores, number) || number == 0)
    return say(language, words::bad_cores, in_quotes(word), VirtualSettings::kMostCores);
  cores = static_cast<int>(number);
  return {};
}

const Word& words_of(Schedule::Error error) {
  switch (error) {
    case Schedule::Error::none:
    case Schedule::Error::incomplete:
      break;
    case Schedule::Error::nameless:
      return words::schedule_nameless;
    case Schedule::Error::changed:
      return words::schedule_changed;
    case Schedule::Error::bad_parameter:
      return words::schedule_bad_parameter;
    case Schedule::Error::bad_choices:
      return words::schedule_bad_choices;
  }
  return words::schedule_incomplete;
}

std::string take_schedule(std::string_view text, WordPairs options, Parameters& parameters,
                          VirtualRun::Options& to, Language language) {
  Schedule schedule;
  if (const auto error = Schedule::parse(text, schedule); error != Schedule::Error::none)
    return say(language, words::schedule_expected, words_of(error).in(language));
  const ProgramDescription& program = parameters.description();
  if (schedule.program != program.name)
    return say(language, words::schedule_of_other, in_quotes(schedule.program), program.name);
  const auto is_said = [&](std::string_view name) {
    return std::ranges::find(options, name, [](const auto& o) { return o.first; }) != options.end();
  };
  const auto other_value = [&](std::string_view name, std::string_view value) {
    return say(language, words::schedule_made_with, name, value);
  };
  int cores = VirtualKernel::kDefaultCores;
  for (const auto& [name, value] : schedule.parameters) {
    if (name == "cores") {
      if (const auto error = take_cores(value, cores, language); !error.empty()) return error;
      continue;
    }
    const std::string before = parameters.words();
    if (const auto error = parameters.set(name, value, language); !error.empty()) return error;
    if (is_said(name) && parameters.words() != before) return other_value(name, value);
  }
  if (is_said("cores") && to.cores != cores) return other_value("cores", std::to_string(cores));
  to.cores = cores;
  to.choices = std::move(schedule.choices);
  to.behaviour = std::move(schedule.behaviour);
  return {};
}

}  // namespace

bool is_kernel_word(std::string_view name) {
  return name == "kernel" || name == "cores" || name == "strategy" || name == "seed" ||
         name == "depth" || name == "schedule";
}

std::string read_kernel_words(WordPairs options, Parameters& parameters,
                              std::optional<VirtualRun::Options>& virtual_time, Language language) {
  VirtualRun::Options chosen;
  bool is_real = false, is_virtual = false;
  std::string_view virtual_word;
  std::optional<std::uint64_t> seed, depth;
  std::optional<std::string_view> schedule;
  std::optional<Picker> picker;
  for (const auto& [name, value] : options) {
    if (!is_kernel_word(name)) continue;
    if (name == "kernel") {
      is_real = value == "real";
      is_virtual = value == "virtual";
      if (!is_real && !is_virtual) return say(language, words::bad_kernel, in_quotes(value));
      continue;
    }
    virtual_word = name;
    if (name == "cores") {
      if (const auto error = take_cores(value, chosen.cores, language); !error.empty())
        return error;
    } else if (name == "seed") {
      if (!read_number(value, VirtualSettings::kMostSeed, seed.emplace()))
        return say(language, words::bad_seed, in_quotes(value), VirtualSettings::kMostSeed);
    } else if (name == "depth") {
      if (!read_number(value, VirtualSettings::kMostDepth, depth.emplace()) || *depth == 0)
        return say(language, words::bad_depth, in_quotes(value), VirtualSettings::kMostDepth);
    } else if (name == "strategy") {
      const auto at = std::ranges::find(kPickers, value, &PickerTraits::word);
      if (at == kPickers.end()) return say(language, words::bad_strategy, in_quotes(value));
      picker = static_cast<Picker>(at - kPickers.begin());
    } else {
      schedule = value;
    }
  }
  // The last, since it must agree with the others.
  if (schedule) {
    const auto error = take_schedule(*schedule, options, parameters, chosen, language);
    if (!error.empty()) return error;
  }
  if (is_real && !has_threads()) return say(language, words::no_real_threads);
  if (is_real && !virtual_word.empty()) return say(language, words::only_virtual, virtual_word);
  if (!is_virtual && virtual_word.empty() && has_threads()) return {};
  if (chosen.choices && (seed || picker || depth)) return say(language, words::schedule_alone);
  chosen.picker = picker.value_or(seed ? Picker::random : Picker::round_robin);
  chosen.seed = seed.value_or(0);
  if (seed && !traits_of(chosen.picker).seeded)
    return say(language, words::seed_not_with, traits_of(chosen.picker).word);
  if (depth && chosen.picker != Picker::pct)
    return say(language, words::depth_not_with, traits_of(chosen.picker).word);
  chosen.depth = static_cast<int>(depth.value_or(static_cast<std::uint64_t>(chosen.depth)));
  chosen.language = language;
  virtual_time = std::move(chosen);
  return {};
}

}  // namespace telar
