#include "app/session.hpp"

#include <algorithm>
#include <utility>

#include "platform/clock.hpp"
#include "platform/futex.hpp"
#include "runtime/errors.hpp"
#include "runtime/multiprocessing.hpp"

namespace telar {
namespace {

// How long a virtual run may keep the thread that polls: a part of a frame.
constexpr Nanos kVirtualSlice = 8 * kMillisecond;

}  // namespace

RunSettings run_settings(const Parameters& parameters, Language language) {
  RunSettings settings;
  settings.language = language;
  settings.gil = parameters.is_on(ParameterRole::gil);
  return settings;
}

Session::~Session() {
  // All are asked before any is waited for.
  stop();
  for (auto& ending : ending_) ending->run->stop();
}

void Session::start(const Program& program, Parameters parameters, Options options) {
  if (run_ && live()) {
    run_->stop();
    ending_.push_back(std::make_unique<Ending>(std::move(run_)));
  }
  run_.reset();
  virtual_run_.reset();
  store_.clear();
  metrics_ = {};
  measured_revision_ = ~0ull;
  stop_asked_ = false;
  ++run_number_;
  program_ = program;
  options_ = options;
  parameters_ = std::move(parameters);

  if (options.virtual_time) {
    VirtualRun::Options virtual_options = *options.virtual_time;
    virtual_options.language = options.language;
    virtual_run_ = std::make_unique<VirtualRun>(program, *parameters_, virtual_options, store_);
    return;
  }
  Run::Options run_options;
  run_options.settings = run_settings(*parameters_, options.language);
  run_options.settings.program = program.reference().bytes();
  run_options.processes = options.processes;
  run_options.describe = describe;
  run_options.report_error = multiprocessing::report_error;
  run_ = std::make_unique<Run>(program.body(*parameters_), std::move(run_options));
}

bool Session::poll() {
  for (auto& ending : ending_) {
    ending->run->poll(ending->discarded);
    ending->discarded.clear();
  }
  std::erase_if(ending_, [](const auto& ending) { return ending->run->over(); });

  if (virtual_run_) return virtual_run_->work(after(monotonic_now(), kVirtualSlice));
  if (!run_) return false;
  const bool was_live = live();
  const bool changed = run_->poll(store_);
  if (!run_->over()) return changed;
  return changed || was_live;
}

void Session::stop() {
  if (!live()) return;
  stop_asked_ = true;
  if (virtual_run_) return virtual_run_->stop();
  run_->stop();
}

void Session::wait(Nanos deadline) {
  if (virtual_run_ && live()) return;
  if (live()) return run_->wait(deadline);
  std::atomic<std::uint32_t> nobody{0};
  futex_wait(nobody, 0, std::min(deadline, after(monotonic_now(), kMillisecond)));
}

const Metrics& Session::metrics(Nanos fresh) {
  const Nanos now = elapsed();
  // A virtual run stands at any moment of its clock, and goes back too.
  const bool moved = virtual_run_ ? now != measured_at_ : live() && now - measured_at_ > fresh;
  if (measured_revision_ != store_.revision() || moved) {
    metrics_ =
        measure(store_, now, virtual_run_ ? virtual_run_->options().cores : hardware_cores());
    measured_revision_ = store_.revision();
    measured_at_ = now;
  }
  return metrics_;
}

}  // namespace telar
