#include "program/parameters.hpp"

#include <algorithm>
#include <optional>

#include "base/check.hpp"
#include "program/parameter_values.hpp"
#include "words/bad_input.hpp"
#include "words/words.hpp"

namespace telar {

using Kind = ParameterSpec::Kind;

Parameters::Parameters(SharedDescription program)
    : description_(std::move(program)), values_(default_values(*description_)) {}

Parameters::Parameters(SharedDescription program, std::span<const double> values)
    : Parameters(std::move(program)) {
  for (std::size_t i = 0; i < std::min(values.size(), values_.size()); ++i)
    values_[i] = nearest_allowed(description_->parameters[i], values[i]);
}

std::string Parameters::set(std::string_view name, std::string_view word, Language language) {
  const auto& specs = description_->parameters;
  const auto spec = std::ranges::find(specs, name, &ParameterSpec::name);
  if (spec == specs.end()) {
    std::string names;
    for (const auto& s : specs) names += (names.empty() ? "" : ", ") + std::string(s.name);
    return say(language, words::no_parameter, description_->name, in_quotes(name), names);
  }
  const auto value = read_value(*spec, word);
  if (!value) return wrong_value(spec->name, word, allowed_values(*spec, language), language);
  values_[static_cast<std::size_t>(spec - specs.begin())] = *value;
  return {};
}

std::size_t Parameters::index_of(std::string_view name, Kind kind) const {
  const auto index = description_->parameter_named(name);
  TELAR_CHECK(index && description_->parameters[*index].kind == kind);
  return *index;
}

int Parameters::integer(std::string_view name) const {
  return static_cast<int>(values_[index_of(name, Kind::integer)]);
}

Seconds Parameters::real(std::string_view name) const {
  return values_[index_of(name, Kind::real)];
}

std::string_view Parameters::choice(std::string_view name) const {
  const std::size_t index = index_of(name, Kind::choice);
  return description_->parameters[index].choices[static_cast<std::size_t>(values_[index])];
}

std::optional<double> Parameters::value(ParameterRole role) const {
  const auto index = description_->parameter_with(role);
  return index ? std::optional(values_[*index]) : std::nullopt;
}

bool Parameters::is_on(ParameterRole role) const {
  const auto index = description_->parameter_with(role);
  return index && description_->parameters[*index].kind == Kind::choice && word(*index) == "on";
}

void Parameters::set(ParameterRole role, double value) {
  if (const auto index = description_->parameter_with(role))
    values_[*index] = nearest_allowed(description_->parameters[*index], value);
}

std::string Parameters::word(std::size_t index) const {
  return value_word(description_->parameters[index], values_[index]);
}

std::string Parameters::words() const {
  std::string all;
  for (std::size_t i = 0; i < values_.size(); ++i)
    all += (i ? " " : "") + std::string(description_->parameters[i].name) + "=" + word(i);
  return all;
}

}  // namespace telar
