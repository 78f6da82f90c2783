// telar explore NAME [--PARAMETER VALUE]...: executes it by one schedule after another, and says
// how it can end.
#include <algorithm>
#include <string>
#include <vector>

#include "app/arguments.hpp"
#include "app/commands.hpp"
#include "app/explore_report.hpp"
#include "app/kernel_words.hpp"
#include "app/output.hpp"
#include "app/virtual_program.hpp"
#include "base/parse.hpp"
#include "explore/explorer.hpp"
#include "explore/searches.hpp"
#include "model/choices.hpp"
#include "platform/clock.hpp"
#include "platform/process.hpp"
#include "platform/signal.hpp"
#include "scenarios/library.hpp"
#include "words/bad_input.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

// How long an exhaustive search lasts if nobody says.
constexpr Nanos kTime = 60 * kSecond;
constexpr Nanos kSlice = 50 * kMillisecond;
constexpr int kMostJobs = 256, kMostBound = 1'000'000;

// In WebAssembly, where addresses have 32 bits, threads wait for one another's memory: one is
// faster than two.
int default_jobs() { return sizeof(void*) < 8 || !has_threads() ? 1 : hardware_cores(); }

struct Asked {
  ExploreOptions options;
  int cores = VirtualSettings::kDefaultCores;
};

std::string read_time(std::string_view name, std::string_view word, Nanos& to, Language language) {
  const auto seconds = parse_real(word);
  if (!seconds || *seconds <= 0 || *seconds > 1e6)
    return wrong_value(name, word, say(language, words::above_zero), language);
  to = to_nanos(*seconds);
  return {};
}

// "exhaustive or dpor": the names of those of which it is true.
template <class F>
std::string names_of_searches(F is, Language language) {
  std::vector<std::string_view> names;
  for (const SearchKind* kind : search_kinds())
    if (is(*kind)) names.push_back(kind->name);
  return one_of(names, language);
}

std::string read_strategy(std::string_view word, Asked& asked, Language language) {
  asked.options.search = word;
  if (find_search(word)) return {};
  return wrong_value("strategy", word,
                     names_of_searches([](const SearchKind&) { return true; }, language), language);
}

std::string read_option(std::string_view name, std::string_view word, Asked& asked,
                        Parameters& parameters, Language language) {
  ExploreOptions& o = asked.options;
  if (name == "lang" || name == "format") return {};
  if (name == "kernel")
    return word == kKernels[KernelChoice::virtual_time].word
               ? std::string()
               : wrong_value(name, word, kKernels[KernelChoice::virtual_time].word, language);
  if (name == "strategy") return read_strategy(word, asked, language);
  if (name == "bound") return read_whole(name, word, 0, kMostBound, o.bound.emplace(), language);
  if (name == "max")
    return read_whole(name, word, 1, VirtualSettings::kMostSeed, o.most_executions, language);
  if (name == "time") return read_time(name, word, o.most_time, language);
  if (name == "seed")
    return read_whole(name, word, 0, VirtualSettings::kMostSeed, o.seed, language);
  if (name == "depth")
    return read_whole(name, word, 1, VirtualSettings::kMostDepth, o.depth, language);
  if (name == "cores")
    return read_whole(name, word, 1, VirtualSettings::kMostCores, asked.cores, language);
  if (name == "jobs") return read_whole(name, word, 1, kMostJobs, o.jobs, language);
  if (name == "cache") {
    constexpr std::string_view kSwitch[] = {"on", "off"};
    o.cache = word == kSwitch[0];
    if (o.cache || word == kSwitch[1]) return {};
    return wrong_value(name, word, one_of(kSwitch, language), language);
  }
  return parameters.set(name, word, language);
}

// Empty, or one line.
std::string read_options(const Arguments& arguments, Asked& asked, Parameters& parameters,
                         Language language) {
  ExploreOptions& o = asked.options;
  o.jobs = default_jobs();
  for (const auto& [name, word] : arguments.options)
    if (const auto error = read_option(name, word, asked, parameters, language); !error.empty())
      return error;
  const SearchKind& kind = *find_search(o.search);
  constexpr std::pair<std::string_view, bool SearchKind::*> kWishes[] = {
      {"bound", &SearchKind::minds_bound},
      {"cache", &SearchKind::minds_cache},
      {"seed", &SearchKind::minds_seed},
      {"depth", &SearchKind::minds_depth}};
  for (const auto& [name, minds] : kWishes)
    if (arguments.option(name) && !(kind.*minds))
      return say(language, words::only_for_strategy, name,
                 names_of_searches([&](const SearchKind& k) { return k.*minds; }, language));
  if (o.cache && parameters.description().starts_processes)
    return say(language, words::no_cache_with_processes, parameters.description().name);
  // A search at random ends by itself.
  if (!kind.minds_seed && o.most_executions == 0 && o.most_time == kNever) o.most_time = kTime;
  return {};
}

}  // namespace

int explore_command(Argv words, Language language) {
  const Arguments arguments = parse_arguments(words, language);
  if (!arguments.error.empty()) return usage_error(arguments.error);
  if (arguments.positional.size() != 1)
    return usage_error(say(language, words::one_program, program_names()));
  const Program* const program = find_program(arguments.positional[0]);
  if (!program)
    return usage_error(
        say(language, words::no_program, in_quotes(arguments.positional[0]), program_names()));
  Parameters parameters = program->defaults();
  Asked asked;
  if (const auto error = read_options(arguments, asked, parameters, language); !error.empty())
    return usage_error(error);
  if (const auto error = check_common_options(arguments, language); !error.empty())
    return usage_error(error);
  const bool json = arguments.option("format") == "json";

  // From now on Ctrl-C stops the search, not this process.
  const std::atomic<bool>& interrupt = interrupted();
  Explorer explorer([&] { return Explorer::Bodies{program->body(parameters)}; },
                    virtual_options(*program, parameters, language, asked.cores), asked.options);
  Nanos wait = kSecond;
  for (Nanos say_at = after(monotonic_now(), wait);
       explorer.work(after(monotonic_now(), kSlice));) {
    if (interrupt) explorer.stop();
    if (json || monotonic_now() < say_at) continue;
    write_error_line(explore_progress(explorer.report(), language));
    say_at = after(monotonic_now(), wait = std::min(wait * 2, 10 * kSecond));
  }

  const Explored explored{*program,    parameters,      asked.options,
                          asked.cores, explorer.jobs(), explorer.report()};
  const bool read =
      write_output(json ? explore_json(explored) + "\n" : explore_text(explored, language));
  if (interrupt) return kExitInterrupted;
  if (explored.report.first_failure_at > 0) return kExitFailed;
  return read ? 0 : kExitNobodyReads;
}

}  // namespace telar
