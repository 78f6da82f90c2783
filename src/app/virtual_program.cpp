#include "app/virtual_program.hpp"

#include <string>
#include <utility>

#include "app/run_settings.hpp"
#include "kernel/virtual/behaviour_watch.hpp"
#include "runtime/errors.hpp"
#include "runtime/multiprocessing.hpp"
#include "words/words.hpp"

namespace telar {

static_assert(VirtualSettings::kDefaultCores == VirtualKernel::kDefaultCores,
              "a schedule leaves out the cores that a run has if nobody says");

std::string overrun_text(const VirtualKernel::Overrun& overrun, Language language) {
  return overrun.while_no_time_passes ? say(language, words::steps_without_time, overrun.steps)
                                      : say(language, words::too_many_steps, overrun.steps);
}

VirtualKernel::Options virtual_options(const Program& program, const Parameters& parameters,
                                       Language language, int cores) {
  VirtualKernel::Options options;
  options.settings = run_settings(parameters, language);
  options.cores = cores;
  options.describe = describe;
  options.describe_overrun = [language](const VirtualKernel::Overrun& overrun) {
    return overrun_text(overrun, language);
  };
  options.report_error = multiprocessing::report_error;
  // Children on this kernel are given the program itself.
  const multiprocessing::ChildBody body = [program](const Bytes&, std::string entry,
                                                    Bytes arguments) {
    return program.child(std::move(entry), std::move(arguments));
  };
  options.child = [body](Segment& segment, ProcessId id) {
    return multiprocessing::child_program(segment, id, body);
  };
  return options;
}

Schedule schedule_of(const Parameters& parameters, int cores, std::vector<std::uint32_t> choices,
                     Behaviour behaviour) {
  Schedule schedule;
  const ProgramDescription& program = parameters.description();
  schedule.program = program.name;
  for (std::size_t i = 0; i < program.parameters.size(); ++i)
    schedule.parameters.emplace_back(program.parameters[i].name, parameters.word(i));
  if (cores != VirtualSettings::kDefaultCores)
    schedule.parameters.emplace_back("cores", std::to_string(cores));
  schedule.behaviour = std::move(behaviour);
  schedule.choices = std::move(choices);
  return schedule;
}

Schedule schedule_of(const Program& program, const Parameters& parameters, int cores,
                     std::vector<std::uint32_t> choices) {
  VirtualKernel::Options options = virtual_options(program, parameters, Language::es, cores);
  options.record = options.find_races = options.keep_choices = false;
  options.most_steps_at_once = kMostStepsAtOnce;
  options.most_steps = kMostSteps;
  bool cut = false;
  options.describe_overrun = [&cut](const VirtualKernel::Overrun&) {
    cut = true;
    return std::string();
  };
  BehaviourWatch watch;
  VirtualKernel kernel(std::move(options));
  kernel.observe({&watch});
  kernel.begin(program.body(parameters));
  Recorded strategy(choices);
  strategy.begin();
  while (!kernel.over() && kernel.step_with(strategy)) watch.end_step();
  return schedule_of(parameters, cores, std::move(choices),
                     watch.hash().behaviour(kernel.over() && !cut));
}

}  // namespace telar
