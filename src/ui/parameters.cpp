#include "ui/parameters.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace telar::ui {

double clamp_parameter(const ParameterSpec& spec, double value) {
  if (std::isnan(value)) return spec.default_value;
  if (spec.kind == ParameterSpec::Kind::choice) {
    const double last = spec.choices.empty() ? 0 : static_cast<double>(spec.choices.size() - 1);
    return std::clamp(std::round(value), 0.0, last);
  }
  if (spec.kind == ParameterSpec::Kind::integer) value = std::round(value);
  return std::clamp(value, spec.minimum, spec.maximum);
}

double step_parameter(const ParameterSpec& spec, double value, int direction) {
  if (spec.kind != ParameterSpec::Kind::real) return clamp_parameter(spec, value + direction);
  // Going down from 1 uses the finer step, so that + and - undo each other.
  const double at = direction < 0 ? value - 1e-9 : value + 1e-9;
  const double step = at < 1 ? 0.1 : at < 5 ? 0.5 : 1;
  return clamp_parameter(spec, std::round((value + direction * step) * 1e6) / 1e6);
}

std::vector<double> default_parameters(const ProgramDescription& program) {
  std::vector<double> values;
  values.reserve(program.parameters.size());
  for (const ParameterSpec& spec : program.parameters)
    values.push_back(clamp_parameter(spec, spec.default_value));
  return values;
}

std::string parameter_text(const ParameterSpec& spec, double value) {
  if (spec.kind == ParameterSpec::Kind::choice) {
    const auto index = static_cast<std::size_t>(clamp_parameter(spec, value));
    return index < spec.choices.size() ? std::string(spec.choices[index]) : std::string();
  }
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

std::optional<double> parse_parameter(const ParameterSpec& spec, std::string_view text) {
  if (spec.kind == ParameterSpec::Kind::choice) {
    const auto found = std::find(spec.choices.begin(), spec.choices.end(), text);
    if (found == spec.choices.end()) return std::nullopt;
    return static_cast<double>(found - spec.choices.begin());
  }
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  const auto is_number_char = [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-';
  };
  if (text.empty() || text.size() > 24 || !std::all_of(text.begin(), text.end(), is_number_char))
    return std::nullopt;
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), ',', '.');
  char* end = nullptr;
  const double value = std::strtod(plain.c_str(), &end);
  if (end != plain.c_str() + plain.size()) return std::nullopt;
  if (clamp_parameter(spec, value) != value) return std::nullopt;
  return value;
}

bool naps_shorter_than_chapter(const ProgramDescription& program,
                               const std::vector<double>& values) {
  const auto naps = program.parameter_with(ParameterRole::naps);
  return naps && *naps < values.size() && values[*naps] < program.parameters[*naps].default_value;
}

}  // namespace telar::ui
