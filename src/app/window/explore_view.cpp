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
// Nobody waits longer, and a page is not to burn a core for ever.
constexpr std::uint64_t kMostExecutions = 5'000'000;
// Without time passing: an execution that makes more goes round in circles.
constexpr std::uint64_t kMostStepsAtOnce = 20'000;
constexpr std::size_t kMostOutcomes = 200;

std::string text_of(const Found& found) {
  std::string text = found.bad() ? found.error : found.output;
  if (found.bad() && !found.output.empty()) text += "\n" + found.output;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  if (!found.state.empty()) text += (text.empty() ? "" : "\n") + found.state;
  return text;
}

}  // namespace

void ExploreView::begin(const Scenario& scenario, const Parameters& parameters, Language language,
                        int cores) {
  explorer_.reset();
  scenario_ = &scenario;
  parameters_ = parameters;
  cores_ = cores;
  VirtualKernel::Options kernel = virtual_options(parameters, language, cores);
  kernel.most_steps_at_once = kMostStepsAtOnce;
  ExploreOptions options;
  options.most_executions = kMostExecutions;
  // Those with the fewest preemptions first, as far as there are any: a bug is found soon, and by a
  // simple schedule.
  options.bound = std::numeric_limits<int>::max();
  explorer_ = std::make_unique<Explorer>(
      [&scenario, parameters] { return Explorer::Bodies{virtual_body(scenario, parameters)}; },
      std::move(kernel), options);
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

bool ExploreView::update(ui::Exploration& shown) {
  if (!explorer_) return false;
  if (busy() && !explorer_->work(monotonic_now() + kSlice)) unseen_ = true;
  const Nanos now = monotonic_now();
  if (!unseen_ && (!busy() || now - shown_at_ < kShowEvery)) return false;
  shown_at_ = now;
  unseen_ = false;
  show(shown);
  return true;
}

void ExploreView::show(ui::Exploration& shown) {
  const ExploreReport report = explorer_->report();
  shown.present = true;
  shown.number = number_;
  shown.running = busy();
  shown.exhausted = report.exhausted;
  shown.scenario = &scenario_->description;
  shown.executions = report.executions;
  shown.first_failure_at = report.first_failure_at;
  shown.executions_per_second = report.executions_per_second();
  shown.seconds = report.seconds;
  shown.bound = report.bound;
  shown.most = kMostExecutions;
  std::vector<const Found*> order;
  for (const Found& found : report.outcomes) order.push_back(&found);
  std::ranges::stable_sort(order, std::greater{}, &Found::count);
  if (order.size() > kMostOutcomes) {
    // Failures stay, however rare.
    std::ranges::stable_partition(order, &Found::bad);
    order.resize(kMostOutcomes);
    std::ranges::stable_sort(order, std::greater{}, &Found::count);
  }
  shown.outcomes.clear();
  schedules_.clear();
  for (const Found* found : order) {
    ui::Exploration::Outcome outcome;
    outcome.kind = outcome_name(found->kind);
    outcome.text = text_of(*found);
    outcome.count = found->count;
    outcome.first_at = found->first_at;
    outcome.switches = static_cast<unsigned>(found->switches);
    outcome.schedule = schedule_of(*parameters_, found->schedule, cores_).text();
    outcome.bad = found->bad();
    shown.outcomes.push_back(std::move(outcome));
    schedules_.push_back(found->schedule);
  }
  shown.branches.clear();
  for (const TreeBranch& b : explorer_->branches())
    shown.branches.push_back({b.depth, b.strand, b.begin, b.end, b.bad});
}

std::optional<std::vector<std::uint32_t>> ExploreView::schedule_of_outcome(
    std::size_t index) const {
  if (index >= schedules_.size()) return std::nullopt;
  return schedules_[index];
}

}  // namespace telar
