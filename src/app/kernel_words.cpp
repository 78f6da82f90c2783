#include "app/kernel_words.hpp"

#include <algorithm>
#include <vector>

#include "app/arguments.hpp"
#include "model/choices.hpp"
#include "platform/process.hpp"
#include "words/bad_input.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

std::string take_cores(std::string_view word, int& cores, Language language) {
  return read_whole("cores", word, 1, VirtualSettings::kMostCores, cores, language);
}

// A picker by its word. By hand only where there is a window to pick in.
std::string take_strategy(std::string_view word, bool by_hand, std::optional<Picker>& picker,
                          Language language) {
  std::vector<std::string_view> allowed;
  for (const PickerTraits& each : kPickers)
    if (by_hand || each.value != Picker::by_hand) allowed.push_back(each.word);
  if (std::ranges::find(allowed, word) == allowed.end())
    return wrong_value("strategy", word, one_of(allowed, language), language);
  picker = kPickers.named(word);
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
  int cores = VirtualSettings::kDefaultCores;
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

std::string read_kernel_words(WordPairs options, bool by_hand, Parameters& parameters,
                              std::optional<VirtualRun::Options>& virtual_time, Language language) {
  VirtualRun::Options chosen;
  bool is_real = false, is_virtual = false;
  std::string_view virtual_word;
  std::optional<std::uint64_t> seed;
  std::optional<int> depth;
  std::optional<std::string_view> schedule;
  std::optional<Picker> picker;
  for (const auto& [name, value] : options) {
    if (!is_kernel_word(name)) continue;
    if (name == "kernel") {
      const auto kernel = kKernels.named(value);
      if (!kernel) return wrong_value(name, value, one_of(kKernels.words(), language), language);
      is_virtual = *kernel == KernelChoice::virtual_time;
      is_real = !is_virtual;
      continue;
    }
    virtual_word = name;
    std::string error;
    if (name == "cores") {
      error = take_cores(value, chosen.cores, language);
    } else if (name == "seed") {
      error = read_whole(name, value, 0, VirtualSettings::kMostSeed, seed.emplace(), language);
    } else if (name == "depth") {
      error = read_whole(name, value, 1, VirtualSettings::kMostDepth, depth.emplace(), language);
    } else if (name == "strategy") {
      error = take_strategy(value, by_hand, picker, language);
    } else {
      schedule = value;
    }
    if (!error.empty()) return error;
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
  if (seed && !kPickers[chosen.picker].seeded)
    return say(language, words::seed_not_with, kPickers[chosen.picker].word);
  if (depth && chosen.picker != Picker::pct)
    return say(language, words::depth_not_with, kPickers[chosen.picker].word);
  chosen.depth = depth.value_or(chosen.depth);
  chosen.language = language;
  virtual_time = std::move(chosen);
  return {};
}

}  // namespace telar
