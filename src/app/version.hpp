// What `telar --version` says, and what every trace is marked with.
#pragma once
#include <string_view>

namespace telar {

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace telar
