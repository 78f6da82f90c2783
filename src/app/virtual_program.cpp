#include "app/virtual_program.hpp"

#include <memory>
#include <utility>

#include "app/session.hpp"
#include "runtime/errors.hpp"
#include "runtime/multiprocessing.hpp"
#include "words/words.hpp"

namespace telar {

VirtualKernel::Options virtual_options(const Parameters& parameters, Language language, int cores) {
  VirtualKernel::Options options;
  options.settings = run_settings(parameters, language);
  options.cores = cores;
  options.describe = describe;
  options.describe_overrun = [language](const VirtualKernel::Overrun& overrun) {
    return overrun.while_no_time_passes ? say(language, words::steps_without_time, overrun.steps)
                                        : say(language, words::too_many_steps, overrun.steps);
  };
  options.report_error = multiprocessing::report_error;
  options.child = multiprocessing::child_program;
  return options;
}

std::function<Task<>()> virtual_body(const Scenario& scenario, const Parameters& parameters) {
  // Behind one pointer, so that neither function allocates when it is copied: exploring makes a
  // million of them.
  struct Program {
    Task<> (*main)(const Parameters&);
    Parameters parameters;
  };
  auto program = std::make_shared<const Program>(Program{scenario.main, parameters});
  return [program = std::move(program)] {
    return multiprocessing::main_body([program] { return program->main(program->parameters); });
  };
}

Schedule schedule_of(const Parameters& parameters, std::vector<std::uint32_t> choices, int cores) {
  Schedule schedule;
  const ScenarioDescription& scenario = parameters.scenario();
  schedule.program = scenario.name;
  for (std::size_t i = 0; i < scenario.parameters.size(); ++i)
    schedule.parameters.emplace_back(scenario.parameters[i].name, parameters.word(i));
  if (cores != VirtualKernel::kDefaultCores)
    schedule.parameters.emplace_back("cores", std::to_string(cores));
  schedule.version = code_version(listing_cpp(scenario.name));
  schedule.choices = std::move(choices);
  return schedule;
}

}  // namespace telar
