// Traces of every program in virtual time, byte for byte: the same natively and in WebAssembly,
// today and tomorrow.
#include <algorithm>
#include <string>

#include "tests/app/virtual.hpp"
#include "tests/golden.hpp"

namespace telar {
namespace {

using namespace testing;

// One line an event without the padding of the columns: small files.
std::string squeezed(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' || (!out.empty() && out.back() != ' ' && out.back() != '\n')) out += c;
  return out;
}

std::string golden_of(const Shown& shown, std::string_view how) {
  // Without the version of the code, which an edited comment changes.
  std::string text = "== " + std::string(how) + ": " + shown.parameters.words() + " ~" +
                     choices_text(shown.run.schedule().choices) + "\n" + squeezed(shown.text());
  text += "= " + std::string(outcome_name(shown.run.outcome())) + " after " +
          std::to_string(shown.run.elapsed()) + " ns, " + std::to_string(shown.run.length()) +
          " steps" + (shown.run.error().empty() ? "" : ": " + shown.run.error()) + "\n";
  for (const Finding& finding : shown.findings())
    text += "! " + finding_text(finding, Language::en) + "\n";
  return text;
}

TEST(VirtualGolden, traces_of_every_program_are_as_they_were) {
  for (const Program& program : library()) {
    std::string all;
    for (const Parameters& parameters : small_programs()) {
      if (parameters.description().name != program.name()) continue;
      bool ends_well = true;
      const auto add = [&](const Shown& shown, const std::string& how) {
        ends_well = ends_well && shown.run.outcome() == Outcome::finished;
        all += golden_of(shown, how);
      };
      add(Shown(parameters, picked_by(Picker::round_robin)), "round-robin");
      for (const std::uint64_t seed : {1u, 2u, 3u})
        add(Shown(parameters, picked_by(Picker::random, seed)), "random " + std::to_string(seed));
      // And how it goes wrong, if that can be seen soon.
      for (std::uint64_t seed = 4; ends_well && seed <= 60; ++seed)
        if (Shown shown(parameters, picked_by(Picker::random, seed));
            shown.run.outcome() != Outcome::finished)
          add(shown, "random " + std::to_string(seed));
    }
    expect_golden("virtual/" + program.name() + ".txt", all);
  }
}

}  // namespace
}  // namespace telar
