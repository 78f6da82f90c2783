// Parameters: what a form may hold. A value is always a double; a choice is the index of its word.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "program/description.hpp"

namespace telar::ui {

// The nearest allowed value: within the range, whole for integers and choices. NaN becomes the
// default.
double clamp_parameter(const ParameterSpec& spec, double value);

// The next value of a [-] or [+] press. Real ones step by what a person would: 0.1 below 1, 0.5
// below 5, else 1.
double step_parameter(const ParameterSpec& spec, double value, int direction);

std::vector<double> default_parameters(const ProgramDescription& program);

// What the field shows: "10", "0.5", "sleep".
std::string parameter_text(const ParameterSpec& spec, double value);
// Reads it back; a decimal comma is fine. Nothing if it is not a value of this parameter or is out
// of range.
std::optional<double> parse_parameter(const ParameterSpec& spec, std::string_view text);

// Whether these values nap for less than the chapter does, which a page must then say.
bool naps_shorter_than_chapter(const ProgramDescription& program,
                               const std::vector<double>& values);

}  // namespace telar::ui
