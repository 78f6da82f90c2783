#include "explore/explorer.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

#include "base/check.hpp"
#include "explore/minimiser.hpp"
#include "explore/picture.hpp"
#include "explore/searches.hpp"
#include "explore/worker.hpp"
#include "platform/clock.hpp"
#include "platform/process.hpp"

namespace telar {
namespace {

constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();
// Outcomes whose schedules are made simpler.
constexpr std::size_t kMostMinimised = 8;

const SearchKind& kind_of(std::string_view name) {
  const SearchKind* const kind = find_search(name);
  TELAR_CHECK(kind);
  return *kind;
}

}  // namespace

Explorer::Explorer(std::function<Bodies()> program, VirtualKernel::Options kernel,
                   ExploreOptions options)
    : program_(std::move(program)),
      kernel_(std::move(kernel)),
      options_(options),
      kind_(kind_of(options.search)),
      most_(options.most_executions > 0 ? options.most_executions : kNoLimit) {
  if (!kind_.minds_bound) options_.bound.reset();
  options_.cache &= kind_.minds_cache;
  // A search at random has no other end.
  if (kind_.minds_seed && most_ == kNoLimit && options_.most_time == kNever)
    most_ = ExploreOptions::kDefaultRandom;
  auto search = kind_.make({.bound = options_.bound,
                            .cache = options_.cache,
                            .seed = options_.seed,
                            .depth = options_.depth,
                            .count = most_ == kNoLimit ? 0 : most_});
  coverage_ = search->coverage();
  options_.jobs = search->can_be_split() && has_threads() ? std::max(options_.jobs, 1) : 1;
  begin_search(std::move(search));
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

// --- parts. All of it under the mutex

void Explorer::begin_search(std::unique_ptr<Search> search) {
  bound_ = search->bound();
  beyond_bound_ = false;
  add_part(parts_.end(), std::move(search));
}

Part& Explorer::add_part(std::list<Part>::iterator before, std::unique_ptr<Search> search) {
  Part& added = *parts_.emplace(before);
  if (options_.jobs > 1) added.start = search->clone();
  added.search = std::move(search);
  added.most = left();
  return added;
}

// The first that waits; null if there is none.
Part* Explorer::take() {
  for (Part& part : parts_)
    if (part.state == Part::State::waits) return &part;
  return nullptr;
}

void Explorer::split(Part& part) {
  // What is on the path is about the root of what is below: strands that end leave shorter choices
  // on it than elsewhere.
  auto rest =
      part.search->split(most_ == kNoLimit ? INFINITY : std::sqrt(static_cast<double>(left())) / 2);
  if (!rest) return;
  const auto at = std::find_if(parts_.begin(), parts_.end(),
                               [&](const Part& other) { return &other == &part; });
  add_part(std::next(at), std::move(rest));
  changed_.notify_all();
}

// Counts those at the front that are done, in order.
void Explorer::settle(Worker& worker) {
  while (!searched_ && !parts_.empty() && parts_.front().state == Part::State::done) {
    Part& first = parts_.front();
    if (first.cut || first.tally.executions() > left()) {
      if (first.tally.executions() > left()) {
        // It went further than one job would have: again, as far as that.
        Part again;
        again.search = std::move(first.start);
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
    beyond_bound_ |= first.search->cut_by_bound();
    total_.append(first.tally);
    const std::unique_ptr<Search> last = std::move(first.search);
    parts_.pop_front();
    if (parts_.empty()) end_of_parts(*last);
  }
}

// All that the search had to give was seen.
void Explorer::end_of_parts(const Search& last) {
  if (auto next = beyond_bound_ ? last.with_next_bound() : nullptr) {
    begin_search(std::move(next));
    changed_.notify_all();
  } else {
    end_search(coverage_ != Coverage::sample && total_.diverged == 0);
  }
}

void Explorer::end_search(bool exhausted) {
  exhausted_ = exhausted;
  searched_ = true;
  parts_.remove_if([](const Part& part) { return part.state != Part::State::runs; });
  interrupt_ = true;
  changed_.notify_all();
}

// --- who runs them

// Executes the part until it is done, or somebody wants something.
void Explorer::run(Worker& worker, Part& part, Lock& lock, Nanos until) {
  part.state = Part::State::runs;
  ++running_;
  lock.unlock();
  const bool done = worker.run(part, {interrupt_, hungry_}, until);
  lock.lock();
  --running_;
  part.state = done ? Part::State::done : Part::State::waits;
  if (searched_) {
    parts_.remove_if([&](const Part& other) { return &other == &part; });
  } else if (done) {
    settle(worker);
  } else if (hungry_ > 0 && !stop_) {
    split(part);
  }
  if (done || searched_ || stop_ || holds_ > 0) changed_.notify_all();
}

void Explorer::serve(Worker& worker) {
  Lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return holds_ == 0; });
    if (stop_ || searched_) return;
    if (Part* const part = take()) {
      run(worker, *part, lock, kNever);
      continue;
    }
    ++hungry_;
    changed_.wait(lock);
    --hungry_;
  }
}

void Explorer::search_here(Lock& lock, Nanos until) {
  while (!stop_ && !searched_) {
    Part* const part = take();
    if (!part) return;
    run(*workers_[0], *part, lock, until);
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
    workers_.push_back(std::make_unique<Worker>(program_(), kernel_, kind_.needs_choices));
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
  if (exhausted_ && !beyond_bound_ && coverage_ == Coverage::every_schedule)
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
    // A thread that waits to read the report gets the lock here.
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
    for (const Part& part : parts_) {
      if (all.executions() + part.tally.executions() > most_) break;
      all.append(part.tally);
    }
    all.write(report);
  }
  report.strategy = kind_.name;
  report.coverage = coverage_;
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
  std::vector<Picture> pictures;
  for (const auto& worker : workers_) pictures.push_back(worker->picture);
  let_go();
  lock.unlock();
  return Picture::branches(pictures);
}

}  // namespace telar
