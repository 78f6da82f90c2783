#include "app/virtual_run.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "platform/clock.hpp"
#include "report/action_words.hpp"
#include "trace/event_text.hpp"
#include "trace/moment.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

// Steps between two looks at the clock.
constexpr int kStepsOfSlice = 2000;
// How long it may keep the thread that polls: most of two frames, so that Stop is still answered
// 30 times a second.
constexpr Nanos kSlice = 28 * kMillisecond;

class GoOn final : public Strategy {
 public:
  void begin() override {}
  std::uint32_t pick(const Choice& choice) override { return go_on(choice); }
};

std::unique_ptr<Strategy> strategy_of(const VirtualSettings& settings) {
  switch (settings.picker) {
    case Picker::round_robin:
      return std::make_unique<RoundRobin>();
    case Picker::random:
      return std::make_unique<RandomWalk>(settings.seed);
    case Picker::pct:
      return std::make_unique<Pct>(settings.depth, settings.seed);
    case Picker::by_hand:
      break;
  }
  return std::make_unique<GoOn>();
}

// `too_long` is set when the kernel ends an execution for its length.
VirtualKernel::Options kernel_options(const Program& program, const Parameters& parameters,
                                      const VirtualRun::Options& options, bool& too_long) {
  auto kernel = virtual_options(program, parameters, options.language, options.cores);
  kernel.most_steps_at_once = options.most_steps_at_once;
  kernel.most_steps = options.most_steps;
  kernel.describe_overrun = [&too_long, describe = kernel.describe_overrun](const auto& overrun) {
    too_long = true;
    return describe(overrun);
  };
  return kernel;
}

}  // namespace

VirtualRun::VirtualRun(const Program& program, const Parameters& parameters, const Options& options)
    : options_(options),
      parameters_(parameters),
      kernel_(kernel_options(program, parameters, options, too_long_)) {
  if (options_.choices) {
    auto recorded = std::make_unique<Recorded>(*options_.choices);
    recorded_ = recorded.get();
    strategy_ = std::move(recorded);
  } else {
    strategy_ = strategy_of(options_);
  }
  strategy_->begin();
  kernel_.observe({&watch_});
  kernel_.begin(program.body(parameters));
  take_events();
  log_.begin(kernel_.now(), taken_events_, kernel_.ready());
  publish();
  if (!options_.choices && options_.picker == Picker::by_hand) whole_ = true;
}

void VirtualRun::take_events() {
  const std::size_t before = events_.size();
  kernel_.take_events(events_);
  taken_events_ += events_.size() - before;
}

bool VirtualRun::step(Strategy& strategy) {
  if (!kernel_.step_with(strategy)) return false;
  watch_.end_step();
  take_events();
  log_.add(kernel_.last(), kernel_.now(), taken_events_, kernel_.ready());
  return true;
}

void VirtualRun::publish() {
  take_events();
  if (!events_.empty()) store_.append(events_);
  events_.clear();
  position_ = length();
  if (kernel_.over()) tell_end();
}

// The run's last events: it is over, or was stopped.
void VirtualRun::tell_end() {
  if (store_.run_end()) return;
  const Nanos latest = std::max(store_.end(), duration());
  append_event(events_, {latest, make_strand_id(0, 0), EventKind::schedule, 0, 0, 0},
               schedule().text());
  // The events of a deadlock tell who waits for whom, in whatever language they are read.
  append_run_end(events_, latest, duration(), outcome(),
                 outcome() == Outcome::failed ? error() : std::string());
  store_.append(events_);
  events_.clear();
}

bool VirtualRun::poll() { return work(after(monotonic_now(), kSlice)); }

// The last step, or that there is none more, is not what the schedule expects.
bool VirtualRun::behaves_otherwise() const {
  const Behaviour& expected = options_.behaviour;
  if (!recorded_ || !expected.known()) return false;
  return !watch_.hash().fits(expected) ||
         (kernel_.over() && !too_long_ && kernel_.steps() < expected.steps);
}

std::string VirtualRun::difference() const {
  const std::uint64_t step = length();
  if (watch_.hash().fits(options_.behaviour))
    return say(options_.language, words::schedule_expects_more, step + 1);
  const std::uint32_t who = log_.last_of(step);
  const Stand* const stand =
      stand_of(who, {log_.events_after(step - 1), log_.time_after(step - 1)});
  std::string here = kernel_.strand(who).name();
  if (stand)
    here += ": " + action_words(action_of(store_, *stand, {}), options_.language, Wording::full);
  // Between two looks nobody can tell which of the steps it was.
  const std::uint64_t looked = (step - 1) / Behaviour::stride(options_.behaviour.steps) *
                               Behaviour::stride(options_.behaviour.steps);
  if (looked + 1 == step || step > options_.behaviour.steps)
    return say(options_.language, words::schedule_expects_other, step, here);
  return say(options_.language, words::schedule_expects_other_between, looked + 1, step, step,
             here);
}

bool VirtualRun::work(Nanos until) {
  if (whole_) return false;
  bool goes_on = true;
  do {
    for (int i = 0; i < kStepsOfSlice && !kernel_.over() && !differs_; ++i) {
      goes_on = step(*strategy_);
      if (!goes_on) break;
      differs_ = behaves_otherwise();
    }
  } while (goes_on && !differs_ && !kernel_.over() && monotonic_now() < until);
  if (differs_ || (recorded_ && (!goes_on || (kernel_.over() && recorded_->diverged())))) {
    diverged_ = true;
    kernel_.stop();
  }
  publish();
  whole_ = kernel_.over();
  return true;
}

void VirtualRun::stop() {
  if (whole_) return;
  stopped_ = true;
  whole_ = true;
  tell_end();
}

void VirtualRun::seek(std::uint64_t step) {
  if (whole_) position_ = std::min(step, length());
}

// Gives up what follows this step, the end included: the kernel executes the run again, up to
// there.
void VirtualRun::cut(std::uint64_t step) {
  kernel_.begin_again();
  too_long_ = stopped_ = false;
  while (kernel_.steps() < step) {
    TELAR_CHECK(!kernel_.over());
    Recorded one({log_.last_of(kernel_.steps() + 1)});
    kernel_.step_with(one);
    watch_.end_step();
  }
  log_.cut(step);
  store_.clear();
  events_.clear();
  taken_events_ = 0;
  publish();
  TELAR_CHECK(taken_events_ == log_.events_after(step));  // or it is another run
}

bool VirtualRun::pick(std::uint32_t number) {
  if (!whole_ || over() || !log_.is_ready_after(position_, number)) return false;
  // Picks of a future that is given up cannot be taken back.
  std::erase_if(picked_at_, [&](std::uint64_t at) { return at >= position_; });
  picked_at_.push_back(position_);
  diverged_ = differs_ = false;
  steered_ = true;
  if (!is_at_end() || stopped_) cut(position_);
  Recorded one({number});
  step(one);
  publish();
  whole_ = true;
  return true;
}

void VirtualRun::undo() {
  if (picked_at_.empty()) return;
  cut(std::min(picked_at_.back(), length()));
  picked_at_.pop_back();
  whole_ = true;
}

void VirtualRun::go_on_to_the_end() {
  if (!whole_ || kernel_.over() || !is_at_end()) return;
  if (stopped_) cut(length());
  whole_ = false;
  recorded_ = nullptr;
  strategy_ = std::make_unique<GoOn>();
}

std::vector<std::uint32_t> VirtualRun::ready(std::size_t most) const {
  return over() ? std::vector<std::uint32_t>() : log_.ready_after(position_, most);
}

const Stand* VirtualRun::stand_of(std::uint32_t number) const { return stand_of(number, moment()); }

const Stand* VirtualRun::stand_of(std::uint32_t number, const Moment& shown) const {
  const std::uint32_t index = store_.lane_of(kernel_.strand(number).id());
  if (index == Store::kNone) return nullptr;
  const auto& stands = store_.lanes()[index].stands;
  const auto later = std::ranges::partition_point(
      stands, [&](const Stand& stand) { return shown.has(stand.event); });
  return later == stands.begin() ? nullptr : &*(later - 1);
}

Action VirtualRun::next_action(std::uint32_t number) const {
  const Stand* const stand = stand_of(number);
  return stand ? store_.action_of(store_.events()[stand->event]) : Action();
}

std::uint32_t VirtualRun::recorded_next() const {
  return is_at_end() ? ReadySet::kNone : log_.last_of(position_ + 1);
}

Moment VirtualRun::moment() const {
  if (is_at_end()) return {};
  return {log_.events_after(position_), log_.time_after(position_)};
}

Outcome VirtualRun::outcome() const {
  if (!is_at_end()) return Outcome::running;
  if (diverged_) return Outcome::failed;
  return stopped_ ? Outcome::stopped : kernel_.outcome();
}

std::string VirtualRun::error() const {
  if (!is_at_end()) return {};
  if (differs_) return difference();
  if (diverged_) return say(options_.language, words::schedule_parts, length());
  if (kernel_.outcome() == Outcome::deadlock)
    return deadlock_text(kernel_.waiting(), options_.language);
  return kernel_.error();
}

Nanos VirtualRun::duration() const {
  return kernel_.over() ? kernel_.elapsed() : log_.time_after(length());
}

// Of the steps until now.
Behaviour VirtualRun::behaviour() const {
  const bool ended = kernel_.over() && kernel_.outcome() != Outcome::stopped && !too_long_;
  return watch_.hash().behaviour(ended);
}

Schedule VirtualRun::schedule() const {
  // What goes on by itself at the end is not said.
  const auto said = kernel_.over() ? kernel_.schedule() : kernel_.choices();
  return schedule_of(parameters_, options_.cores, {said.begin(), said.end()}, behaviour());
}

}  // namespace telar
