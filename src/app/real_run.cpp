#include "app/real_run.hpp"

#include <utility>

#include "app/run_settings.hpp"
#include "platform/clock.hpp"
#include "runtime/errors.hpp"
#include "runtime/multiprocessing.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

Run::Options run_options(const Program& program, const Parameters& parameters, Language language,
                         bool processes) {
  Run::Options options;
  options.settings = run_settings(parameters, language);
  options.settings.program = program.reference().bytes();
  options.processes = processes;
  options.describe = describe;
  options.describe_refusal = [language](NoSharedMemory why) { return refusal_text(why, language); };
  options.report_error = multiprocessing::report_error;
  return options;
}

}  // namespace

std::string refusal_text(NoSharedMemory why, Language language) {
  switch (why) {
    case NoSharedMemory::none:
      break;
    case NoSharedMemory::refused:
      return say(language, words::memory_refused);
    case NoSharedMemory::not_isolated:
      return say(language, words::memory_not_isolated);
    case NoSharedMemory::too_much:
      return say(language, words::memory_too_much);
    case NoSharedMemory::in_child:
      return say(language, words::memory_in_child);
    case NoSharedMemory::all_in_use:
      return say(language, words::memory_all_in_use);
  }
  return say(language, words::no_thread);
}

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
