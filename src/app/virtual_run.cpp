#include "app/virtual_run.hpp"

#include <algorithm>

#include "platform/clock.hpp"
#include "trace/event_text.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

// Steps between two looks at the clock.
constexpr int kStepsOfSlice = 2000;

class GoOn final : public Strategy {
 public:
  void begin() override {}
  std::uint32_t pick(const Choice& choice) override { return go_on(choice); }
};

VirtualKernel::Options kernel_options(const Program& program, const Parameters& parameters,
                                      const VirtualRun::Options& options) {
  auto kernel = virtual_options(program, parameters, options.language, options.cores);
  kernel.most_steps_at_once = options.most_steps_at_once;
  kernel.most_steps = options.most_steps;
  return kernel;
}

}  // namespace

VirtualRun::VirtualRun(const Program& program, const Parameters& parameters, const Options& options,
                       Store& store)
    : options_(options),
      parameters_(parameters),
      store_(store),
      kernel_(kernel_options(program, parameters, options)) {
  if (options_.choices) {
    auto recorded = std::make_unique<Recorded>(*options_.choices);
    recorded_ = recorded.get();
    strategy_ = std::move(recorded);
  } else {
    switch (options_.picker) {
      case Picker::round_robin:
        strategy_ = std::make_unique<RoundRobin>();
        break;
      case Picker::random:
        strategy_ = std::make_unique<RandomWalk>(options_.seed);
        break;
      case Picker::pct:
        strategy_ = std::make_unique<Pct>(options_.depth, options_.seed);
        break;
      case Picker::by_hand:
        strategy_ = std::make_unique<GoOn>();
        break;
    }
  }
  strategy_->begin();
  kernel_.begin(program.body(parameters));
  publish();
  if (!options_.choices && options_.picker == Picker::by_hand) note_end();
}

void VirtualRun::publish() {
  kernel_.take_events(events_);
  if (kernel_.over() && !store_.run_end()) {
    const auto said = kernel_.schedule();
    const Schedule schedule = schedule_of(parameters_, {said.begin(), said.end()}, options_.cores);
    append_event(events_, {kernel_.elapsed(), make_strand_id(0, 0), EventKind::schedule, 0, 0, 0},
                 schedule.text());
    append_run_end(events_, kernel_.elapsed(), outcome(), error());
  }
  if (!events_.empty()) store_.append(events_);
  events_.clear();
}

// The run ends, or stands, where it is.
void VirtualRun::note_end() {
  whole_ = true;
  choices_.assign(kernel_.choices().begin(), kernel_.choices().end());
  // What goes on by itself at the end is not said.
  said_choices_ = kernel_.over() ? kernel_.schedule().size() : choices_.size();
  length_ = kernel_.steps();
  duration_ = kernel_.over() ? kernel_.elapsed() : kernel_.now();
}

bool VirtualRun::work(Nanos until) {
  if (whole_) return false;
  bool goes_on = true;
  do {
    for (int i = 0; i < kStepsOfSlice && !kernel_.over() && goes_on; ++i)
      goes_on = kernel_.step_with(*strategy_);
  } while (goes_on && !kernel_.over() && monotonic_now() < until);
  if (recorded_ && (!goes_on || (kernel_.over() && recorded_->diverged()))) {
    diverged_ = true;
    kernel_.stop();
  }
  length_ = kernel_.steps();
  publish();
  if (kernel_.over()) note_end();
  return true;
}

void VirtualRun::stop() {
  if (whole_) return;
  stopped_ = true;
  note_end();
}

void VirtualRun::restart() {
  kernel_.begin_again();
  events_.clear();
  kernel_.take_events(events_);
  store_.clear();
  if (!events_.empty()) store_.append(events_);
  events_.clear();
}

// Forwards, as recorded.
void VirtualRun::steer(std::uint64_t step) {
  while (kernel_.steps() < step && !kernel_.over()) {
    const std::uint32_t next = recorded_next();
    if (next == ReadySet::kNone || !kernel_.ready().contains(next)) break;
    Recorded one({next});
    kernel_.step_with(one);
  }
  if (diverged_ && kernel_.steps() == length_) kernel_.stop();
  publish();
}

std::uint32_t VirtualRun::recorded_next() const {
  if (kernel_.over() || kernel_.steps() >= length_) return ReadySet::kNone;
  if (kernel_.ready().count() == 1) return kernel_.ready().first();
  const std::size_t at = kernel_.choices().size();
  return at < choices_.size() ? choices_[at] : ReadySet::kNone;
}

void VirtualRun::seek(std::uint64_t step) {
  if (!whole_) return;
  step = std::min(step, length_);
  if (step < position()) restart();
  steer(step);
}

bool VirtualRun::pick(std::uint32_t number) {
  if (!whole_ || kernel_.over() || !kernel_.ready().contains(number)) return false;
  // Picks of a future that is given up cannot be taken back.
  std::erase_if(picked_at_, [&](std::uint64_t at) { return at >= position(); });
  picked_at_.push_back(position());
  stopped_ = diverged_ = false;
  steered_ = true;
  Recorded one({number});
  kernel_.step_with(one);
  publish();
  note_end();
  return true;
}

void VirtualRun::undo() {
  if (picked_at_.empty()) return;
  const std::uint64_t at = picked_at_.back();
  picked_at_.pop_back();
  seek(std::min(at, length_));
  note_end();
}

void VirtualRun::go_on_to_the_end() {
  if (!whole_ || kernel_.over() || position() != length_) return;
  whole_ = stopped_ = false;
  recorded_ = nullptr;
  strategy_ = std::make_unique<GoOn>();
}

std::string VirtualRun::error() const {
  if (diverged_) {
    return say(options_.language, words::schedule_parts, length_);
  }
  if (kernel_.outcome() == Outcome::deadlock)
    return deadlock_text(kernel_.waiting(), options_.language);
  return kernel_.error();
}

Schedule VirtualRun::schedule() const {
  std::vector<std::uint32_t> choices = choices_;
  if (!whole_) choices.assign(kernel_.choices().begin(), kernel_.choices().end());
  if (whole_) choices.resize(said_choices_);
  return schedule_of(parameters_, std::move(choices), options_.cores);
}

}  // namespace telar
