#include "app/window/explore_view.hpp"

#include <algorithm>
#include <limits>

#include "app/virtual_program.hpp"
#include "platform/clock.hpp"

namespace telar {
namespace {

// Most of two frames: the screen is still answered 30 times a second.
constexpr Nanos kSlice = 28 * kMillisecond;
constexpr Nanos kShowEvery = 200 * kMillisecond;
// A person does not wait longer, and a page is not to burn a core for ever.
constexpr std::uint64_t kMostExecutions = 5'000'000;
constexpr std::size_t kMostOutcomes = 200, kMostRaces = 50;

}  // namespace

void ExploreView::begin(const Program& program, const Parameters& parameters, Language language,
                        int cores) {
  explorer_.reset();
  program_ = program;
  parameters_ = parameters;
  cores_ = cores;
  schedules_.clear();
  ExploreOptions options;
  options.most_executions = kMostExecutions;
  if (parameters.description().starts_processes) {
    // Whatever one process does may matter to another: no step is independent of the others. Those
    // with the fewest preemptions come first, as far as there are any: a bug is found soon, and by
    // a simple schedule.
    options.search = "exhaustive";
    options.bound = std::numeric_limits<int>::max();
  } else {
    options.search = "dpor";
  }
  explorer_ = std::make_unique<Explorer>(
      [program, parameters] { return Explorer::Bodies{program.body(parameters)}; },
      virtual_options(program, parameters, language, cores), options);
  unseen_ = true;
  shown_at_ = 0;
  ++number_;
}

void ExploreView::stop() {
  if (!busy()) return;
  explorer_->stop();
  explorer_->work(monotonic_now());
  unseen_ = true;
}

bool ExploreView::update(Exploration& shown) {
  if (!explorer_) return false;
  if (busy() && !explorer_->work(monotonic_now() + kSlice)) unseen_ = true;
  const Nanos now = monotonic_now();
  if (!unseen_ && (!busy() || now - shown_at_ < kShowEvery)) return false;
  shown_at_ = now;
  unseen_ = false;
  show(shown);
  return true;
}

void ExploreView::show(Exploration& shown) {
  shown.present = true;
  shown.number = number_;
  shown.running = busy();
  shown.program = program_->shared_description();
  shown.report = explorer_->report();
  shown.most = kMostExecutions;
  std::vector<Found>& outcomes = shown.report.outcomes;
  if (outcomes.size() > kMostOutcomes) {
    // Failures stay, however rare.
    std::ranges::stable_sort(outcomes, std::greater{}, &Found::count);
    std::ranges::stable_partition(outcomes, &Found::bad);
    outcomes.resize(kMostOutcomes);
  }
  std::ranges::stable_sort(outcomes, std::greater{}, &Found::count);
  std::vector<FoundRace>& races = shown.report.races;
  std::ranges::stable_sort(races, std::greater{}, &FoundRace::count);
  if (races.size() > kMostRaces) {
    races.resize(kMostRaces);
    shown.report.more_races = true;
  }
  shown.schedules.clear();
  shown.race_schedules.clear();
  for (const Found& found : outcomes) shown.schedules.push_back(schedule_text(found.schedule));
  for (const FoundRace& race : races) shown.race_schedules.push_back(schedule_text(race.schedule));
  shown.branches = explorer_->branches();
}

const std::string& ExploreView::schedule_text(const std::vector<std::uint32_t>& choices) {
  const auto known = std::ranges::find(schedules_, choices, &Written::choices);
  if (known != schedules_.end()) return known->text;
  schedules_.push_back({choices, schedule_of(*program_, *parameters_, cores_, choices).text()});
  return schedules_.back().text;
}

}  // namespace telar
