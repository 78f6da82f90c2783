#include "program/parameter_values.hpp"

#include <algorithm>
#include <cmath>
#include <format>

#include "base/parse.hpp"
#include "words/bad_input.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

using Kind = ParameterSpec::Kind;

// Of an integer all its digits: never 1e+05.
std::string number_word(const ParameterSpec& spec, double value) {
  return spec.kind == Kind::integer ? std::format("{}", static_cast<long long>(value))
                                    : std::format("{}", value);
}

}  // namespace

std::vector<double> default_values(const ProgramDescription& program) {
  std::vector<double> values;
  for (const ParameterSpec& spec : program.parameters) values.push_back(spec.default_value);
  return values;
}

double nearest_allowed(const ParameterSpec& spec, double value) {
  if (std::isnan(value)) return spec.default_value;
  if (spec.kind == Kind::choice)
    return std::clamp(std::round(value), 0.0, static_cast<double>(spec.choices.size()) - 1);
  if (spec.kind == Kind::integer) value = std::round(value);
  return std::clamp(value, spec.minimum, spec.maximum);
}

std::string value_word(const ParameterSpec& spec, double value) {
  return spec.kind == Kind::choice ? spec.choices[static_cast<std::size_t>(value)]
                                   : number_word(spec, value);
}

std::optional<double> read_value(const ParameterSpec& spec, std::string_view word) {
  if (spec.kind == Kind::choice) {
    const auto found = std::ranges::find(spec.choices, word);
    if (found == spec.choices.end()) return std::nullopt;
    return static_cast<double>(found - spec.choices.begin());
  }
  std::optional<double> value;
  if (spec.kind == Kind::integer)
    value = parse_integer(word);
  else
    value = parse_real(word);
  if (!value || *value < spec.minimum || *value > spec.maximum) return std::nullopt;
  return value;
}

std::string allowed_values(const ParameterSpec& spec, Language language) {
  if (spec.kind == Kind::choice)
    return one_of(std::vector<std::string_view>(spec.choices.begin(), spec.choices.end()),
                  language);
  const std::string least = number_word(spec, spec.minimum), most = number_word(spec, spec.maximum);
  return spec.kind == Kind::integer ? say(language, words::whole_number, least, most)
                                    : say(language, words::number, least, most);
}

}  // namespace telar
