#include "app/session.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "app/real_run.hpp"
#include "platform/clock.hpp"
#include "platform/futex.hpp"

namespace telar {

Session::~Session() {
  // All are asked before any is waited for.
  stop();
  for (auto& run : ending_) run->stop();
}

void Session::start(const Program& program, Parameters parameters, Options options) {
  if (live()) {
    run_->stop();
    ending_.push_back(std::move(run_));
  }
  run_.reset();
  metrics_ = {};
  measured_revision_ = ~0ull;
  stop_asked_ = false;
  ++run_number_;
  program_ = program;
  options_ = std::move(options);
  parameters_ = std::move(parameters);
  if (options_.virtual_time) {
    VirtualRun::Options virtual_options = *options_.virtual_time;
    virtual_options.language = options_.language;
    run_ = std::make_unique<VirtualRun>(program, *parameters_, virtual_options);
  } else {
    run_ = std::make_unique<RealRun>(program, *parameters_, options_.language, options_.processes);
  }
}

bool Session::poll() {
  for (auto& run : ending_) {
    run->poll();
    run->forget();
  }
  std::erase_if(ending_, [](const auto& run) { return !run->live(); });
  return run_ && run_->poll();
}

void Session::stop() {
  if (!live()) return;
  stop_asked_ = true;
  run_->stop();
}

void Session::wait(Nanos deadline) {
  if (live()) return run_->wait(deadline);
  std::atomic<std::uint32_t> nobody{0};
  futex_wait(nobody, 0, std::min(deadline, after(monotonic_now(), kMillisecond)));
}

const Metrics& Session::metrics(Nanos fresh) {
  if (!run_) return metrics_;
  const Nanos now = run_->duration();
  const bool moved = live() && !run_->virtual_run() && now - measured_at_ > fresh;
  if (measured_revision_ != store().revision() || moved) {
    metrics_ = measure(store(), now, run_->cores());
    measured_revision_ = store().revision();
    measured_at_ = now;
  }
  return metrics_;
}

}  // namespace telar
