// The registry: every scenario there is, the chapter's first, in its order. An explicit list, no
// registration by constructors.
#pragma once
#include <span>
#include <string_view>

#include "scenarios/scenario.hpp"

namespace telar {

std::span<const Scenario* const> scenarios();
// The same, for the UI, which sees plain data only.
std::span<const ScenarioDescription* const> scenario_descriptions();
// Null if there is none of this name.
const Scenario* find_scenario(std::string_view name);

}  // namespace telar
