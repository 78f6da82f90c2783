// Parameters: the values that a scenario is run with, one for each of its specs and always within
// its range. Read from words (the command line, the URL) or from a form, and written back as the
// same words.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "base/time.hpp"
#include "scenarios/description.hpp"

namespace telar {

class Parameters {
 public:
  // The defaults. The description must outlive the parameters (those of the registry do).
  explicit Parameters(const ScenarioDescription& scenario);
  // A form's values, in the order of the specs, a choice as the index of its word; what is out of
  // range, missing or not a number becomes the nearest allowed value, or the default.
  Parameters(const ScenarioDescription& scenario, std::span<const double> values);

  // Sets one from a word. Empty, or one line that says what was wrong and what is allowed; then
  // nothing has changed.
  std::string set(std::string_view name, std::string_view word, Language language);

  const ScenarioDescription& scenario() const { return *scenario_; }
  std::span<const double> values() const { return values_; }

  // By name, which the scenario must have, of that kind (CHECK).
  int integer(std::string_view name) const;
  Seconds real(std::string_view name) const;
  std::string_view choice(std::string_view name) const;
  bool has(std::string_view name) const;

  // "10", "0.5", "sleep": what set() reads back as the same value. By the spec's index.
  std::string word(std::size_t index) const;
  // "n=10 seconds=0.5 work=sleep"
  std::string words() const;

  friend bool operator==(const Parameters& a, const Parameters& b) {
    return a.scenario_ == b.scenario_ && a.values_ == b.values_;
  }

 private:
  std::size_t index_of(std::string_view name, ParameterSpec::Kind kind) const;

  const ScenarioDescription* scenario_;
  std::vector<double> values_;
};

// "a whole number from 1 to 100", "sleep or cpu": what is allowed.
std::string allowed_values(const ParameterSpec& spec, Language language);

// What somebody typed, as it may stand in a message of one line: quoted, cut if long, without
// control characters.
std::string in_quotes(std::string_view word);

}  // namespace telar
