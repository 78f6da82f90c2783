#include "explore/explorer.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

#include "explore/minimiser.hpp"
#include "explore/worker.hpp"
#include "platform/clock.hpp"
#include "platform/process.hpp"

namespace telar {
namespace {

constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();
// Executions at random that a worker takes at once.
constexpr std::uint64_t kPortion = 1'024;
// Outcomes whose schedules are made simpler.
constexpr std::size_t kMostMinimised = 8;

std::uint64_t limit_of(const ExploreOptions& options) {
  if (options.most_executions > 0) return options.most_executions;
  const bool at_random = options.search > ExploreOptions::Search::dpor;
  return at_random && options.most_time == kNever ? ExploreOptions::kDefaultRandom : kNoLimit;
}

}  // namespace

Explorer::Explorer(std::function<Bodies()> program, VirtualKernel::Options kernel,
                   ExploreOptions options)
    : program_(std::move(program)),
      kernel_(std::move(kernel)),
      options_(options),
      most_(limit_of(options)) {
  const bool is_dpor = options_.search == ExploreOptions::Search::dpor;
  if (is_dpor || !is_systematic()) {
    options_.bound.reset();
    options_.cache = false;
  }
  if (is_dpor || options_.cache || !has_threads()) options_.jobs = 1;
  options_.jobs = std::max(options_.jobs, 1);
  if (is_systematic()) begin_bound(options_.bound ? 0 : -1);
}

Explorer::~Explorer() {
  stop();
  for (std::thread& thread : threads_) thread.join();
}

void Explorer::stop() {
  std::lock_guard lock(mutex_);
  cancelled_ = true;
  stop_searching();
}

void Explorer::stop_searching() {
  stop_ = true;
  interrupt_ = true;
  changed_.notify_all();
}

// --- segments. All of it under the mutex

void Explorer::begin_bound(int bound) {
  bound_ = bound;
  beyond_bound_ = false;
  Segment& root = segments_.emplace_back();
  root.start = root.search =
      DepthFirst(bound < 0 ? DepthFirst::kNoBound : static_cast<std::uint32_t>(bound));
  root.most = left();
  for (auto& worker : workers_) worker->forget_histories();
}

// The first that waits; null if there is none.
Explorer::Segment* Explorer::take() {
  for (Segment& segment : segments_)
    if (segment.state == Segment::State::waits) return &segment;
  if (is_systematic() || searched_ || next_ >= most_) return nullptr;
  Segment& portion = segments_.emplace_back();
  portion.first = next_;
  portion.count = portion.most = std::min(kPortion, most_ - next_);
  next_ += portion.count;
  return &portion;
}

void Explorer::split(Segment& segment) {
  if (!is_systematic()) return;
  // What is on the path is about the root of what is below: strands that end leave shorter choices
  // on it than elsewhere.
  auto rest = segment.search.split(most_ == kNoLimit ? INFINITY
                                                     : std::sqrt(static_cast<double>(left())) / 2);
  if (!rest) return;
  const auto at = std::find_if(segments_.begin(), segments_.end(),
                               [&](const Segment& s) { return &s == &segment; });
  Segment& added = *segments_.emplace(std::next(at));
  added.start = *rest;
  added.search = std::move(*rest);
  added.most = left();
  changed_.notify_all();
}

// Counts those at the front that are done, in order.
void Explorer::settle(Worker& worker) {
  while (!searched_ && !segments_.empty() && segments_.front().state == Segment::State::done) {
    Segment& first = segments_.front();
    if (first.cut || first.tally.executions() > left()) {
      if (first.tally.executions() > left()) {
        // It went further than one job would have: again, as far as that.
        Segment again;
        again.start = again.search = first.start;
        again.most = left();
        static const std::atomic<bool> calm{false};
        static const std::atomic<int> nobody{0};
        worker.run(again, {calm, nobody}, kNever);
        total_.append(again.tally);
      } else {
        total_.append(first.tally);
      }
      return end_search(false);
    }
    beyond_bound_ |= first.search.cut_by_bound();
    total_.append(first.tally);
    segments_.pop_front();
  }
  if (searched_ || !segments_.empty()) return;
  if (!is_systematic()) {
    if (next_ >= most_) end_search(false);
  } else if (bound_ >= 0 && bound_ < *options_.bound && beyond_bound_) {
    begin_bound(bound_ + 1);
    changed_.notify_all();
  } else {
    end_search(total_.diverged == 0);
  }
}

void Explorer::end_search(bool exhausted) {
  exhausted_ = exhausted;
  searched_ = true;
  segments_.remove_if([](const Segment& s) { return s.state != Segment::State::runs; });
  interrupt_ = true;
  changed_.notify_all();
}

// --- who runs them

// Executes the segment until it is done, or somebody wants something.
void Explorer::run(Worker& worker, Segment& segment, Lock& lock, Nanos until) {
  segment.state = Segment::State::runs;
  ++running_;
  lock.unlock();
  const bool done = worker.run(segment, {interrupt_, hungry_}, until);
  lock.lock();
  --running_;
  segment.state = done ? Segment::State::done : Segment::State::waits;
  if (searched_) {
    segments_.remove_if([&](const Segment& s) { return &s == &segment; });
  } else if (done) {
    settle(worker);
  } else if (hungry_ > 0 && !stop_) {
    split(segment);
  }
  if (done || searched_ || stop_ || holds_ > 0) changed_.notify_all();
}

void Explorer::serve(Worker& worker) {
  Lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return holds_ == 0; });
    if (stop_ || searched_) return;
    if (Segment* const segment = take()) {
      run(worker, *segment, lock, kNever);
      continue;
    }
    ++hungry_;
    changed_.wait(lock);
    --hungry_;
  }
}

void Explorer::search_here(Lock& lock, Nanos until) {
  while (!stop_ && !searched_) {
    Segment* const segment = take();
    if (!segment) return;
    run(*workers_[0], *segment, lock, until);
    changed_.wait(lock, [&] { return holds_ == 0; });
    if (monotonic_now() >= until) return;
  }
}

void Explorer::search_with_threads(Lock& lock, Nanos until) {
  while (threads_.size() < workers_.size())
    threads_.emplace_back([this, worker = workers_[threads_.size()].get()] { serve(*worker); });
  for (Nanos now; !searched_ && !stop_ && (now = monotonic_now()) < until;)
    changed_.wait_for(lock, std::chrono::nanoseconds(std::min(until - now, 100 * kMillisecond)));
}

bool Explorer::work(Nanos until) {
  Lock lock(mutex_);
  if (over_) return false;
  while (workers_.size() < static_cast<std::size_t>(options_.jobs))
    workers_.push_back(std::make_unique<Worker>(program_(), kernel_, options_));
  if (since_ == kNever) since_ = monotonic_now();
  const Nanos end = after(monotonic_now(), std::max<Nanos>(options_.most_time - spent(), 0));
  if (!searched_ && !stop_) {
    if (options_.jobs == 1) {
      search_here(lock, std::min(until, end));
    } else {
      search_with_threads(lock, std::min(until, end));
    }
    if (monotonic_now() >= end) stop_searching();
  }
  const bool goes_on = !searched_ && !stop_;
  if (!goes_on) changed_.wait(lock, [&] { return running_ == 0; });
  // The time of threads that go on between calls counts too.
  if (!goes_on || options_.jobs == 1) {
    spent_ = spent();
    since_ = kNever;
  }
  if (goes_on) return true;
  over_ = cancelled_ || minimise(lock, until);
  return !over_;
}

Nanos Explorer::spent() const { return spent_ + (since_ == kNever ? 0 : monotonic_now() - since_); }

// --- what was found

// Once the search has ended: true when nothing is left to be made simpler.
bool Explorer::minimise(Lock& lock, Nanos until) {
  if (exhausted_ && !beyond_bound_ && options_.search == ExploreOptions::Search::exhaustive &&
      !options_.cache)
    return true;  // the best were seen
  if (!minimiser_) {
    const ExploreReport report = report_now();
    for (std::size_t i = 0; i < report.outcomes.size() && simpler_.size() < kMostMinimised; ++i)
      if (report.outcomes[i].bad()) simpler_.emplace_back(i, report.outcomes[i]);
    if (simpler_.empty()) return true;
    minimiser_ = std::make_unique<Minimiser>(program_(), kernel_);
    minimiser_->start(simpler_[0].second);
  }
  do {
    if (!minimiser_->step()) {
      if (++minimising_ >= simpler_.size()) return true;
      minimiser_->start(simpler_[minimising_].second);
    }
    // Whoever waits for a report gets it.
    lock.unlock();
    lock.lock();
  } while (!cancelled_ && monotonic_now() < until);
  return cancelled_;
}

void Explorer::hold(Lock& lock) {
  ++holds_;
  interrupt_ = true;
  changed_.wait(lock, [&] { return running_ == 0; });
}

void Explorer::let_go() {
  if (--holds_ == 0) interrupt_ = stop_ || searched_;
  changed_.notify_all();
}

ExploreReport Explorer::report_now() const {
  ExploreReport report;
  if (searched_) {
    total_.write(report);
  } else {
    Tally all = total_;
    // Threads may have run ahead of what the limit lets count.
    for (const Segment& segment : segments_) {
      if (all.executions() + segment.tally.executions() > most_) break;
      all.append(segment.tally);
    }
    all.write(report);
  }
  report.over = searched_ && over_;
  report.exhausted = exhausted_;
  report.beyond_bound = bound_ >= 0 && (!searched_ || !exhausted_ || beyond_bound_);
  report.bound = bound_;
  report.seconds = to_seconds(spent());
  for (const auto& [i, found] : simpler_) {
    report.outcomes[i].switches = found.switches;
    report.outcomes[i].schedule = found.schedule;
  }
  for (std::size_t i = 0; i < report.outcomes.size(); ++i) {
    const Found& found = report.outcomes[i];
    if (!found.bad()) continue;
    const std::size_t best = report.shortest_failure;
    if (best == ExploreReport::kNoFailure ||
        is_better(found.switches, found.schedule, report.outcomes[best].switches,
                  report.outcomes[best].schedule))
      report.shortest_failure = i;
  }
  return report;
}

ExploreReport Explorer::report() {
  Lock lock(mutex_);
  hold(lock);
  ExploreReport report = report_now();
  let_go();
  return report;
}

std::vector<TreeBranch> Explorer::branches() {
  Lock lock(mutex_);
  hold(lock);
  Picture picture;
  for (const auto& worker : workers_) picture.append(worker->picture);
  let_go();
  return picture.branches();
}

}  // namespace telar
