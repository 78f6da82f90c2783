// A program as the virtual kernel runs it: what `run --kernel virtual`, `explore` and the window
// make of its parameters.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "kernel/schedule.hpp"
#include "kernel/virtual/virtual_kernel.hpp"
#include "model/virtual_settings.hpp"
#include "program/program.hpp"

namespace telar {

// With all that the runtime has to say: exceptions, child processes. Events and races as the kernel
// has them by default.
VirtualKernel::Options virtual_options(const Program& program, const Parameters& parameters,
                                       Language language,
                                       int cores = VirtualSettings::kDefaultCores);
// The choices with what they are choices of: what schedule links and --schedule carry.
Schedule schedule_of(const Parameters& parameters, int cores, std::vector<std::uint32_t> choices,
                     Behaviour behaviour);
// The same of an execution of which the choices alone are known: it is executed once more, for its
// behaviour.
Schedule schedule_of(const Program& program, const Parameters& parameters, int cores,
                     std::vector<std::uint32_t> choices);

// How long an execution may be, whether it is shown, explored or replayed (VirtualKernel::Options):
// the same for all, so that what a search has found is what its link shows.
inline constexpr std::uint64_t kMostStepsAtOnce = 200'000, kMostSteps = 3'000'000;

// One line on an execution that made too many steps.
std::string overrun_text(const VirtualKernel::Overrun& overrun, Language language);

}  // namespace telar
