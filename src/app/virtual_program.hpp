// A scenario as the virtual kernel runs it: what `run --kernel virtual`, `explore` and the window
// make of its parameters.
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "kernel/schedule.hpp"
#include "kernel/virtual/virtual_kernel.hpp"
#include "scenarios/scenario.hpp"

namespace telar {

// With all that the runtime has to say: exceptions, child processes. Events and races as the kernel
// has them by default.
VirtualKernel::Options virtual_options(const Parameters& parameters, Language language,
                                       int cores = VirtualKernel::kDefaultCores);
// The body of its main process, for VirtualKernel::begin. The parameters are copied.
std::function<Task<>()> virtual_body(const Scenario& scenario, const Parameters& parameters);
// The choices with what they are choices of: what schedule links and --schedule carry.
Schedule schedule_of(const Parameters& parameters, std::vector<std::uint32_t> choices,
                     int cores = VirtualKernel::kDefaultCores);

}  // namespace telar
