// What one parameter may be, from its spec alone. A value is a number; of a choice, the index of
// its word. Pure: the command line, the URL, the form and the JSON of commands all ask here.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "program/description.hpp"

namespace telar {

// Of each parameter, in order.
std::vector<double> default_values(const ProgramDescription& program);

// Within the range; whole, for integers and choices. Not a number becomes the default.
double nearest_allowed(const ParameterSpec& spec, double value);

// "10", "0.5", "sleep": the word of an allowed value, which is read back as the same value.
std::string value_word(const ParameterSpec& spec, double value);
// Nothing if the word is no value of this parameter, or is out of range.
std::optional<double> read_value(const ParameterSpec& spec, std::string_view word);

// "a whole number from 1 to 100", "sleep or cpu": what is allowed.
std::string allowed_values(const ParameterSpec& spec, Language language);

}  // namespace telar
