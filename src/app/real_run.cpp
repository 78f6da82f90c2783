#include "app/real_run.hpp"

#include <utility>

#include "app/run_settings.hpp"
#include "platform/clock.hpp"
#include "runtime/errors.hpp"
#include "runtime/multiprocessing.hpp"

namespace telar {
namespace {

Run::Options run_options(const Program& program, const Parameters& parameters, Language language,
                         bool processes) {
  Run::Options options;
  options.settings = run_settings(parameters, language);
  options.settings.program = program.reference().bytes();
  options.processes = processes;
  options.describe = describe;
  options.report_error = multiprocessing::report_error;
  return options;
}

}  // namespace

RealRun::RealRun(const Program& program, const Parameters& parameters, Language language,
                 bool processes)
    : run_(program.body(parameters), run_options(program, parameters, language, processes)) {}

bool RealRun::poll() {
  const bool was_live = live();
  const bool changed = run_.poll(store_);
  return changed || (was_live && !live());
}

int RealRun::cores() const { return hardware_cores(); }

}  // namespace telar
