#include "program/parameters.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <format>
#include <optional>

#include "base/check.hpp"
#include "base/utf8.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

using Kind = ParameterSpec::Kind;

double last_choice(const ParameterSpec& spec) {
  return static_cast<double>(spec.choices.size()) - 1;
}

double nearest_allowed(const ParameterSpec& spec, double value) {
  if (std::isnan(value)) return spec.default_value;
  if (spec.kind == Kind::choice) return std::clamp(std::round(value), 0.0, last_choice(spec));
  if (spec.kind == Kind::integer) value = std::round(value);
  return std::clamp(value, spec.minimum, spec.maximum);
}

std::optional<double> parse_integer(std::string_view word) {
  long long value = 0;
  const char* const end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return static_cast<double>(value);
}

// Decimal only: strtod would take "nan", "0x1p3" and leading blanks too.
std::optional<double> parse_real(std::string_view word) {
  if (word.empty() || word.find_first_not_of("0123456789.eE+-") != std::string_view::npos)
    return std::nullopt;
  const std::string text(word);
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value + 0.0;  // no minus zero
}

std::optional<double> parse(const ParameterSpec& spec, std::string_view word) {
  if (spec.kind == Kind::choice) {
    const auto found = std::ranges::find(spec.choices, word);
    if (found == spec.choices.end()) return std::nullopt;
    return static_cast<double>(found - spec.choices.begin());
  }
  const auto value = spec.kind == Kind::integer ? parse_integer(word) : parse_real(word);
  if (!value || *value < spec.minimum || *value > spec.maximum) return std::nullopt;
  return value;
}

std::string number_word(double value) { return std::format("{}", value); }

}  // namespace

Parameters::Parameters(SharedDescription program) : description_(std::move(program)) {
  for (const auto& spec : description_->parameters) values_.push_back(spec.default_value);
}

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
  const auto value = parse(*spec, word);
  if (!value)
    return say(language, words::must_be, spec->name, in_quotes(word),
               allowed_values(*spec, language));
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
  const auto& spec = description_->parameters[index];
  if (spec.kind == Kind::choice)
    return std::string(spec.choices[static_cast<std::size_t>(values_[index])]);
  return number_word(values_[index]);
}

std::string Parameters::words() const {
  std::string all;
  for (std::size_t i = 0; i < values_.size(); ++i)
    all += (i ? " " : "") + std::string(description_->parameters[i].name) + "=" + word(i);
  return all;
}

std::string allowed_values(const ParameterSpec& spec, Language language) {
  if (spec.kind == Kind::choice) {
    std::string all;
    for (std::size_t i = 0; i < spec.choices.size(); ++i) {
      if (i > 0)
        all += i + 1 == spec.choices.size() ? " " + say(language, words::or_the_last) + " " : ", ";
      all += spec.choices[i];
    }
    return all;
  }
  const std::string least = number_word(spec.minimum), most = number_word(spec.maximum);
  return spec.kind == Kind::integer ? say(language, words::whole_number, least, most)
                                    : say(language, words::number, least, most);
}

std::string in_quotes(std::string_view word) {
  constexpr std::size_t kMost = 60;
  std::string text = utf8_repaired(word.substr(0, kMost));
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  return "'" + text + (word.size() > kMost ? "...'" : "'");
}

}  // namespace telar
