#include "app/virtual_program.hpp"

#include <string>
#include <utility>

#include "app/run_settings.hpp"
#include "runtime/errors.hpp"
#include "runtime/multiprocessing.hpp"
#include "words/words.hpp"

namespace telar {

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

Schedule schedule_of(const Parameters& parameters, std::vector<std::uint32_t> choices, int cores) {
  Schedule schedule;
  const ProgramDescription& program = parameters.description();
  schedule.program = program.name;
  for (std::size_t i = 0; i < program.parameters.size(); ++i)
    schedule.parameters.emplace_back(program.parameters[i].name, parameters.word(i));
  if (cores != VirtualKernel::kDefaultCores)
    schedule.parameters.emplace_back("cores", std::to_string(cores));
  schedule.version = code_version(program.source_in(SourceLanguage::cpp)->text);
  schedule.choices = std::move(choices);
  return schedule;
}

}  // namespace telar
