// Parameters: the values that a program is run with, one for each of its specs and always within
// its range. Read from words (the command line, the URL) or from a form, and written back as the
// same words. A value: it keeps the description that it is of.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.hpp"
#include "base/time.hpp"
#include "program/description.hpp"

namespace telar {

class Parameters {
 public:
  // The defaults.
  explicit Parameters(SharedDescription program);
  // A form's values, in the order of the specs, a choice as the index of its word; what is out of
  // range, missing or not a number becomes the nearest allowed value, or the default.
  Parameters(SharedDescription program, std::span<const double> values);

  // Sets one from a word. Empty, or one line that says what was wrong and what is allowed; then
  // nothing has changed.
  std::string set(std::string_view name, std::string_view word, Language language);
  // Sets the parameter with this role to the nearest allowed value; nothing if there is none.
  void set(ParameterRole role, double value);

  // The program that they are of.
  const ProgramDescription& description() const { return *description_; }
  const SharedDescription& shared_description() const { return description_; }
  std::span<const double> values() const { return values_; }

  // By name, which the program must have, of that kind (CHECK).
  int integer(std::string_view name) const;
  Seconds real(std::string_view name) const;
  std::string_view choice(std::string_view name) const;

  bool has(std::string_view name) const { return description_->parameter_named(name).has_value(); }
  // The value of the parameter with this role, if there is one; of a choice, its index.
  std::optional<double> value(ParameterRole role) const;
  // Whether there is a parameter with this role, a choice, and it says "on".
  bool is_on(ParameterRole role) const;

  // "10", "0.5", "sleep": what set() reads back as the same value. By the spec's index.
  std::string word(std::size_t index) const;
  // "n=10 seconds=0.5 work=sleep"
  std::string words() const;

  friend bool operator==(const Parameters& a, const Parameters& b) {
    return a.description_ == b.description_ && a.values_ == b.values_;
  }

 private:
  std::size_t index_of(std::string_view name, ParameterSpec::Kind kind) const;

  SharedDescription description_;
  std::vector<double> values_;
};

}  // namespace telar
